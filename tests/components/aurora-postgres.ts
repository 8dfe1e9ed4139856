import type * as pulumi from "@pulumi/pulumi";
import { AuroraPostgres, type AuroraPostgresArgs } from "../../components/databases/aurora-postgres";
import type { AuroraCapacity } from "../../components/databases/aurora-capacity";
import type { Graph } from "../graph/graph";
import { auroraGround } from "./aurora-ground";
import { runComponent, type Ground } from "./ground";

export const CLUSTER = "aws:rds/cluster:Cluster";
export const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
export const NAME = "strongroom-pro-web";

/** Capacities of the one stage, and of the other. */
export const large: AuroraCapacity = { minAcu: 1, maxAcu: 16 };
export const pausing: AuroraCapacity = { minAcu: 0, maxAcu: 2, pauseSeconds: 1800 };

/** A database on the ground of the tests. */
export const database = (
  ground: Ground,
  others: Partial<AuroraPostgresArgs>,
  opts: pulumi.ComponentResourceOptions,
): AuroraPostgres =>
  new AuroraPostgres(
    "web",
    {
      clusterName: NAME,
      databaseName: "web",
      ...auroraGround(ground),
      capacity: large,
      highlyAvailable: true,
      clients: ["web", "migrations"],
      ...others,
    },
    opts,
  );

/** Makes it alone; the outputs are the ground's and its own. */
export const makeDatabase = (others: Partial<AuroraPostgresArgs> = {}, preview = false): Promise<Graph> =>
  runComponent((ground, opts) => {
    const made = database(ground, others, opts);
    const { clusterName, port, endpoint, readerEndpoint, arn, clusterResourceId } = made;
    const { masterSecretArn, securityGroupId, clientGroupIds } = made;
    const names = { clusterName, port, endpoint, readerEndpoint, arn, clusterResourceId };
    return { ...ground, ...names, masterSecretArn, securityGroupId, clientGroupIds };
  }, preview);

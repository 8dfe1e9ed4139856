import type * as pulumi from "@pulumi/pulumi";
import { AuroraMySql, type AuroraMySqlArgs } from "../../components/databases/aurora-my-sql";
import type { Graph } from "../graph/graph";
import { auroraGround } from "./aurora-ground";
import { runComponent, type Ground } from "./ground";

export const NAME = "strongroom-pro-orders";

/** A database on the ground of the tests. */
const orders = (
  ground: Ground,
  others: Partial<AuroraMySqlArgs>,
  opts: pulumi.ComponentResourceOptions,
): AuroraMySql =>
  new AuroraMySql(
    "orders",
    {
      clusterName: NAME,
      databaseName: "orders",
      ...auroraGround(ground),
      capacity: { minAcu: 1, maxAcu: 16 },
      highlyAvailable: true,
      readers: { least: 2, most: 15 },
      backtrackHours: 24,
      users: ["orders_app", "orders_sync"],
      ...others,
    },
    opts,
  );

/** Makes it alone; the outputs are the ground's and its own. */
export const makeOrders = (others: Partial<AuroraMySqlArgs> = {}, preview = false): Promise<Graph> =>
  runComponent((ground, opts) => {
    const { clusterName, port, writerHost, readerHost, proxyHost, proxyResourceId, ...made } = orders(
      ground,
      others,
      opts,
    );
    return {
      ...ground,
      clusterName,
      port,
      writerHost,
      readerHost,
      proxyHost,
      proxyResourceId,
      clusterResourceId: made.clusterResourceId,
      clientGroupId: made.clientGroupId,
      masterSecretArn: made.masterSecretArn,
    };
  }, preview);

import * as pulumi from "@pulumi/pulumi";
import { AuroraPostgres } from "../../../components/databases/aurora-postgres";
import { databaseName } from "../names";
import { BACKED_UP } from "./backups";
import type { ServicePlace } from "./place";
import type { Settings } from "./settings";

/** Name of the first database in the cluster. */
const DATABASE = "webservice";

/** The service's database. */
export function database(
  settings: Settings["database"],
  { stage, ground, accountId, primary }: ServicePlace,
) {
  const { keyArns, network, retention } = ground;
  return new AuroraPostgres(
    "database",
    {
      clusterName: databaseName(stage),
      databaseName: DATABASE,
      place: {
        accountId,
        region: ground.regions.primary,
        vpcId: network.vpcId,
        subnetIds: network.isolatedSubnetIds,
      },
      ...settings,
      clients: ["web", "migrations"],
      keyArn: keyArns.data,
      secretsKeyArn: keyArns.secrets,
      logsKeyArn: keyArns.logs,
      logDays: retention.logDays,
      boundaryArn: ground.boundaryArn,
      backupTag: BACKED_UP,
      alarmTopicArn: ground.alarmTopicArn,
    },
    primary,
  );
}

/** What other stacks are promised of it. */
export function databasePromise(made: AuroraPostgres) {
  const { web, migrations } = made.clientGroupIds;
  if (!web || !migrations) throw new pulumi.RunError("the database has no groups for web and migrations");
  return {
    clusterName: made.clusterName,
    clusterResourceId: made.clusterResourceId,
    name: DATABASE,
    endpoint: made.endpoint,
    readerEndpoint: made.readerEndpoint,
    port: made.port,
    masterSecretArn: made.masterSecretArn,
    securityGroupId: made.securityGroupId,
    clientGroupIds: { web, migrations },
  };
}

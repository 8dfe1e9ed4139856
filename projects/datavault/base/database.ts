import * as pulumi from "@pulumi/pulumi";
import { MariaDb } from "../../../components/databases/maria-db";
import { DATABASE, DATABASE_USER, databaseName, secretNames } from "../names";
import { BACKED_UP } from "./backups";
import type { DataVaultPlace } from "./place";
import type { Settings } from "./settings";

/** The record of truth: what was deposited, by whom, and where it is. The broker alone calls it, and migrations. */
export function database(size: Settings["database"], { stage, ground, accountId, primary }: DataVaultPlace) {
  const { keyArns, network, regions } = ground;
  const made = new MariaDb(
    "database",
    {
      instanceName: databaseName(stage),
      databaseName: DATABASE,
      place: {
        accountId,
        region: regions.primary,
        vpcId: network.vpcId,
        subnetIds: network.isolatedSubnetIds,
      },
      size,
      clients: ["broker", "migrations"],
      keyArn: keyArns.data,
      secretsKeyArn: keyArns.secrets,
      logsKeyArn: keyArns.logs,
      logDays: ground.retention.logDays,
      backupTag: BACKED_UP,
      alarmTopicArn: ground.alarmTopicArn,
    },
    primary,
  );
  const { broker, migrations } = made.clientGroupIds;
  if (!broker || !migrations)
    throw new pulumi.RunError("the database has no groups for broker and migrations");
  return {
    instanceName: made.instanceName,
    host: made.host,
    port: made.port,
    name: DATABASE,
    user: DATABASE_USER,
    passwordSecret: secretNames(stage).databasePassword,
    masterSecretArn: made.masterSecretArn,
    securityGroupId: made.securityGroupId,
    clientGroupIds: { broker, migrations },
  };
}

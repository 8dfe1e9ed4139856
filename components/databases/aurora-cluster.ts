import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { auroraAlarms } from "./aurora-alarms";
import { capacityFault, scalingConfiguration, type AuroraCapacity } from "./aurora-capacity";
import type { AuroraEngine } from "./aurora-engines";
import { auroraInstances } from "./aurora-instances";
import { auroraLogGroups } from "./aurora-logs";
import { auroraReaders, readersFault, type ReaderRange } from "./aurora-readers";
import { databaseNameFault, kept, MASTER_USER, TIMEOUTS, WINDOWS, type DatabasePlace } from "./keeping";
import { monitoringRole } from "./monitoring";

/** What a cluster of Aurora is told, whatever its engine. */
export interface AuroraArgs {
  /** Physical name: 1 to 53 lower-case letters, digits and hyphens, unique in the account and region. */
  readonly clusterName: string;
  /** Name of the first database in it: 1 to 63 letters, digits and `_`, a letter first. */
  readonly databaseName: string;
  /** Of the engine's release; default the newest that this is tried with. */
  readonly engineVersion?: string;
  readonly place: DatabasePlace;
  readonly capacity: AuroraCapacity;
  /**
   * The readers are always as large as the writer, and nothing pauses. Without it they are as large as their own work
   * asks for; they are there all the same, since a database has to outlive the loss of a zone.
   */
  readonly highlyAvailable: boolean;
  /** Seconds that a reader may be behind the writer before people are told. Default 30. */
  readonly lagSeconds?: number;
  /** Key that encrypts the data, its snapshots and what Performance Insights keeps; another one makes another cluster. */
  readonly keyArn: pulumi.Input<string>;
  /** Key that encrypts the master user's secret. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Key that encrypts the logs; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that the logs are kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
  /** Permission boundary of the stage, for the role in which RDS writes how the machines are. */
  readonly boundaryArn: pulumi.Input<string>;
  /** Tag by which AWS Backup finds it; none without it. */
  readonly backupTag?: { readonly key: string; readonly value: string };
  /** Where it is told when something is wrong. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** What an engine's own component adds. */
export interface AuroraOwn {
  readonly engine: AuroraEngine;
  /** The cluster's security group. */
  readonly groupId: pulumi.Input<string>;
  /** How many readers there are, in three zones; without it there is one, and two zones. */
  readonly readers: ReaderRange | undefined;
  /** Settings of the cluster that the other engine has not. */
  readonly settings?: Partial<rds.ClusterArgs>;
}

const LAG_SECONDS = 30;

/** What is wrong with what a cluster is told, in one line; nothing where it is sound. */
export function auroraFault(
  { engine, readers }: Pick<AuroraOwn, "engine" | "readers">,
  { clusterName, databaseName, engineVersion, capacity, highlyAvailable }: AuroraArgs,
): string | undefined {
  if (!/^[a-z](?!.*--)[a-z0-9-]{0,52}(?<!-)$/.test(clusterName))
    return `clusterName: 1 to 53 lower-case letters, digits and single hyphens, a letter first, got ${clusterName}`;
  if (engineVersion !== undefined && !engine.versions.like.test(engineVersion))
    return `engineVersion: ${engine.versions.says}, as ${engine.version}, got ${engineVersion}`;
  return databaseNameFault(databaseName) ?? capacityFault(capacity, highlyAvailable) ?? readersFault(readers);
}

/** A cluster with its instances, their logs, how many readers there are, and what people are told of it. */
export function auroraCluster(
  name: string,
  args: AuroraArgs,
  own: AuroraOwn,
  child: pulumi.CustomResourceOptions,
): { readonly cluster: rds.Cluster; readonly instances: readonly rds.ClusterInstance[] } {
  const { clusterName, place, capacity } = args;
  const { engine, readers } = own;
  const lasting = { ...child, protect: true, retainOnDelete: true, customTimeouts: TIMEOUTS };
  const logs = auroraLogGroups(
    name,
    { clusterName, kinds: engine.logs, logsKeyArn: args.logsKeyArn, logDays: args.logDays },
    child,
  );
  const role = monitoringRole(
    `${name}-monitoring`,
    {
      roleName: `${clusterName}-monitoring`,
      region: place.region,
      accountId: place.accountId,
      boundaryArn: args.boundaryArn,
    },
    child,
  );
  const cluster = clusterOf(name, args, own, { ...lasting, dependsOn: [...logs] });
  const instances = auroraInstances(
    name,
    {
      cluster,
      clusterName,
      engine: engine.engine,
      zones: readers === undefined ? 2 : 3,
      region: place.region,
      highlyAvailable: args.highlyAvailable,
      keyArn: args.keyArn,
      monitoringRoleArn: role.arn,
    },
    lasting,
  );
  // Nothing is heard of a cluster without instances, and none can be added to it.
  const afterwards = { ...child, dependsOn: [...instances] };
  if (readers !== undefined) auroraReaders(name, { clusterName, range: readers }, afterwards);
  auroraAlarms(
    name,
    {
      clusterName,
      engine,
      capacity,
      lagSeconds: args.lagSeconds ?? LAG_SECONDS,
      topicArn: args.alarmTopicArn,
    },
    afterwards,
  );
  return { cluster, instances };
}

function clusterOf(
  name: string,
  args: AuroraArgs,
  { engine, groupId, settings = {} }: AuroraOwn,
  lasting: pulumi.CustomResourceOptions,
): rds.Cluster {
  const { clusterName, place } = args;
  const subnets = new rds.SubnetGroup(
    `${name}-subnets`,
    { name: clusterName, description: `Where ${clusterName} is`, subnetIds: place.subnetIds },
    lasting,
  );
  const parameters = new rds.ClusterParameterGroup(
    `${name}-parameters`,
    {
      name: `${clusterName}-${engine.release}`,
      description: `How ${clusterName} is set`,
      family: engine.family,
      parameters: [...engine.parameters],
    },
    lasting,
  );
  return new rds.Cluster(
    `${name}-cluster`,
    {
      ...kept,
      ...settings,
      clusterIdentifier: clusterName,
      engine: engine.engine,
      engineMode: "provisioned",
      engineVersion: args.engineVersion ?? engine.version,
      databaseName: args.databaseName,
      port: engine.port,
      serverlessv2ScalingConfiguration: scalingConfiguration(args.capacity),
      dbSubnetGroupName: subnets.name,
      dbClusterParameterGroupName: parameters.name,
      vpcSecurityGroupIds: [groupId],
      kmsKeyId: args.keyArn,
      masterUsername: MASTER_USER,
      masterUserSecretKmsKeyId: args.secretsKeyArn,
      enabledCloudwatchLogsExports: [...engine.logs],
      preferredBackupWindow: WINDOWS.backup,
      preferredMaintenanceWindow: WINDOWS.maintenance,
      finalSnapshotIdentifier: `${clusterName}-final`,
      ...(args.backupTag ? { tags: { [args.backupTag.key]: args.backupTag.value } } : {}),
    },
    lasting,
  );
}

import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { clientGroupIds, clientGroups, clientsFault } from "../network/client-groups";
import { auroraAlarms } from "./aurora-alarms";
import { capacityFault, scalingConfiguration, type AuroraCapacity } from "./aurora-capacity";
import { auroraInstances } from "./aurora-instances";
import { auroraLogGroup, auroraLogGroups, auroraLogs } from "./aurora-logs";
import {
  databaseNameFault,
  kept,
  MASTER_USER,
  masterSecretArn,
  TIMEOUTS,
  WINDOWS,
  type DatabasePlace,
} from "./keeping";
import { monitoringRole } from "./monitoring";

export interface AuroraPostgresArgs {
  /** Physical name: 1 to 53 lower-case letters, digits and hyphens, unique in the account and region. */
  readonly clusterName: string;
  /** Name of the first database in it: 1 to 63 letters, digits and `_`, a letter first. */
  readonly databaseName: string;
  /** Of PostgreSQL 17, `17.9`; default the newest that this is tried with. */
  readonly engineVersion?: string;
  readonly place: DatabasePlace;
  readonly capacity: AuroraCapacity;
  /**
   * The reader is always as large as the writer, and nothing pauses. Without it the reader is as large as its own work
   * asks for; it is there all the same, since a database has to outlive the loss of a zone.
   */
  readonly highlyAvailable: boolean;
  /** Who may call it, in one word each: `web`, `migrations`; at least one. Each gets a security group to be in. */
  readonly clients: readonly string[];
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

/** The newest of 17 that AWS's own CDK names (AuroraPostgresEngineVersion). */
const ENGINE_VERSION = "17.9";

export const POSTGRES_PORT = 5432;

const parameters = [
  { name: "rds.force_ssl", value: "1" },
  { name: "ssl_min_protocol_version", value: "TLSv1.2" },
  { name: "log_lock_waits", value: "1" },
  // Milliseconds: what takes longer is written down.
  { name: "log_min_duration_statement", value: "1000" },
];

/**
 * A PostgreSQL database that grows and shrinks with its work, over two zones and reached by its clients alone: encrypted,
 * restorable to any second of the last 35 days, and not deletable. Nobody knows its master password.
 */
export class AuroraPostgres extends pulumi.ComponentResource {
  /** Physical name. */
  readonly clusterName: string;
  readonly port: number;
  /** Host name of whatever instance writes. */
  readonly endpoint: pulumi.Output<string>;
  /** Host name of the instances that only read. */
  readonly readerEndpoint: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What policies name it by (`signInToDatabase`). */
  readonly clusterResourceId: pulumi.Output<string>;
  /** Secret with the master user's name and password, which RDS changes every seven days. */
  readonly masterSecretArn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** By client, as in `clients`: whoever is in it may call the database. */
  readonly clientGroupIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: AuroraPostgresArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:databases:AuroraPostgres", name, {}, opts);
    const fault = argumentFault(args) ?? capacityFault(args.capacity, args.highlyAvailable);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const { clusterName, place, capacity } = args;
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true, customTimeouts: TIMEOUTS };
    const groups = clientGroups(
      name,
      {
        calledName: clusterName,
        vpcId: place.vpcId,
        ports: Object.fromEntries(args.clients.map((client) => [client, POSTGRES_PORT])),
      },
      child,
    );
    const logs = auroraLogGroups(
      name,
      { clusterName, logsKeyArn: args.logsKeyArn, logDays: args.logDays },
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
    const cluster = clusterOf(name, args, groups.called.id, { ...lasting, dependsOn: [...logs] });
    const instances = auroraInstances(
      name,
      {
        cluster,
        clusterName,
        region: place.region,
        highlyAvailable: args.highlyAvailable,
        keyArn: args.keyArn,
        monitoringRoleArn: role.arn,
      },
      lasting,
    );
    auroraAlarms(
      name,
      {
        clusterName,
        capacity,
        logGroup: auroraLogGroup(clusterName, "postgresql"),
        topicArn: args.alarmTopicArn,
      },
      // Nothing is heard of a cluster without instances.
      { ...child, dependsOn: [...instances] },
    );
    this.clusterName = clusterName;
    this.port = POSTGRES_PORT;
    this.endpoint = cluster.endpoint;
    this.readerEndpoint = cluster.readerEndpoint;
    this.arn = cluster.arn;
    this.clusterResourceId = cluster.clusterResourceId;
    this.masterSecretArn = masterSecretArn(clusterName, cluster.masterUserSecrets);
    this.securityGroupId = groups.called.id;
    this.clientGroupIds = clientGroupIds(groups);
    this.registerOutputs({ endpoint: this.endpoint, arn: this.arn });
  }
}

function argumentFault({ clusterName, databaseName, engineVersion, clients }: AuroraPostgresArgs) {
  if (!/^[a-z](?!.*--)[a-z0-9-]{0,52}(?<!-)$/.test(clusterName))
    return `clusterName: 1 to 53 lower-case letters, digits and single hyphens, a letter first, got ${clusterName}`;
  if (engineVersion !== undefined && !/^17\.\d+$/.test(engineVersion))
    return `engineVersion: one of PostgreSQL 17, as ${ENGINE_VERSION}, got ${engineVersion}`;
  return databaseNameFault(databaseName) ?? clientsFault(clients);
}

function clusterOf(
  name: string,
  args: AuroraPostgresArgs,
  groupId: pulumi.Input<string>,
  lasting: pulumi.CustomResourceOptions,
): rds.Cluster {
  const { clusterName, place } = args;
  const subnets = new rds.SubnetGroup(
    `${name}-subnets`,
    { name: clusterName, description: `Where ${clusterName} is`, subnetIds: place.subnetIds },
    lasting,
  );
  const settings = new rds.ClusterParameterGroup(
    `${name}-parameters`,
    {
      name: `${clusterName}-17`,
      description: `How ${clusterName} is set`,
      family: "aurora-postgresql17",
      parameters,
    },
    lasting,
  );
  return new rds.Cluster(
    `${name}-cluster`,
    {
      ...kept,
      clusterIdentifier: clusterName,
      engine: "aurora-postgresql",
      engineMode: "provisioned",
      engineVersion: args.engineVersion ?? ENGINE_VERSION,
      databaseName: args.databaseName,
      port: POSTGRES_PORT,
      serverlessv2ScalingConfiguration: scalingConfiguration(args.capacity),
      dbSubnetGroupName: subnets.name,
      dbClusterParameterGroupName: settings.name,
      vpcSecurityGroupIds: [groupId],
      kmsKeyId: args.keyArn,
      masterUsername: MASTER_USER,
      masterUserSecretKmsKeyId: args.secretsKeyArn,
      enabledCloudwatchLogsExports: [...auroraLogs],
      preferredBackupWindow: WINDOWS.backup,
      preferredMaintenanceWindow: WINDOWS.maintenance,
      finalSnapshotIdentifier: `${clusterName}-final`,
      ...(args.backupTag ? { tags: { [args.backupTag.key]: args.backupTag.value } } : {}),
    },
    lasting,
  );
}

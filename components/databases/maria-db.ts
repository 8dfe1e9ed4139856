import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { clientGroupIds, clientGroups, clientsFault } from "../network/client-groups";
import {
  databaseNameFault,
  INSIGHT_DAYS,
  kept,
  MASTER_USER,
  masterSecretArn,
  TIMEOUTS,
  WINDOWS,
  type DatabasePlace,
} from "./keeping";
import { mariaDbAlarms } from "./maria-db-alarms";
import { sizeFault, type MariaDbSize } from "./maria-db-size";

export interface MariaDbArgs {
  /** Physical name: 1 to 53 lower-case letters, digits and hyphens, unique in the account and region. */
  readonly instanceName: string;
  /** Name of the first database in it: 1 to 63 letters, digits and `_`, a letter first. */
  readonly databaseName: string;
  readonly place: DatabasePlace;
  readonly size: MariaDbSize;
  /** Who may call it, in one word each: `broker`, `migrations`; at least one. Each gets a security group to be in. */
  readonly clients: readonly string[];
  /** Key that encrypts the data, its snapshots and what Performance Insights keeps; another one makes another database. */
  readonly keyArn: pulumi.Input<string>;
  /** Key that encrypts the master user's secret. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Key that encrypts the logs; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that the logs are kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
  /** Tag by which AWS Backup finds it; none without it. */
  readonly backupTag?: { readonly key: string; readonly value: string };
  /** Where it is told when something is wrong. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * RDS keeps 11.4 until May 2029 [AWS: MariaDB on Amazon RDS versions]. From 11.6 on InnoDB ends a transaction whose rows
 * somebody else has changed since it first read (innodb_snapshot_isolation), for which programs of MariaDB 10 have no
 * answer. Without a third number RDS moves it to the newest of 11.4 by itself.
 */
const ENGINE_VERSION = "11.4";

export const MARIADB_PORT = 3306;

/** What it writes down: its own faults, and what took long. The general log would hold every value that is ever written. */
const logs = ["error", "slowquery"] as const;

/** MariaDB 11 on RDS speaks TLS 1.2 and 1.3 alone [AWS: SSL/TLS support for MariaDB DB instances on Amazon RDS]. */
const parameters = (maxConnections: number) => [
  { name: "require_secure_transport", value: "1" },
  { name: "character_set_server", value: "utf8mb4" },
  { name: "collation_server", value: "utf8mb4_unicode_ci" },
  { name: "max_connections", value: String(maxConnections) },
  { name: "slow_query_log", value: "1" },
  // Seconds: what takes longer is written down.
  { name: "long_query_time", value: "1" },
  // RDS sends on what is in files, and not what is in tables.
  { name: "log_output", value: "FILE" },
];

/**
 * A MariaDB database with a standby in another zone, reached by its clients alone and by TLS alone: encrypted, restorable
 * to any second of the last 35 days, and not deletable. Nobody knows its master password.
 */
export class MariaDb extends pulumi.ComponentResource {
  /** Physical name. */
  readonly instanceName: string;
  readonly port: number;
  /** Host name of whichever of the two answers. */
  readonly host: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Secret with the master user's name and password, which RDS changes every seven days. */
  readonly masterSecretArn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** By client, as in `clients`: whoever is in it may call the database. */
  readonly clientGroupIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: MariaDbArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:databases:MariaDb", name, {}, opts);
    const fault = argumentFault(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const { instanceName, place } = args;
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true, customTimeouts: TIMEOUTS };
    const groups = clientGroups(
      name,
      {
        calledName: instanceName,
        vpcId: place.vpcId,
        ports: Object.fromEntries(args.clients.map((client) => [client, MARIADB_PORT])),
      },
      child,
    );
    // They are there before it: else RDS makes them, to be kept for ever and with no key of ours.
    const logGroups = logs.map(
      (kind) =>
        new cloudwatch.LogGroup(
          `${name}-${kind}-log`,
          { name: logGroup(instanceName, kind), retentionInDays: args.logDays, kmsKeyId: args.logsKeyArn },
          child,
        ),
    );
    const instance = instanceOf(name, args, groups.called.id, { ...lasting, dependsOn: logGroups });
    mariaDbAlarms(
      name,
      {
        instanceName,
        size: args.size,
        logGroup: logGroup(instanceName, "error"),
        topicArn: args.alarmTopicArn,
      },
      { ...child, dependsOn: [instance] },
    );
    this.instanceName = instanceName;
    this.port = MARIADB_PORT;
    this.host = instance.address;
    this.arn = instance.arn;
    this.masterSecretArn = masterSecretArn(instanceName, instance.masterUserSecrets);
    this.securityGroupId = groups.called.id;
    this.clientGroupIds = clientGroupIds(groups);
    this.registerOutputs({ host: this.host, arn: this.arn });
  }
}

/** Physical name of the log group of one of its logs: RDS's own. */
const logGroup = (instanceName: string, kind: (typeof logs)[number]) =>
  `/aws/rds/instance/${instanceName}/${kind}`;

function argumentFault({ instanceName, databaseName, clients, size }: MariaDbArgs): string | undefined {
  if (!/^[a-z](?!.*--)[a-z0-9-]{0,52}(?<!-)$/.test(instanceName))
    return `instanceName: 1 to 53 lower-case letters, digits and single hyphens, a letter first, got ${instanceName}`;
  return databaseNameFault(databaseName) ?? clientsFault(clients) ?? sizeFault(size);
}

function instanceOf(
  name: string,
  args: MariaDbArgs,
  groupId: pulumi.Input<string>,
  lasting: pulumi.CustomResourceOptions,
): rds.Instance {
  const { instanceName, place, size } = args;
  const subnets = new rds.SubnetGroup(
    `${name}-subnets`,
    { name: instanceName, description: `Where ${instanceName} is`, subnetIds: place.subnetIds },
    lasting,
  );
  const settings = new rds.ParameterGroup(
    `${name}-parameters`,
    {
      name: `${instanceName}-${ENGINE_VERSION.replace(".", "-")}`,
      description: `How ${instanceName} is set`,
      family: `mariadb${ENGINE_VERSION}`,
      parameters: parameters(size.maxConnections),
    },
    lasting,
  );
  return new rds.Instance(
    `${name}-instance`,
    {
      ...kept,
      identifier: instanceName,
      engine: "mariadb",
      engineVersion: ENGINE_VERSION,
      autoMinorVersionUpgrade: true,
      instanceClass: size.instanceClass,
      multiAz: true,
      publiclyAccessible: false,
      storageType: "gp3",
      allocatedStorage: size.storageGiB,
      maxAllocatedStorage: size.maxStorageGiB,
      kmsKeyId: args.keyArn,
      dbName: args.databaseName,
      username: MASTER_USER,
      masterUserSecretKmsKeyId: args.secretsKeyArn,
      port: MARIADB_PORT,
      dbSubnetGroupName: subnets.name,
      parameterGroupName: settings.name,
      vpcSecurityGroupIds: [groupId],
      enabledCloudwatchLogsExports: [...logs],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: args.keyArn,
      performanceInsightsRetentionPeriod: INSIGHT_DAYS,
      backupWindow: WINDOWS.backup,
      maintenanceWindow: WINDOWS.maintenance,
      finalSnapshotIdentifier: `${instanceName}-final`,
      ...(args.backupTag ? { tags: { [args.backupTag.key]: args.backupTag.value } } : {}),
    },
    lasting,
  );
}

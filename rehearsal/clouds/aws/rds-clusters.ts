import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { digitsOf, type Thing } from "../cloud";
import { arn, uuid } from "./arn";
import { capacityFault } from "./rds-capacity";
import { zonesOf } from "./rds-groups";
import { ENGINES, familyOf, newestOf, upgradeFault, versionUnknown } from "./rds-versions";
import { key, securityGroup } from "./refers";
import { DB_CLUSTER, DB_INSTANCE, DB_PARAMETERS, DB_SUBNET_GROUP, SECURITY_GROUP } from "./tokens";
import { isSet, numberAt, setOf, textAt, textsAt, thingAt } from "./values";

/** Names of clusters, of their instances and of snapshots [docs.aws.amazon.com: CreateDBCluster]. */
export const IDENTIFIER = {
  pattern: /^[a-z](?!.*--)[a-z0-9-]{0,62}(?<!-)$/,
  says: "1 to 63 lower-case letters, digits and hyphens, a letter first, no two hyphens together and none last",
};

const CLOCK = "([01]\\d|2[0-3]):[0-5]\\d";
const DAY = "(mon|tue|wed|thu|fri|sat|sun)";
/** When RDS makes its backups, and when it changes what has to wait. */
export const WINDOWS = {
  backup: { like: new RegExp(`^${CLOCK}-${CLOCK}$`), says: 'as "01:30-02:00"' },
  maintenance: { like: new RegExp(`^${DAY}:${CLOCK}-${DAY}:${CLOCK}$`), says: 'as "sun:03:00-sun:04:00"' },
};

/** The part of host names that all databases of an account and region have. */
export const hostOf = ({ account, region }: Pick<Making, "account" | "region">, name: string): string =>
  `${name}c${digitsOf(`rds|${account}|${region}`, 11)}.${region}.rds.amazonaws.com`;

/** Aurora PostgreSQL and Aurora MySQL; clusters of plain RDS and global ones are left out. */
export const rdsClusters: Readonly<Record<string, ResourceType>> = {
  [DB_CLUSTER]: {
    inputs:
      words(`allowMajorVersionUpgrade applyImmediately backtrackWindow backupRetentionPeriod copyTagsToSnapshot
      databaseInsightsMode databaseName dbClusterParameterGroupName dbSubnetGroupName deleteAutomatedBackups
      deletionProtection enableHttpEndpoint enableLocalWriteForwarding enabledCloudwatchLogsExports engine engineMode
      engineVersion finalSnapshotIdentifier iamDatabaseAuthenticationEnabled kmsKeyId manageMasterUserPassword
      masterPassword masterUserSecretKmsKeyId masterUsername port preferredBackupWindow preferredMaintenanceWindow
      serverlessv2ScalingConfiguration skipFinalSnapshot snapshotIdentifier storageEncrypted storageType tags
      vpcSecurityGroupIds`),
    required: words("engine"),
    name: {
      property: "clusterIdentifier",
      ...IDENTIFIER,
      unique: "region",
      taken: "DBClusterAlreadyExistsFault: DB Cluster already exists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("rds", making, `cluster:${making.name}`),
      clusterResourceId: ({ digits }) => `cluster-${digits(26, "resource").toUpperCase()}`,
      endpoint: (making) => hostOf(making, `${making.name}.cluster-`),
      readerEndpoint: (making) => hostOf(making, `${making.name}.cluster-ro-`),
      port: ({ inputs }) => portOf(inputs),
      hostedZoneId: ({ digits }) => `Z${digits(13, "zone").toUpperCase()}`,
      engineVersion: ({ text }) => text("engineVersion") || newestOf(text("engine")),
      engineVersionActual: ({ text }) => text("engineVersion") || newestOf(text("engine")),
      availabilityZones: (making) => zonesOf(making.text("dbSubnetGroupName"), making),
      masterUserSecrets: (making) => secretsOf(making, "cluster"),
    },
    foreseen: { port: portOf },
    defaults: {
      engineMode: "provisioned",
      backupRetentionPeriod: 1,
      deletionProtection: false,
      skipFinalSnapshot: false,
      deleteAutomatedBackups: true,
      storageEncrypted: false,
      copyTagsToSnapshot: false,
      iamDatabaseAuthenticationEnabled: false,
    },
    replacedBy: words(
      "databaseName dbSubnetGroupName engine engineMode kmsKeyId masterUsername snapshotIdentifier storageEncrypted",
    ),
    limits: {
      engine: { among: ENGINES },
      engineMode: { among: ["provisioned"] },
      backtrackWindow: { from: 0, to: 259_200 },
      backupRetentionPeriod: { from: 1, to: 35 },
      port: { from: 1150, to: 65_535 },
      databaseInsightsMode: { among: words("standard advanced") },
      databaseName: {
        like: /^[a-zA-Z][a-zA-Z0-9_]{0,62}$/,
        says: "1 to 63 letters, digits and _, a letter first",
      },
      masterUsername: {
        like: /^(?!(admin|rdsadmin|postgres_admin|public)$)[a-zA-Z][a-zA-Z0-9_]{0,15}$/,
        says: "1 to 16 letters, digits and _, a letter first, and no word that the engine keeps for itself",
      },
      finalSnapshotIdentifier: { like: /^[A-Za-z](?!.*--)[A-Za-z0-9-]{0,254}(?<!-)$/, says: IDENTIFIER.says },
      preferredBackupWindow: WINDOWS.backup,
      preferredMaintenanceWindow: WINDOWS.maintenance,
    },
    refers: [
      key("kmsKeyId", { form: "arn" }),
      key("masterUserSecretKmsKeyId"),
      securityGroup("vpcSecurityGroupIds[]"),
      {
        at: "dbSubnetGroupName",
        to: [DB_SUBNET_GROUP],
        form: "name",
        holds: "InvalidDBSubnetGroupStateFault",
      },
      {
        at: "dbClusterParameterGroupName",
        to: [DB_PARAMETERS],
        form: "name",
        holds:
          "InvalidDBParameterGroupState: One or more database instances are still members of this parameter group",
        builtIn: /^default\./,
      },
    ],
    refuseInputs: (inputs) =>
      engineFault(inputs) ?? passwordFault(inputs) ?? encryptionFault(inputs) ?? capacityFault(inputs),
    refuseMaking: (making) =>
      familyFault(making) ?? networkFault(making) ?? versionFault(making) ?? backtrackFault(making),
    refuseDelete: deletionFault,
  },
};

function portOf(inputs: Properties): unknown {
  return inputs["port"] ?? (inputs["engine"] === "aurora-mysql" ? 3306 : 5432);
}

/** What each engine writes down. */
const LOGS: Readonly<Record<string, readonly string[]>> = {
  "aurora-postgresql": words("postgresql iam-db-auth-error instance"),
  "aurora-mysql": words("audit error general iam-db-auth-error instance slowquery"),
};

function engineFault(inputs: Properties): string | undefined {
  const engine = textAt(inputs, "engine");
  const logs = LOGS[engine];
  const odd = logs && textsAt(inputs, "enabledCloudwatchLogsExports[]").find((log) => !logs.includes(log));
  if (odd !== undefined)
    return `InvalidParameterCombination: You cannot use the log types '${odd}' with engine version ${engine} (one of ${logs?.join(", ")})`;
  if (engine !== "aurora-mysql" && (numberAt(inputs, "backtrackWindow") ?? 0) > 0)
    return `InvalidParameterCombination: Backtrack is not enabled for the ${engine} engine.`;
  return versionUnknown(engine, textAt(inputs, "engineVersion"));
}

/** It is there from the first day or never [docs.aws.amazon.com: Backtracking an Aurora DB cluster]. */
const backtrackFault = ({ before, inputs }: Making): string | undefined =>
  before !== undefined &&
  (numberAt(inputs, "backtrackWindow") ?? 0) > 0 &&
  (numberAt(before.inputs, "backtrackWindow") ?? 0) === 0
    ? "InvalidParameterCombination: Backtrack cannot be enabled for the DB cluster: it was made without it"
    : undefined;

/** The secret of a master user whose password RDS makes and changes. */
export function secretsOf(making: Making, kind: "cluster" | "db"): readonly Properties[] {
  if (making.inputs["manageMasterUserPassword"] !== true) return [];
  const name = `rds!${kind}-${uuid(making.digits(32, "secret"))}-${making.digits(6, "secret-version")}`;
  return [
    {
      kmsKeyId: making.text("masterUserSecretKmsKeyId") || arn("kms", making, "alias/aws/secretsmanager"),
      secretArn: arn("secretsmanager", making, `secret:${name}`),
      secretStatus: "active",
    },
  ];
}

function passwordFault(inputs: Properties): string | undefined {
  const given = setOf(inputs, "masterPassword", "manageMasterUserPassword", "snapshotIdentifier");
  if (given.includes("masterPassword") && inputs["manageMasterUserPassword"] === true)
    return '"manage_master_user_password": conflicts with master_password';
  if (given.length === 0)
    return "InvalidParameterValue: The parameter MasterUserPassword must be provided and must not be blank.";
  if (!given.includes("snapshotIdentifier") && !isSet(inputs, "masterUsername"))
    return "InvalidParameterValue: The parameter MasterUsername must be provided and must not be blank.";
  return isSet(inputs, "masterUserSecretKmsKeyId") && inputs["manageMasterUserPassword"] !== true
    ? "InvalidParameterCombination: You can specify MasterUserSecretKmsKeyId only when ManageMasterUserPassword is enabled"
    : undefined;
}

const encryptionFault = (inputs: Properties): string | undefined =>
  isSet(inputs, "kmsKeyId") && inputs["storageEncrypted"] !== true
    ? "InvalidParameterCombination: KmsKeyId requires StorageEncrypted"
    : undefined;

function familyFault(making: Making): string | undefined {
  const group = thingAt([DB_PARAMETERS], making.text("dbClusterParameterGroupName"), making);
  const engine = making.text("engine");
  const wanted = familyOf(engine, making.text("engineVersion") || newestOf(engine));
  const family = textAt(group?.inputs, "family");
  return group === undefined || family === wanted
    ? undefined
    : `InvalidParameterCombination: The Parameter Group ${group.id} with DBParameterGroupFamily ${family} can't be used for this instance. Use a Parameter Group with DBParameterGroupFamily ${wanted}`;
}

/** A group of another network than the subnets'. */
export function networkFault(making: Making): string | undefined {
  const home = textAt(thingAt([DB_SUBNET_GROUP], making.text("dbSubnetGroupName"), making)?.outputs, "vpcId");
  const strange = textsAt(making.inputs, "vpcSecurityGroupIds[]").find(
    (id) => textAt(thingAt([SECURITY_GROUP], id, making)?.outputs, "vpcId") !== home,
  );
  return home !== "" && strange !== undefined
    ? `InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs. The DB instance is in ${home} and the EC2 security group ${strange} is not`
    : undefined;
}

const versionFault = ({ before, inputs, text }: Making): string | undefined =>
  before === undefined || text("engineVersion") === ""
    ? undefined
    : upgradeFault(
        text("engine"),
        textAt(before.outputs, "engineVersion"),
        text("engineVersion"),
        inputs["allowMajorVersionUpgrade"] === true,
      );

/** RDS refuses a protected cluster and one with instances; the provider one whose last snapshot has no name. */
function deletionFault({ inputs, id, account, region }: Thing, cloud: Making["cloud"]): string | undefined {
  if (inputs["deletionProtection"] === true)
    return "InvalidParameterCombination: Cannot delete protected Cluster, please disable deletion protection and try again.";
  const member = cloud
    .all(DB_INSTANCE)
    .find(
      (instance) =>
        instance.account === account &&
        instance.region === region &&
        instance.inputs["clusterIdentifier"] === id,
    );
  if (member)
    return `InvalidDBClusterStateFault: Cluster cannot be deleted, it still contains DB instances in non-deleting state. (${member.id})`;
  return inputs["skipFinalSnapshot"] !== true && !isSet(inputs, "finalSnapshotIdentifier")
    ? "RDS Cluster final_snapshot_identifier is required when skip_final_snapshot is false"
    : undefined;
}

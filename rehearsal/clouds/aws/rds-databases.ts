import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import type { Thing } from "../cloud";
import { arn } from "./arn";
import { hostOf, IDENTIFIER, networkFault, secretsOf, WINDOWS } from "./rds-clusters";
import { INSIGHT_DAYS } from "./rds-instances";
import { parameterGroup, type Parameters } from "./rds-parameters";
import { key, roleArn, securityGroup } from "./refers";
import { DATABASE, DATABASE_PARAMETERS, DB_SUBNET_GROUP } from "./tokens";
import { isSet, numberAt, setOf, textAt, thingAt } from "./values";

/** Of MariaDB, by the major versions of which RDS makes new ones [docs.aws.amazon.com: MariaDB on Amazon RDS versions]. */
const NEWEST: Readonly<Record<string, string>> = { "10.11": "10.11.16", "11.4": "11.4.10", "11.8": "11.8.6" };

/** What our programs set, and which of it waits for a restart [docs.aws.amazon.com: Parameters for MariaDB]. */
const PARAMETERS: Parameters = {
  character_set_server: "dynamic",
  collation_server: "dynamic",
  innodb_log_file_size: "static",
  log_output: "dynamic",
  long_query_time: "dynamic",
  max_connections: "dynamic",
  performance_schema: "static",
  require_secure_transport: "dynamic",
  slow_query_log: "dynamic",
};

/** Databases of RDS that are in no cluster: MariaDB. */
export const rdsDatabases: Readonly<Record<string, ResourceType>> = {
  [DATABASE_PARAMETERS]: parameterGroup({
    inputs: words("description family parameters skipDestroy tags"),
    kind: "pg",
    families: Object.keys(NEWEST).map((major) => `mariadb${major}`),
    parametersOf: () => PARAMETERS,
    file: "rehearsal/clouds/aws/rds-databases.ts",
  }),
  [DATABASE]: {
    inputs:
      words(`allocatedStorage allowMajorVersionUpgrade applyImmediately autoMinorVersionUpgrade availabilityZone
      backupRetentionPeriod backupWindow caCertIdentifier copyTagsToSnapshot databaseInsightsMode dbName
      dbSubnetGroupName deleteAutomatedBackups deletionProtection enabledCloudwatchLogsExports engine engineVersion
      finalSnapshotIdentifier iamDatabaseAuthenticationEnabled instanceClass iops kmsKeyId maintenanceWindow
      manageMasterUserPassword masterUserSecretKmsKeyId maxAllocatedStorage monitoringInterval monitoringRoleArn
      multiAz parameterGroupName password performanceInsightsEnabled performanceInsightsKmsKeyId
      performanceInsightsRetentionPeriod port publiclyAccessible skipFinalSnapshot snapshotIdentifier
      storageEncrypted storageThroughput storageType tags username vpcSecurityGroupIds`),
    required: words("instanceClass"),
    name: {
      property: "identifier",
      ...IDENTIFIER,
      unique: "region",
      taken: "DBInstanceAlreadyExists: DB instance already exists",
      automatic: true,
    },
    id: ({ digits }) => `db-${digits(26, "resource").toUpperCase()}`,
    computed: {
      arn: (making) => arn("rds", making, `db:${making.name}`),
      address: (making) => hostOf(making, `${making.name}.`),
      endpoint: (making) => `${hostOf(making, `${making.name}.`)}:${numberAt(making.inputs, "port") ?? 3306}`,
      resourceId: ({ id }) => id,
      engineVersionActual: ({ text }) => NEWEST[majorOf(text("engineVersion"))] ?? text("engineVersion"),
      hostedZoneId: ({ digits }) => `Z${digits(13, "zone").toUpperCase()}`,
      masterUserSecrets: (making) => secretsOf(making, "db"),
      status: () => "available",
    },
    defaults: {
      port: 3306,
      autoMinorVersionUpgrade: true,
      backupRetentionPeriod: 0,
      copyTagsToSnapshot: false,
      deleteAutomatedBackups: true,
      deletionProtection: false,
      multiAz: false,
      publiclyAccessible: false,
      skipFinalSnapshot: false,
      storageEncrypted: false,
    },
    replacedBy: words("availabilityZone dbName engine kmsKeyId snapshotIdentifier storageEncrypted username"),
    limits: {
      engine: { among: ["mariadb"] },
      engineVersion: { like: /^\d+\.\d+(\.\d+)?$/, says: "a version as 11.4 or 11.4.10" },
      instanceClass: { like: /^db\.[a-z][a-z0-9]*\.[a-z0-9]+$/, says: "a class as db.m7g.large" },
      allocatedStorage: { from: 20, to: 65_536 },
      backupRetentionPeriod: { from: 0, to: 35 },
      port: { from: 1150, to: 65_535 },
      storageType: { among: words("gp2 gp3 io1 io2 standard") },
      dbName: {
        like: /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/,
        says: "1 to 64 letters, digits and _, a letter first",
      },
      username: {
        like: /^(?!(admin|rdsadmin|root)$)[a-zA-Z][a-zA-Z0-9_]{0,15}$/,
        says: "1 to 16 letters, digits and _, a letter first, and no word that RDS keeps for itself",
      },
      "enabledCloudwatchLogsExports[]": { among: words("audit error general iam-db-auth-error slowquery") },
      performanceInsightsRetentionPeriod: { among: INSIGHT_DAYS },
      backupWindow: WINDOWS.backup,
      maintenanceWindow: WINDOWS.maintenance,
    },
    refers: [
      key("kmsKeyId", { form: "arn" }),
      key("masterUserSecretKmsKeyId"),
      key("performanceInsightsKmsKeyId", { form: "arn" }),
      roleArn("monitoringRoleArn"),
      securityGroup("vpcSecurityGroupIds[]"),
      {
        at: "dbSubnetGroupName",
        to: [DB_SUBNET_GROUP],
        form: "name",
        holds: "InvalidDBSubnetGroupStateFault",
      },
      {
        at: "parameterGroupName",
        to: [DATABASE_PARAMETERS],
        form: "name",
        holds:
          "InvalidDBParameterGroupState: One or more database instances are still members of this parameter group",
        builtIn: /^default\./,
      },
    ],
    refuseInputs: (inputs) => passwordFault(inputs) ?? storageFault(inputs) ?? insightsFault(inputs),
    refuseMaking: (making) => versionFault(making) ?? networkFault(making),
    refuseDelete: deletionFault,
  },
};

/** `11.4` of `11.4.10`. */
const majorOf = (version: string): string => version.split(".").slice(0, 2).join(".");

function passwordFault(inputs: Properties): string | undefined {
  const given = setOf(inputs, "password", "manageMasterUserPassword", "snapshotIdentifier");
  if (given.includes("password") && inputs["manageMasterUserPassword"] === true)
    return '"manage_master_user_password": conflicts with password';
  if (given.length === 0)
    return "InvalidParameterValue: The parameter MasterUserPassword must be provided and must not be blank.";
  return !given.includes("snapshotIdentifier") && !isSet(inputs, "username")
    ? "InvalidParameterValue: The parameter MasterUsername must be provided and must not be blank."
    : undefined;
}

function storageFault(inputs: Properties): string | undefined {
  const [storage, most] = [numberAt(inputs, "allocatedStorage"), numberAt(inputs, "maxAllocatedStorage")];
  if (storage !== undefined && most !== undefined && most !== 0 && most * 10 < storage * 11)
    return `InvalidParameterCombination: Invalid max storage size for engine name mariadb: ${most}, at least a tenth above ${storage}`;
  return isSet(inputs, "kmsKeyId") && inputs["storageEncrypted"] !== true
    ? "InvalidParameterCombination: KmsKeyId requires StorageEncrypted"
    : undefined;
}

function insightsFault(inputs: Properties): string | undefined {
  const [on, size] = [inputs["performanceInsightsEnabled"] === true, textAt(inputs, "instanceClass")];
  if (on && /^db\.t[234]g?\.(micro|small)$/.test(size))
    return `InvalidParameterCombination: Performance Insights not supported for this configuration (${size})`;
  return !on && isSet(inputs, "performanceInsightsKmsKeyId")
    ? "InvalidParameterCombination: Performance Insights must be enabled to give it a key"
    : undefined;
}

function versionFault(making: Making): string | undefined {
  const version = making.text("engineVersion");
  if (version === "") return undefined;
  const major = majorOf(version);
  if (NEWEST[major] === undefined)
    return `InvalidParameterCombination: Cannot find version ${version} for mariadb`;
  const group = thingAt([DATABASE_PARAMETERS], making.text("parameterGroupName"), making);
  const family = textAt(group?.inputs, "family");
  if (group !== undefined && family !== `mariadb${major}`)
    return `InvalidParameterCombination: The Parameter Group ${group.id} with DBParameterGroupFamily ${family} can't be used for this instance. Use a Parameter Group with DBParameterGroupFamily mariadb${major}`;
  const before = majorOf(textAt(making.before?.inputs, "engineVersion"));
  return making.before === undefined || before === major || making.inputs["allowMajorVersionUpgrade"] === true
    ? undefined
    : "InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.";
}

/** RDS refuses a protected database; the provider one whose last snapshot has no name. */
function deletionFault({ inputs }: Thing): string | undefined {
  if (inputs["deletionProtection"] === true)
    return "InvalidParameterCombination: Cannot delete protected DB Instance, please disable deletion protection and try again.";
  return inputs["skipFinalSnapshot"] !== true && !isSet(inputs, "finalSnapshotIdentifier")
    ? "final_snapshot_identifier is required when skip_final_snapshot is false"
    : undefined;
}

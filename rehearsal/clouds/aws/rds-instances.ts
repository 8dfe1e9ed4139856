import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { trusts } from "./policy-document";
import { hostOf, IDENTIFIER, WINDOWS } from "./rds-clusters";
import { zonesOf } from "./rds-groups";
import { ENGINES } from "./rds-versions";
import { key, roleArn } from "./refers";
import { DB_CLUSTER, DB_INSTANCE } from "./tokens";
import { isSet, neighbours, numberAt, textAt, thingAt } from "./values";

/** Days that Performance Insights keeps: seven, some months of 31, or two years [docs.aws.amazon.com: CreateDBInstance]. */
export const INSIGHT_DAYS = [7, ...Array.from({ length: 23 }, (_, month) => (month + 1) * 31), 731];

/** Instances of Aurora clusters. */
export const rdsInstances: Readonly<Record<string, ResourceType>> = {
  [DB_INSTANCE]: {
    inputs:
      words(`applyImmediately autoMinorVersionUpgrade availabilityZone caCertIdentifier clusterIdentifier
      copyTagsToSnapshot dbSubnetGroupName engine engineVersion instanceClass monitoringInterval monitoringRoleArn
      performanceInsightsEnabled performanceInsightsKmsKeyId performanceInsightsRetentionPeriod
      preferredMaintenanceWindow promotionTier publiclyAccessible tags`),
    required: words("clusterIdentifier engine instanceClass"),
    name: {
      property: "identifier",
      ...IDENTIFIER,
      unique: "region",
      taken: "DBInstanceAlreadyExists: DB instance already exists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("rds", making, `db:${making.name}`),
      availabilityZone: zoneOf,
      dbiResourceId: ({ digits }) => `db-${digits(26, "resource").toUpperCase()}`,
      endpoint: (making) => hostOf(making, `${making.name}.`),
      engineVersionActual: (making) => textAt(clusterOf(making)?.outputs, "engineVersion"),
      kmsKeyId: (making) => textAt(clusterOf(making)?.inputs, "kmsKeyId"),
      port: (making) => numberAt(clusterOf(making)?.outputs, "port"),
      storageEncrypted: (making) => clusterOf(making)?.inputs["storageEncrypted"] === true,
      writer: ({ before, ...making }) =>
        before === undefined ? othersOf(making).length === 0 : before.outputs["writer"],
    },
    defaults: { autoMinorVersionUpgrade: true, promotionTier: 0, monitoringInterval: 0 },
    replacedBy: words("availabilityZone clusterIdentifier dbSubnetGroupName engine"),
    limits: {
      engine: { among: ENGINES },
      instanceClass: {
        like: /^db\.(serverless|[a-z][a-z0-9]*\.[a-z0-9]+)$/,
        says: "a class as db.serverless",
      },
      monitoringInterval: { among: [0, 1, 5, 10, 15, 30, 60] },
      promotionTier: { from: 0, to: 15 },
      performanceInsightsRetentionPeriod: { among: INSIGHT_DAYS },
      preferredMaintenanceWindow: WINDOWS.maintenance,
    },
    refers: [
      { at: "clusterIdentifier", to: [DB_CLUSTER], form: "name" },
      key("performanceInsightsKmsKeyId", { form: "arn" }),
      roleArn("monitoringRoleArn"),
    ],
    refuseInputs: (inputs) => monitoringFault(inputs) ?? insightsFault(inputs),
    refuseMaking: (making) => clusterFault(making) ?? zoneFault(making) ?? roleFault(making),
  },
};

const clusterOf = (making: Making) => thingAt([DB_CLUSTER], making.text("clusterIdentifier"), making);

const othersOf = (making: Omit<Making, "before">) =>
  neighbours(DB_INSTANCE, { ...making, before: undefined }).filter(
    ({ inputs }) => inputs["clusterIdentifier"] === making.inputs["clusterIdentifier"],
  );

const clusterZones = (making: Making): readonly string[] =>
  zonesOf(textAt(clusterOf(making)?.inputs, "dbSubnetGroupName"), making);

/** The one that is asked for, or the next that has none yet. */
function zoneOf(making: Making): string {
  const taken = othersOf(making).map(({ outputs }) => outputs["availabilityZone"]);
  const zones = clusterZones(making);
  return making.text("availabilityZone") || (zones.find((zone) => !taken.includes(zone)) ?? zones[0] ?? "");
}

function monitoringFault(inputs: Properties): string | undefined {
  const often = (numberAt(inputs, "monitoringInterval") ?? 0) > 0;
  if (often && !isSet(inputs, "monitoringRoleArn"))
    return "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.";
  return !often && isSet(inputs, "monitoringRoleArn")
    ? "InvalidParameterCombination: You must specify a MonitoringInterval value other than 0 when you specify a MonitoringRoleARN value."
    : undefined;
}

const insightsFault = (inputs: Properties): string | undefined =>
  isSet(inputs, "performanceInsightsKmsKeyId") && inputs["performanceInsightsEnabled"] !== true
    ? "InvalidParameterCombination: Performance Insights must be enabled to give it a key"
    : undefined;

function clusterFault(making: Making): string | undefined {
  const cluster = clusterOf(making)?.inputs ?? {};
  if (isSet(cluster, "engine") && textAt(cluster, "engine") !== making.text("engine"))
    return `InvalidParameterCombination: The engine name requested for your DB instance (${making.text("engine")}) doesn't match the engine name of your DB cluster (${textAt(cluster, "engine")}).`;
  return making.text("instanceClass") === "db.serverless" &&
    !isSet(cluster, "serverlessv2ScalingConfiguration")
    ? "InvalidDBClusterStateFault: Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance."
    : undefined;
}

function zoneFault(making: Making): string | undefined {
  const [zone, zones] = [making.text("availabilityZone"), clusterZones(making)];
  return zone === "" || zones.length === 0 || zones.includes(zone)
    ? undefined
    : `InvalidVPCNetworkStateFault: DB subnet group has no subnet in ${zone} (it is in ${zones.join(", ")})`;
}

function roleFault({ text, cloud }: Making): string | undefined {
  const role = text("monitoringRoleArn");
  return role === "" || trusts(role, "monitoring.rds.amazonaws.com", cloud)
    ? undefined
    : "InvalidParameterValue: IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING";
}

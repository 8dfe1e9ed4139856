import { ALL, named, TAGS, words, type Work } from "./work";
import type { DeployedStage } from "./deployed-stage";

/**
 * What the provider calls for kinds of things that many stacks have [Terraform provider's sources; AWS: Service
 * authorization reference].
 */
export const ALARMS = words(`DeleteAlarms PutMetricAlarm ${TAGS}`);
export const DASHBOARDS = words("DeleteDashboards PutDashboard");
export const FUNCTIONS = words(`CreateFunction DeleteFunction DeleteFunctionConcurrency PutFunctionConcurrency
  UpdateFunctionCode UpdateFunctionConfiguration ${TAGS}`);
/** Logs that last are never removed. */
export const LASTING_LOG_GROUPS = words(`AssociateKmsKey CreateLogGroup PutRetentionPolicy ${TAGS}`);
export const LOG_GROUPS = [...LASTING_LOG_GROUPS, "DeleteLogGroup"];
export const RULES = words(`DeleteRule PutRule PutTargets RemoveTargets ${TAGS}`);
export const SCHEDULES = words("CreateSchedule DeleteSchedule UpdateSchedule");
export const SECURITY_GROUPS =
  words(`AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateSecurityGroup CreateTags
  DeleteSecurityGroup DeleteTags ModifySecurityGroupRules RevokeSecurityGroupEgress RevokeSecurityGroupIngress`);
/** A bucket that is no vault. Where the provider may not tag it while it makes it, it does so afterwards. */
export const BUCKETS = words(`CreateBucket PutBucketLogging PutBucketOwnershipControls PutBucketPolicy
  PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning PutEncryptionConfiguration
  PutLifecycleConfiguration`);
/** The provider reads each value that it wrote, and the state has them all. */
export const SECRETS = words(
  `CreateSecret GetSecretValue PutSecretValue UpdateSecret UpdateSecretVersionStage ${TAGS}`,
);

type Names = (at: DeployedStage) => string | readonly string[];

/** IAM knows security groups by ids alone. */
export const securityGroups: Work = {
  actions: SECURITY_GROUPS,
  on: named("ec2", () => words("security-group/* security-group-rule/* vpc/*")),
};

/** How many tasks a service has. */
export const scaling: Work = {
  actions: words(
    `DeleteScalingPolicy DeregisterScalableTarget PutScalingPolicy RegisterScalableTarget ${TAGS}`,
  ),
  on: named("application-autoscaling", () => "scalable-target/*"),
};

/**
 * Services of the stage's cluster, and what their tasks are.
 * @param names of services and task definitions
 */
export const ecsServices = (services: Names, definitions: Names): readonly Work[] => [
  {
    actions: words(`CreateService DeleteService UpdateService ${TAGS}`),
    on: named("ecs", (at) => [services(at)].flat().map((name) => `service/strongroom-${at.stage}/${name}`)),
  },
  {
    actions: words(`RegisterTaskDefinition ${TAGS}`),
    on: named("ecs", (at) => [definitions(at)].flat().map((name) => `task-definition/${name}`)),
  },
  { actions: words("DeregisterTaskDefinition"), on: ALL },
];

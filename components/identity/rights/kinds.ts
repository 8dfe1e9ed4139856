import { clusterName } from "../../names/names";
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
/** A bucket that the pack takes for a vault: all that is said of it, but to whom it is copied. */
export const VAULTS = words(`CreateBucket PutBucketLogging PutBucketObjectLockConfiguration
  PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning
  PutEncryptionConfiguration PutInventoryConfiguration PutLifecycleConfiguration`);
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
 * Services of a cluster, and what their tasks are.
 * @param services names of services
 * @param definitions names of task definitions
 * @param cluster name of the cluster; the stage's own, where it is not said
 */
export const ecsServices = (
  services: Names,
  definitions: Names,
  cluster = ({ stage }: DeployedStage) => clusterName(stage),
): readonly Work[] => [
  {
    actions: words(`CreateService DeleteService UpdateService ${TAGS}`),
    on: named("ecs", (at) => [services(at)].flat().map((name) => `service/${cluster(at)}/${name}`)),
  },
  {
    actions: words(`RegisterTaskDefinition ${TAGS}`),
    on: named("ecs", (at) => [definitions(at)].flat().map((name) => `task-definition/${name}`)),
  },
  { actions: words("DeregisterTaskDefinition"), on: ALL },
];

/**
 * What keeps backups, and the plans by which they are made.
 * @param vaults names of vaults of backups
 */
export const backupPlans = (vaults: Names): readonly Work[] => [
  {
    actions: words(`CreateBackupVault ${TAGS}`),
    on: named("backup", (at) => [vaults(at)].flat().map((name) => `backup-vault:${name}`)),
  },
  {
    // A plan keeps nothing itself: it comes and goes. AWS makes up its id.
    actions:
      words(`CreateBackupPlan CreateBackupSelection DeleteBackupPlan DeleteBackupSelection UpdateBackupPlan
      ${TAGS}`),
    on: named("backup", () => "backup-plan:*"),
  },
];

/**
 * Plans that try whether backups can be restored; they come and go, too.
 * @param plans names of such plans
 */
export const restoreTests = (plans: Names): Work => ({
  actions: words(`CreateRestoreTestingPlan CreateRestoreTestingSelection DeleteRestoreTestingPlan
    DeleteRestoreTestingSelection UpdateRestoreTestingPlan UpdateRestoreTestingSelection ${TAGS}`),
  on: named("backup", (at) => [plans(at)].flat().map((name) => `restore-testing-plan:${name}`)),
});

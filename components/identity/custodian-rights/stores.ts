import { SNAPSHOT_BUCKETS } from "../permission-boundary";
import { ALL, named, TAGS, words, type Works } from "../rights/work";
import type { DeployedStage } from "../rights/deployed-stage";

/** By the words that their names hold: what stands before is the namespace of stores, which the root project is not told. */
const buckets = ({ stage, accountId, storageNamespace }: DeployedStage) =>
  [
    `strongroom-${stage}-access-logs-*`,
    `strongroom-${stage}-trail-${accountId}`,
    `strongroom-${stage}-reports-${accountId}`,
    `strongroom-${stage}-media-${accountId}`,
    `strongroom-${stage}-checks-${accountId}`,
    `aws-waf-logs-strongroom-${stage}-edge-${accountId}`,
    `${SNAPSHOT_BUCKETS}${stage}-*`,
    `${storageNamespace}-large-response-cache-${accountId}`,
    `${storageNamespace}-unpacked-bags-${accountId}`,
    `*-infra-${accountId}`,
    `*-inventories*-${accountId}`,
    `vhs-*-manifests-${accountId}`,
  ].map((name) => `arn:aws:s3:::${name}`);

const tables = ({ stage, storageNamespace }: DeployedStage) =>
  [
    `strongroom-${stage}-alarm-threads`,
    `${storageNamespace}_azure_verifier_tags`,
    `${storageNamespace}_replicator_lock_table`,
    `${storageNamespace}_versioner_lock_table`,
    "*-ingests",
    "*_deleted_bags",
    "*_replicas_table",
    "*_versioner_versions_table",
    "vhs-*-manifests-versions",
  ].map((name) => `table/${name}`);

/**
 * What keeps anything, but for vaults and keys: what the provider calls for the resource types of base stacks [Terraform
 * provider's sources; AWS: Service authorization reference]. All of it lasts: it can be made and changed here, and not
 * be removed. No object, row or document is read or written.
 */
export const storesWork: Works = {
  backup: [
    {
      actions: words(`CreateBackupVault ${TAGS}`),
      on: named("backup", ({ stage }) => `backup-vault:strongroom-${stage}-*`),
    },
    {
      // A plan keeps nothing itself: it comes and goes. AWS makes up its id.
      actions:
        words(`CreateBackupPlan CreateBackupSelection DeleteBackupPlan DeleteBackupSelection UpdateBackupPlan
        ${TAGS}`),
      on: named("backup", () => "backup-plan:*"),
    },
  ],
  // What a vault of backups keeps them in.
  "backup-storage": [{ actions: words("MountCapsule"), on: ALL }],
  "cognito-idp": [
    { actions: words("CreateUserPool"), on: ALL },
    {
      // A client's secret goes from here into the secret that hands it over.
      actions: words(`CreateResourceServer CreateUserPoolClient CreateUserPoolDomain DescribeUserPoolClient
        SetUserPoolMfaConfig UpdateResourceServer UpdateUserPool UpdateUserPoolClient UpdateUserPoolDomain ${TAGS}`),
      on: named("cognito-idp", () => "userpool/*"),
    },
  ],
  dynamodb: [
    {
      actions: words(
        `CreateTable PutResourcePolicy UpdateContinuousBackups UpdateTable UpdateTimeToLive ${TAGS}`,
      ),
      on: named("dynamodb", tables),
    },
  ],
  ecr: [
    {
      actions: words(`CreateRepository PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy
        SetRepositoryPolicy ${TAGS}`),
      on: named("ecr", ({ stage }) => `repository/strongroom-${stage}/*`),
    },
  ],
  es: [
    {
      actions: words("AddTags CreateDomain GetUpgradeStatus RemoveTags UpdateDomainConfig UpgradeDomain"),
      on: named("es", ({ stage }) => `domain/strongroom-${stage}-*`),
    },
  ],
  rds: [
    {
      actions: words(`AddTagsToResource CreateDBCluster CreateDBClusterParameterGroup CreateDBInstance
        CreateDBSubnetGroup ModifyDBCluster ModifyDBClusterParameterGroup ModifyDBInstance ModifyDBSubnetGroup
        RemoveTagsFromResource`),
      on: named(
        "rds",
        ({ stage }) => words("cluster cluster-pg db subgrp").map((kind) => `${kind}:strongroom-${stage}-*`),
        // AWS's own, which an instance has beside those of its cluster.
        () => words("og:default:* pg:default.*"),
      ),
    },
  ],
  s3: [
    {
      // Where it may not tag a bucket while it makes it, the provider does so afterwards.
      actions: words(`CreateBucket PutBucketLogging PutBucketOwnershipControls PutBucketPolicy
        PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning PutEncryptionConfiguration
        PutLifecycleConfiguration`),
      on: buckets,
    },
  ],
  secretsmanager: [
    {
      // Systems and their operators know secrets by names of their own. The provider reads each value that it wrote, and
      // the state has them all.
      actions: words(
        `CreateSecret GetSecretValue PutSecretValue UpdateSecret UpdateSecretVersionStage ${TAGS}`,
      ),
      on: named("secretsmanager", () => "secret:*"),
    },
  ],
};

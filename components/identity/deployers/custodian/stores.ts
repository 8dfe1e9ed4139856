import { SNAPSHOT_BUCKETS } from "../../permission-boundary";
import { BUCKETS, SECRETS } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";
import type { DeployedStage } from "../../rights/deployed-stage";

/** By the words that their names hold: what stands before is the namespace of stores, which the root project is not told. */
const buckets = ({ stage, accountId, storageNamespace }: DeployedStage) =>
  [
    `strongroom-${stage}-access-logs-*`,
    `strongroom-${stage}-trail-${accountId}`,
    `strongroom-${stage}-reports-${accountId}`,
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
 * What keeps anything, but for vaults and keys: what the provider calls for the resource types of the archive's base stacks [Terraform
 * provider's sources; AWS: Service authorization reference]. All of it lasts: it can be made and changed here, and not
 * be removed. No object, row or document is read or written.
 */
export const storesWork: Works = {
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
  es: [
    {
      actions: words("AddTags CreateDomain GetUpgradeStatus RemoveTags UpdateDomainConfig UpgradeDomain"),
      on: named("es", ({ stage }) => `domain/strongroom-${stage}-*`),
    },
  ],
  s3: [{ actions: BUCKETS, on: buckets }],
  // Systems and their operators know secrets by names of their own.
  secretsmanager: [{ actions: SECRETS, on: named("secretsmanager", () => "secret:*") }],
};

import { bucketArn, buckets, HERE, queueArn, tableArn, tables, topicArn, vaults } from "./places";

/**
 * storage-service.md 7.1 and 7.3 for production, transcribed by hand: every action and what it is allowed on. Where
 * decisions.md 9 and the policy pack are stricter than the matrix, the stricter is meant: `s3:PutObject*`, `dynamodb:*`
 * and `s3:*` are spelt out.
 */

type Grants = readonly string[];

const on = (resource: string, ...actions: readonly string[]): Grants =>
  actions.map((action) => `${action} ${resource}`);

const reads = (queue: string): Grants =>
  on(queueArn(queue), "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility");
const publishes = (...topics: readonly string[]): Grants =>
  topics.flatMap((topic) => on(topicArn(topic), "sns:Publish"));
const lists = (bucket: string): Grants => on(bucketArn(bucket), "s3:ListBucket");
const objects = (bucket: string, ...actions: readonly string[]): Grants =>
  on(`${bucketArn(bucket)}/*`, ...actions.map((action) => `s3:${action}`));
const table = (name: string, ...actions: readonly string[]): Grants =>
  on(tableArn(name), ...actions.map((action) => `dynamodb:${action}`));
const indices = (name: string): Grants => on(`${tableArn(name)}/index/*`, "dynamodb:Query");
const locks = (name: string): Grants => [
  ...table(name, "BatchWriteItem", "UpdateItem", "PutItem", "GetItem", "DeleteItem"),
  ...indices(name),
];

/** 7.1, and our key. */
export const everybody = (keyArn: string): Grants => [
  ...on("*", "cloudwatch:PutMetricData"),
  ...on(`arn:aws:ecs:${HERE}:task/strongroom-pro/*`, "ecs:UpdateTaskProtection"),
  ...on(keyArn, "kms:Decrypt", "kms:GenerateDataKey"),
];

const replicator = (id: string, ...destination: Grants): Grants => [
  ...reads(`bag_replicator_${id}_input`),
  ...publishes("ingests", `bag_replicator_${id}_output`),
  ...destination,
  ...lists(buckets.unpacked),
  ...objects(buckets.unpacked, "GetObject*"),
  ...locks(tables.replicatorLocks),
];
const copied = (vault: string): Grants => [
  ...lists(vault),
  ...objects(vault, "GetObject*", "PutObject", "PutObjectTagging"),
];

const verifier = (id: string, ...destination: Grants): Grants => [
  ...reads(`bag_verifier_${id}_input`),
  ...publishes("ingests", `bag_verifier_${id}_output`),
  ...destination,
  ...objects(vaults.primary, "GetObject*", "PutObjectTagging"),
  ...objects(buckets.unpacked, "GetObject*"),
];
const verified = (vault: string): Grants => [
  ...lists(vault),
  ...objects(vault, "GetObject*", "PutObjectTagging"),
];

export const grants: Readonly<Record<string, Grants>> = {
  "ingests-service": [
    ...reads("ingests_input"),
    ...publishes("bag_unpacker_input", "updated_ingests", "ingests_monitor_callback_notifications"),
    ...table(tables.ingests, "GetItem", "PutItem", "Query"),
  ],
  "bags-api": [
    ...table(tables.manifests, "GetItem", "BatchGetItem", "PutItem", "UpdateItem", "Query"),
    ...indices(tables.manifests),
    ...lists(buckets.manifests),
    ...objects(buckets.manifests, "GetObject*", "PutObject"),
    ...lists(buckets.cache),
    ...objects(buckets.cache, "GetObject*", "PutObject"),
  ],
  "bag-unpacker": [
    ...reads("bag_unpacker_input"),
    ...publishes("ingests", "bag_unpacker_output"),
    ...lists(buckets.uploads),
    ...objects(buckets.uploads, "GetObject*"),
    ...objects(buckets.unpacked, "GetObject*", "PutObject"),
    ...on(`${bucketArn(buckets.infra)}/test_bags/*`, "s3:GetObject"),
  ],
  "bag-root-finder": [
    ...reads("bag_root_finder_input"),
    ...publishes("ingests", "bag_root_finder_output"),
    ...lists(buckets.unpacked),
    ...objects(buckets.unpacked, "GetObject*"),
  ],
  "bag-verifier-pre-replication": [
    ...reads("bag_verifier_pre_replicate_input"),
    ...publishes("ingests", "bag_verifier_pre_replicate_output"),
    ...lists(buckets.unpacked),
    ...objects(buckets.unpacked, "GetObject*", "PutObjectTagging"),
    ...lists(vaults.primary),
    ...objects(vaults.primary, "GetObject*", "PutObjectTagging"),
  ],
  "bag-versioner": [
    ...reads("bag_versioner_input"),
    ...publishes("ingests", "bag_versioner_output"),
    ...table(tables.versions, "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"),
    ...indices(tables.versions),
    ...locks(tables.versionerLocks),
  ],
  "bag-replicator_primary": replicator("primary", ...copied(vaults.primary)),
  "bag-replicator_glacier": replicator("glacier", ...copied(vaults.glacier)),
  "bag-replicator_azure": replicator("azure"),
  "bag-verifier_primary": verifier("primary", ...lists(vaults.primary)),
  "bag-verifier_glacier": verifier("glacier", ...verified(vaults.glacier)),
  "bag-verifier_azure": verifier("azure", ...table(tables.azureTags, "GetItem", "PutItem", "DeleteItem")),
  replica_aggregator: [
    ...reads("replica_aggregator_input"),
    ...publishes("ingests", "replica_aggregator_output"),
    ...table(tables.replicas, "GetItem", "PutItem", "Query"),
  ],
  bag_register: [
    ...reads("bag_register_input"),
    ...publishes("ingests", "registered_bag_notifications"),
    ...lists(vaults.primary),
    ...objects(vaults.primary, "GetObject*"),
  ],
  notifier: [...reads("notifier"), ...publishes("ingests")],
  "bag-tagger": [
    ...reads("bag_tagger_input"),
    ...[vaults.primary, vaults.glacier].flatMap((vault) =>
      on(`${bucketArn(vault)}/digitised/*`, "s3:GetObjectTagging", "s3:PutObjectTagging"),
    ),
  ],
  "bag-indexer": reads("bag_indexer_input"),
  "file-finder": [...reads("file_finder_input"), ...publishes("file_finder_output")],
  "file-indexer": reads("file_indexer_input"),
  "ingests-indexer": reads("updated_ingests"),
};

import { azure, buckets, NS, queueUrl, tables, topicArn, vaults } from "./places";

/** storage-service.md 4.3 to 4.6 for production, transcribed by hand, by service and container. */

type Values = Readonly<Record<string, string>>;

const API = "https://storage.api.archive.example.org/storage/v1";
const BAGS_TRACKER = `http://${NS}-bags-api.${NS}:8080`;
/** decisions.md 7: three quarters of what the log router leaves of so many MiB. */
const HEAP = {
  1024: "-Xss6M -Xms365M -Xmx730M",
  2048: "-Xss6M -Xms749M -Xmx1498M",
  4096: "-Xss6M -Xms1517M -Xmx3034M",
};

const step = (queue: string, result: string, metrics: string, operation: string): Values => ({
  queue_url: queueUrl(queue),
  ingest_topic_arn: topicArn("ingests"),
  outgoing_topic_arn: topicArn(result),
  metrics_namespace: `${NS}-${metrics}`,
  operation_name: operation,
});

const replicator = (id: string, display: string, others: Values): Values => ({
  ...step(
    `bag_replicator_${id}_input`,
    `bag_replicator_${id}_output`,
    `bag-replicator_${id}`,
    `replicating to ${display}`,
  ),
  locking_table_name: tables.replicatorLocks,
  locking_table_index: "context-ids-index",
  locking_expiry_time: "17970s",
  JAVA_OPTS: HEAP[4096],
  ...others,
});

const verifier = (id: string, display: string, mode: string, others: Values = {}): Values => ({
  ...step(
    `bag_verifier_${id}_input`,
    `bag_verifier_${id}_output`,
    `bag-verifier_${id}`,
    `verification (${display})`,
  ),
  bag_verifier_mode: mode,
  primary_storage_bucket_name: vaults.primary,
  JAVA_OPTS: HEAP[4096],
  ...others,
});

/** decisions.md 6: an Elasticsearch 8 client reaches the cluster through the sidecar of its own task. */
const atSearchProxy: Values = { es_host: "localhost", es_port: "9200", es_protocol: "http" };

const nginx: Values = { APP_HOST: "localhost", APP_PORT: "9001" };

export const variables: Readonly<Record<string, Readonly<Record<string, Values>>>> = {
  "ingests-service": {
    api: {
      app_base_url: `${API}/ingests`,
      unpacker_topic_arn: topicArn("bag_unpacker_input"),
      ingests_tracker_host: "http://localhost:8080",
      metrics_namespace: `${NS}-ingests-api`,
    },
    worker: {
      queue_url: queueUrl("ingests_input"),
      ingests_tracker_host: "http://localhost:8080",
      metrics_namespace: `${NS}-ingests-service`,
    },
    tracker: {
      ingests_table_name: tables.ingests,
      callback_notifications_topic_arn: topicArn("ingests_monitor_callback_notifications"),
      updated_ingests_topic_arn: topicArn("updated_ingests"),
    },
    nginx,
  },
  "bags-api": {
    // Without the two variables of the manifests, which this image does not read (14.7).
    app: {
      app_base_url: `${API}/bags`,
      responses_bucket_name: buckets.cache,
      bags_tracker_host: "http://localhost:8080",
      metrics_namespace: `${NS}-bags-api`,
    },
    tracker: { vhs_bucket_name: buckets.manifests, vhs_table_name: tables.manifests },
    nginx,
  },
  "bag-unpacker": {
    app: {
      ...step("bag_unpacker_input", "bag_unpacker_output", "bag-unpacker", "unpacking"),
      destination_bucket_name: buckets.unpacked,
      queue_parallelism: "10",
      JAVA_OPTS: HEAP[4096],
    },
  },
  "bag-root-finder": {
    app: step("bag_root_finder_input", "bag_root_finder_output", "bag-root-finder", "detecting bag root"),
  },
  "bag-verifier-pre-replication": {
    app: {
      ...step(
        "bag_verifier_pre_replicate_input",
        "bag_verifier_pre_replicate_output",
        "bag-verifier-pre-replication",
        "verification (pre-replicating to archive storage)",
      ),
      bag_verifier_mode: "standalone",
      primary_storage_bucket_name: vaults.primary,
      JAVA_OPTS: HEAP[4096],
    },
  },
  "bag-versioner": {
    app: {
      ...step("bag_versioner_input", "bag_versioner_output", "bag-versioner", "assigning bag version"),
      locking_table_name: tables.versionerLocks,
      locking_table_index: "context-ids-index",
      versions_table_name: tables.versions,
      versions_table_index: "ingestId_index",
    },
  },
  "bag-replicator_primary": {
    app: replicator("primary", "primary location", {
      destination_namespace: vaults.primary,
      storage_provider: "amazon-s3",
      replica_type: "primary",
    }),
  },
  "bag-replicator_glacier": {
    app: replicator("glacier", "Amazon Glacier", {
      destination_namespace: vaults.glacier,
      storage_provider: "amazon-s3",
      replica_type: "secondary",
    }),
  },
  "bag-replicator_azure": {
    app: replicator("azure", "Azure", {
      destination_namespace: azure.container,
      storage_provider: "azure-blob-storage",
      replica_type: "secondary",
    }),
  },
  "bag-verifier_primary": { app: verifier("primary", "primary location", "replica-s3") },
  "bag-verifier_glacier": { app: verifier("glacier", "Amazon Glacier", "replica-s3") },
  "bag-verifier_azure": {
    app: verifier("azure", "Azure", "replica-azure", { azure_verifier_cache_table_name: tables.azureTags }),
  },
  replica_aggregator: {
    app: {
      ...step(
        "replica_aggregator_input",
        "replica_aggregator_output",
        "replica_aggregator",
        "Aggregating replicas",
      ),
      replicas_table_name: tables.replicas,
      expected_replica_count: "3",
      JAVA_OPTS: HEAP[1024],
    },
  },
  bag_register: {
    // Without `archive_bucket`, which this image does not read (14.7).
    app: {
      queue_url: queueUrl("bag_register_input"),
      ingest_topic_arn: topicArn("ingests"),
      metrics_namespace: `${NS}-bag-register`,
      operation_name: "register",
      registrations_topic_arn: topicArn("registered_bag_notifications"),
      bags_tracker_host: BAGS_TRACKER,
      JAVA_OPTS: HEAP[2048],
    },
  },
  notifier: {
    app: {
      notifier_queue_url: queueUrl("notifier"),
      ingest_topic_arn: topicArn("ingests"),
      metrics_namespace: `${NS}-notifier`,
    },
  },
  "bag-tagger": {
    app: {
      queue_url: queueUrl("bag_tagger_input"),
      metrics_namespace: `${NS}-bag-tagger`,
      bags_tracker_host: BAGS_TRACKER,
    },
  },
  "bag-indexer": {
    app: {
      queue_url: queueUrl("bag_indexer_input"),
      metrics_namespace: `${NS}-bag_indexer`,
      bags_tracker_host: BAGS_TRACKER,
      es_bags_index_name: "storage_bags",
      ...atSearchProxy,
    },
  },
  "file-finder": {
    app: {
      queue_url: queueUrl("file_finder_input"),
      metrics_namespace: `${NS}-file_finder`,
      bags_tracker_host: BAGS_TRACKER,
      file_finder_output_topic_arn: topicArn("file_finder_output"),
    },
  },
  "file-indexer": {
    app: {
      queue_url: queueUrl("file_indexer_input"),
      metrics_namespace: `${NS}-file_indexer`,
      es_files_index_name: "storage_files",
      ...atSearchProxy,
    },
  },
  "ingests-indexer": {
    app: {
      queue_url: queueUrl("updated_ingests"),
      metrics_namespace: `${NS}-ingests_indexer`,
      es_ingests_index_name: "storage_ingests",
      ...atSearchProxy,
    },
  },
};

const search = (index: string): Values => ({
  es_username: `prod/indexer/${index}/es_username`,
  es_password: `prod/indexer/${index}/es_password`,
});
const azureUrl = (kind: string): Values => ({
  azure_endpoint: `azure/${azure.account}/${azure.container}/${kind}_sas_url`,
});

/** storage-service.md 4.5 and 4.7: the secrets of the programs; all others have none. Where the cluster is, the sidecar is told. */
export const secrets: Readonly<Record<string, Values>> = {
  "bag-replicator_azure": azureUrl("read_write"),
  "bag-verifier_azure": azureUrl("read_only"),
  "ingests-indexer": search("ingests"),
  "bag-indexer": search("bags"),
  "file-indexer": search("files"),
};

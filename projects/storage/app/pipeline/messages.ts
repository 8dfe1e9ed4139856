import type { QueueRow, TopicRow } from "./rows";

/** The topics, by what their messages are (storage-service.md 5.1). */
export const topics = {
  ingests: { carries: "how far an ingest is" },
  // To send an ingest again, operators publish where the bag is (13.1).
  bag_unpacker_input: { carries: "where an uploaded bag is", byOperators: true },
  bag_unpacker_output: { carries: "where its unpacked files are" },
  bag_root_finder_output: { carries: "where the bag begins among them" },
  bag_verifier_pre_replicate_output: { carries: "a bag that is whole" },
  bag_versioner_output: { carries: "a bag and its version" },
  bag_replicator_RID_output: { carries: "a copy of a bag" },
  bag_verifier_RID_output: { carries: "a copy that is the same as its bag" },
  replica_aggregator_output: { carries: "a bag with all its copies" },
  registered_bag_notifications: { carries: "a bag that the archive now holds" },
  updated_ingests: { carries: "an ingest as it is now" },
  ingests_monitor_callback_notifications: { carries: "an ingest that is finished, for who asked" },
  bag_reindexer_output: { carries: "a bag to be indexed anew", byOperators: true },
  file_reindexer_output: { carries: "a bag whose files are to be indexed anew", byOperators: true },
  file_finder_output: { carries: "files of a bag" },
} as const satisfies Record<string, TopicRow>;

const quick = { visibilitySeconds: 300, receives: 3, idleSeconds: 60 } as const;
/** A bag may take hours, and idle queues tell of their last message up to 15 minutes late (3.4). */
const long = { visibilitySeconds: 18_000, receives: 3, idleSeconds: 900 } as const;

/** The queues (storage-service.md 5.2). */
export const queues = {
  // Several tasks update one ingest: all but one of them have to try again.
  ingests_input: { from: ["ingests"], ...quick, receives: 10 },
  updated_ingests: { from: ["updated_ingests"], ...quick },
  notifier: { from: ["ingests_monitor_callback_notifications"], ...quick },
  bag_unpacker_input: { from: ["bag_unpacker_input"], ...long },
  bag_root_finder_input: { from: ["bag_unpacker_output"], ...quick },
  bag_verifier_pre_replicate_input: { from: ["bag_root_finder_output"], ...long },
  bag_versioner_input: { from: ["bag_verifier_pre_replicate_output"], ...quick },
  bag_replicator_RID_input: { from: ["bag_versioner_output"], ...long },
  bag_verifier_RID_input: { from: ["bag_replicator_RID_output"], ...long },
  replica_aggregator_input: { from: ["bag_verifier_RID_output"], ...quick },
  // It bears messages that come twice badly.
  bag_register_input: { from: ["replica_aggregator_output"], ...quick, visibilitySeconds: 1800 },
  registered_bag_notifications: { from: ["registered_bag_notifications"], ...quick },
  bag_indexer_input: { from: ["registered_bag_notifications", "bag_reindexer_output"], ...quick },
  file_finder_input: { from: ["registered_bag_notifications", "file_reindexer_output"], ...quick },
  file_indexer_input: { from: ["file_finder_output"], ...quick },
  bag_tagger_input: { from: ["registered_bag_notifications"], ...quick },
} as const satisfies Record<string, QueueRow<keyof typeof topics>>;

/** Of other systems than this one; without a reader in a stage there is no such queue there. */
export const readOutside = ["registered_bag_notifications"] as const;

/** Buckets that services touch; `destination` is the vault of the replica that a row is for. */
export const buckets = [
  "uploads",
  "unpackedBags",
  "primary",
  "destination",
  "everyVault",
  "manifests",
  "largeResponses",
  "infra",
] as const;
export type BucketName = (typeof buckets)[number];

/** Tables that services touch (6.5). */
export const tables = [
  "ingests",
  "replicas",
  "versions",
  "manifestVersions",
  "versionerLocks",
  "replicatorLocks",
  "azureVerifierTags",
] as const;
export type TableName = (typeof tables)[number];

/** storage-service.md 5.1 and 5.2 for three replicas, transcribed by hand: names without `storage-prod_`. */

/** Every topic and the queues that are subscribed to it. */
export const subscriptions: Readonly<Record<string, readonly string[]>> = {
  ingests: ["ingests_input"],
  bag_unpacker_input: ["bag_unpacker_input"],
  bag_unpacker_output: ["bag_root_finder_input"],
  bag_root_finder_output: ["bag_verifier_pre_replicate_input"],
  bag_verifier_pre_replicate_output: ["bag_versioner_input"],
  bag_versioner_output: [
    "bag_replicator_azure_input",
    "bag_replicator_glacier_input",
    "bag_replicator_primary_input",
  ],
  bag_replicator_primary_output: ["bag_verifier_primary_input"],
  bag_replicator_glacier_output: ["bag_verifier_glacier_input"],
  bag_replicator_azure_output: ["bag_verifier_azure_input"],
  bag_verifier_primary_output: ["replica_aggregator_input"],
  bag_verifier_glacier_output: ["replica_aggregator_input"],
  bag_verifier_azure_output: ["replica_aggregator_input"],
  replica_aggregator_output: ["bag_register_input"],
  registered_bag_notifications: [
    "bag_indexer_input",
    "bag_tagger_input",
    "file_finder_input",
    "registered_bag_notifications",
  ],
  updated_ingests: ["updated_ingests"],
  ingests_monitor_callback_notifications: ["notifier"],
  bag_reindexer_output: ["bag_indexer_input"],
  file_reindexer_output: ["file_finder_input"],
  file_finder_output: ["file_indexer_input"],
};

/** Of every queue: seconds of visibility, receives, and seconds of the window after which a task goes. */
export const queues: Readonly<Record<string, readonly [number, number, number | "not scaled"]>> = {
  ingests_input: [300, 10, "not scaled"],
  updated_ingests: [300, 3, 60],
  notifier: [300, 3, 60],
  bag_unpacker_input: [18_000, 3, 900],
  bag_root_finder_input: [300, 3, 60],
  bag_verifier_pre_replicate_input: [18_000, 3, 900],
  bag_versioner_input: [300, 3, 60],
  bag_replicator_primary_input: [18_000, 3, 900],
  bag_replicator_glacier_input: [18_000, 3, 900],
  bag_replicator_azure_input: [18_000, 3, 900],
  bag_verifier_primary_input: [18_000, 3, 900],
  bag_verifier_glacier_input: [18_000, 3, 900],
  bag_verifier_azure_input: [18_000, 3, 900],
  replica_aggregator_input: [300, 3, 60],
  bag_register_input: [1800, 3, 60],
  registered_bag_notifications: [300, 3, "not scaled"],
  bag_indexer_input: [300, 3, 60],
  file_finder_input: [300, 3, 60],
  file_indexer_input: [300, 3, 60],
  bag_tagger_input: [300, 3, 60],
};

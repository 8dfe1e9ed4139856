/** Images of the storage service itself, all built from one version (storage-service.md 2). */
export const applicationImages = [
  "ingests_api",
  "ingests_tracker",
  "ingests_worker",
  "ingests_indexer",
  "bags_api",
  "bag_tracker",
  "bag_unpacker",
  "bag_root_finder",
  "bag_verifier",
  "bag_versioner",
  "bag_replicator",
  "replica_aggregator",
  "bag_register",
  "bag_tagger",
  "bag_indexer",
  "file_finder",
  "file_indexer",
  "notifier",
] as const;
export type ApplicationImage = (typeof applicationImages)[number];

/** Images that run beside them in a task, each with a version of its own (storage-service.md 2). */
export const sidecarImages = ["fluentbit", "nginx_apigw"] as const;
export type SidecarImage = (typeof sidecarImages)[number];

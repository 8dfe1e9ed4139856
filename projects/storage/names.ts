/**
 * The storage service's own names, as operators' scripts know them (storage-service.md).
 * `namespace` is its `NS`, `storesNamespace` its `CNS`.
 */

export const bucketNames = (namespace: string, storesNamespace: string, accountId: string) => ({
  unpackedBags: `${namespace}-unpacked-bags-${accountId}`,
  largeResponses: `${namespace}-large-response-cache-${accountId}`,
  manifests: `vhs-${storesNamespace}-manifests-${accountId}`,
  /** Inventories, test bags, and what operators set aside for a while. */
  infra: `${storesNamespace}-infra-${accountId}`,
});

export const tableNames = (namespace: string, storesNamespace: string) => ({
  ingests: `${storesNamespace}-ingests`,
  replicas: `${storesNamespace}_replicas_table`,
  versions: `${storesNamespace}_versioner_versions_table`,
  // The deletion scripts look for tables that begin so.
  manifestVersions: `vhs-${storesNamespace}-manifests-versions`,
  versionerLocks: `${namespace}_versioner_lock_table`,
  replicatorLocks: `${namespace}_replicator_lock_table`,
  azureVerifierTags: `${namespace}_azure_verifier_tags`,
  deletedBags: `${storesNamespace}_deleted_bags`,
});

/** Index of the versions table by ingest. */
export const VERSIONS_BY_INGEST = "ingestId_index";

/** Index of both lock tables by what took the lock. */
export const LOCKS_BY_CONTEXT = "context-ids-index";

/** Queues and topics: `storage-prod_bag_unpacker_input`. */
export const messagingName = (namespace: string, name: string) => `${namespace}_${name}`;

/** Services and their metrics: `storage-prod-bag-unpacker`. */
export const serviceName = (namespace: string, name: string) => `${namespace}-${name}`;

/** Ports of the APIs on the load balancer (3.6). */
export const apiPorts = { ingests: 65_535, bags: 65_534 } as const;

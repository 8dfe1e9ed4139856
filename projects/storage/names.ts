/**
 * The storage service's own names, as operators' scripts know them (storage-service.md).
 * `namespace` is its `NS`, `storesNamespace` its `CNS`.
 */

export const bucketNames = (namespace: string, accountId: string) => ({
  unpackedBags: `${namespace}-unpacked-bags-${accountId}`,
  largeResponses: `${namespace}-large-response-cache-${accountId}`,
});

export const tableNames = (storesNamespace: string) => ({
  ingests: `${storesNamespace}-ingests`,
  versions: `${storesNamespace}_versioner_versions_table`,
});

/** Index of the versions table by ingest. */
export const VERSIONS_BY_INGEST = "ingestId_index";

/** Queues and topics: `storage-prod_bag_unpacker_input`. */
export const messagingName = (namespace: string, name: string) => `${namespace}_${name}`;

/** Services and their metrics: `storage-prod-bag-unpacker`. */
export const serviceName = (namespace: string, name: string) => `${namespace}-${name}`;

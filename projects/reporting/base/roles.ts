import type { SearchRole } from "../../../components/search/setup-request";
import { indexers } from "../names";
import { indexName } from "./indices/reporting-templates";

/** Actions are written out: what is not here is refused. */

/** What an indexer does with its own index: makes it or puts its mapping at start, then writes in bulks. */
const writeIndex = [
  "indices:admin/create",
  "indices:admin/get",
  "indices:admin/mapping/put",
  "indices:admin/mappings/get",
  "indices:data/read/get",
  "indices:data/write/bulk[s]",
  "indices:data/write/index",
  "indices:data/write/update",
];

const readIndex = [
  "indices:admin/get",
  "indices:admin/mappings/get",
  "indices:admin/resolve/index",
  "indices:data/read/field_caps",
  "indices:data/read/get",
  "indices:data/read/mget[shard]",
  "indices:data/read/search",
];

/** Requests that name their indices inside are asked for here, too. */
const writeBulks = ["cluster:monitor/main", "indices:data/write/bulk"];
const readMany = [
  "cluster:monitor/main",
  "indices:data/read/mget",
  "indices:data/read/msearch",
  "indices:data/read/scroll",
  "indices:data/read/scroll/clear",
];

/** Roles of the reporting cluster: an indexer writes its own index, the reporter reads all three. */
export function reportingRoles(indexPrefix: string): Readonly<Record<string, SearchRole>> {
  const writers = indexers.map((indexer) => {
    const role = {
      cluster_permissions: writeBulks,
      index_permissions: [{ index_patterns: [indexName(indexPrefix, indexer)], allowed_actions: writeIndex }],
    };
    return [`${indexer}-indexer`, role] as const;
  });
  // The words by which they are read, so that a rebuilt index is read as well.
  const read = [...indexers, ...indexers.map((indexer) => indexName(indexPrefix, indexer))];
  return { ...Object.fromEntries(writers), "report-reader": reader(read) };
}

/**
 * What a log router does. New fields come into the mapping in the name of whoever writes them. The plugin knows no
 * difference between a document that is created and one that is overwritten: the data stream refuses the second, and a
 * settled index all writes.
 */
const appendLines = ["indices:admin/mapping/put", "indices:data/write/bulk[s]", "indices:data/write/index"];

/** Roles of the logging cluster: a log router appends and never sees what it wrote; people read. */
export function loggingRoles(dataStream: string): Readonly<Record<string, SearchRole>> {
  return {
    "log-router": {
      cluster_permissions: ["indices:data/write/bulk"],
      index_permissions: [{ index_patterns: [dataStream], allowed_actions: appendLines }],
    },
    "log-reader": reader([dataStream]),
  };
}

function reader(indexPatterns: string[]): SearchRole {
  return {
    cluster_permissions: readMany,
    index_permissions: [{ index_patterns: indexPatterns, allowed_actions: readIndex }],
  };
}

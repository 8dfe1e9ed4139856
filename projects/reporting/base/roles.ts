import { indexReader, indexWriter } from "../../../components/search/search-roles";
import type { SearchRole } from "../../../components/search/setup-request";
import { indexers } from "../names";
import { indexName } from "./indices/reporting-templates";

/** Roles of the reporting cluster: an indexer writes its own index, the reporter reads all three. */
export function reportingRoles(indexPrefix: string): Readonly<Record<string, SearchRole>> {
  const writers = indexers.map(
    (indexer) => [`${indexer}-indexer`, indexWriter([indexName(indexPrefix, indexer)])] as const,
  );
  // The words by which they are read, so that a rebuilt index is read as well.
  const read = [...indexers, ...indexers.map((indexer) => indexName(indexPrefix, indexer))];
  return { ...Object.fromEntries(writers), "report-reader": indexReader(read) };
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
    "log-reader": indexReader([dataStream]),
  };
}

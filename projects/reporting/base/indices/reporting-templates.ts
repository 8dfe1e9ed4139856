import { indexers, type Indexer } from "../../names";
import { bagFields } from "./bags";
import type { Fields } from "./field-types";
import { fileFields } from "./files";
import { ingestFields } from "./ingests";

export interface ReportingTemplatesArgs {
  /** What the names of all indices begin with: `storage_`. */
  readonly indexPrefix: string;
  /** Copies of each shard beside the primary: 2 where a domain of three zones has one on standby, else 1. */
  readonly replicas: 1 | 2;
}

const fields: Readonly<Record<Indexer, Fields>> = {
  ingests: ingestFields,
  bags: bagFields,
  files: fileFields,
};

/** As the indexers make their indices when they find none (storage-service.md 6.6). */
const FIELDS_LIMIT = 2000;
const SHARDS = 1;

/** Above all templates that have no priority, or the service's own of 0. */
const PRIORITY = 100;

/** What the slow logs of the domain take up: a search that people wait for, a document that holds up a queue. */
const slowlog = {
  search: { slowlog: { threshold: { query: { warn: "10s", info: "5s" }, fetch: { warn: "1s" } } } },
  indexing: { slowlog: { threshold: { index: { warn: "10s", info: "5s" } } } },
};

/** The index that an indexer writes. */
export const indexName = (indexPrefix: string, indexer: Indexer): string => `${indexPrefix}${indexer}`;

/**
 * Templates of what is reported on: strict, so that a field that nobody knows is refused and not guessed at, and without
 * an end. A rebuilt index, `storage_bags-2`, is made by the same template.
 */
export function reportingTemplates({ indexPrefix, replicas }: ReportingTemplatesArgs) {
  const templates = indexers.map((indexer) => {
    const index = indexName(indexPrefix, indexer);
    const settings = {
      number_of_shards: SHARDS,
      number_of_replicas: replicas,
      mapping: { total_fields: { limit: FIELDS_LIMIT } },
      ...slowlog,
    };
    const mappings = { dynamic: "strict", properties: fields[indexer] };
    const made = { settings: { index: settings }, mappings };
    return [index, { index_patterns: [index, `${index}-*`], priority: PRIORITY, template: made }] as const;
  });
  return Object.fromEntries(templates);
}

/** The indices, and the word by which readers find each: whoever rebuilds an index moves the word to the new one. */
export function reportingIndices(indexPrefix: string) {
  return Object.fromEntries(
    indexers.map((indexer) => [indexName(indexPrefix, indexer), { aliases: [indexer] }] as const),
  );
}

import type { SearchRole } from "./setup-request";

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

/** What whoever builds an index anew does beside: takes documents out, moves the word by which it is read, and drops the old one. */
const rebuildIndex = [
  "indices:admin/aliases",
  "indices:admin/aliases/get",
  "indices:admin/delete",
  "indices:admin/refresh",
  "indices:admin/refresh[s]",
  "indices:data/write/delete",
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

const role = (patterns: readonly string[], cluster: readonly string[], index: readonly string[]) =>
  ({
    cluster_permissions: [...new Set(cluster)],
    index_permissions: [{ index_patterns: patterns, allowed_actions: [...new Set(index)] }],
  }) satisfies SearchRole;

/** Makes indices and writes them, and no others. */
export const indexWriter = (patterns: readonly string[]): SearchRole =>
  role(patterns, writeBulks, writeIndex);

/** Finds what is in indices, and changes nothing. */
export const indexReader = (patterns: readonly string[]): SearchRole => role(patterns, readMany, readIndex);

/** Reads and writes indices, builds them anew, and takes the old ones away; it cannot touch others. */
export const indexRebuilder = (patterns: readonly string[]): SearchRole =>
  role(patterns, [...writeBulks, ...readMany], [...writeIndex, ...readIndex, ...rebuildIndex]);

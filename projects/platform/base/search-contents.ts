import { indexRebuilder } from "../../../components/search/search-roles";
import type { SearchContents } from "../../../components/search/setup-request";
import { SEARCHED } from "../names";

/** Role of whoever fills search. */
export const INDEXER = "products-indexer";

/** Above all templates that have no priority, or the service's own of 0. */
const PRIORITY = 100;

/**
 * What the platform's domain holds before anybody writes into it. Indices are the indexer's: a full reindex makes the next
 * one, moves the word by which it is read to that, and takes the old one away. Its fields are the indexer's to say, too.
 * @param replicas copies of each shard beside the primary: one in each other zone
 */
export const searchContents = (replicas: 1 | 2): SearchContents => ({
  // The word itself, and the indices that it stands for one after the other.
  roles: { [INDEXER]: indexRebuilder([SEARCHED, `${SEARCHED}-*`]) },
  policies: {},
  templates: {
    [SEARCHED]: {
      index_patterns: [`${SEARCHED}-*`],
      priority: PRIORITY,
      template: { settings: { index: { number_of_shards: 1, number_of_replicas: replicas } } },
    },
  },
  dataStreams: [],
  indices: {},
});

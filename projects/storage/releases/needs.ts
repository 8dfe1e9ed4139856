import { z } from "zod";

/** What the images of a release need of the estate (storage-service.md 2, "Image/infra compatibility"). */
export const needs = z.strictObject({
  /** Generation of the Elasticsearch client that the indexers speak with. */
  elasticsearchClient: z.literal([7, 8]),
  /** Whether the public APIs answer `/management/healthcheck`, which they do since February 2024. */
  healthcheckPath: z.boolean(),
  /** Whether the replicators heed `locking_expiry_time`. */
  lockingExpiryTime: z.boolean(),
});
export type Needs = z.infer<typeof needs>;

type Meanings = { readonly [Need in keyof Needs]: Readonly<Record<`${Needs[Need]}`, string>> };

/** What each value means for whoever runs the release (the same table, and decisions.md 6). */
const meanings: Readonly<Record<keyof Needs, Readonly<Record<string, string>>>> = {
  elasticsearchClient: {
    7: "the indexers do not send Elasticsearch 8's media type: they need no header-translating sidecar, and are known to work with Elasticsearch 7.10 only",
    8: "the indexers send Elasticsearch 8's media type, which OpenSearch refuses with 406: they need the header-translating sidecar, or an Elasticsearch 8 endpoint",
  },
  healthcheckPath: {
    true: "the public APIs answer /management/healthcheck: HTTP health checks work",
    false: "the public APIs have no /management/healthcheck: HTTP health checks fail, they must be TCP",
  },
  lockingExpiryTime: {
    true: "a replicator's lock lives as long as locking_expiry_time says",
    false: "locking_expiry_time is ignored: a replicator's lock lapses after 3 minutes",
  },
} satisfies Meanings;

export interface ChangedNeed {
  readonly need: string;
  readonly from: string;
  readonly to: string;
  /** What the new value means for an operator. */
  readonly meaning: string;
}

/** What an operator must know before one release takes the place of another. */
export function changedNeeds(older: Needs, newer: Needs): readonly ChangedNeed[] {
  return needs
    .keyof()
    .options.filter((need) => older[need] !== newer[need])
    .map((need) => {
      const to = String(newer[need]);
      return { need, from: String(older[need]), to, meaning: meanings[need][to] ?? "" };
    });
}

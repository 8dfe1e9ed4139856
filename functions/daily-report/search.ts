import type { Client } from "@opensearch-project/opensearch";
import * as z from "zod";
import { INGEST_FIELDS } from "./ingest";

/**
 * Documents asked for at a time; the cluster gives 10,000 at most (`index.max_result_window`). 100,000 ingests took 0.8 of
 * the time that they take by 1,000, and hardly less by 10,000 (bench/daily-report.ts).
 */
export const PAGE_SIZE = 5000;

/** Longer than any page took of 100,000 ingests, by far. */
const PAGE_TIMEOUT = "30s";

/** From which day on everything is wanted; what is accepted or processing is wanted whatever its age. */
export interface Window {
  /** `2026-06-10`. */
  readonly start: string;
  readonly timeZone: string;
}

/** What the index holds of an ingest, not yet looked at. */
export interface Found {
  readonly id: string;
  readonly source: unknown;
}

const Answer = z.object({
  timed_out: z.boolean(),
  _shards: z.object({ failed: z.number() }),
  hits: z.object({
    total: z.object({ value: z.number() }).optional(),
    hits: z.array(
      z.object({ _id: z.string(), _source: z.unknown(), sort: z.array(z.string().nullable()).min(1) }),
    ),
  }),
});

/**
 * Every ingest of the window, each once, in pages. An ingest never changes its id, so what is indexed meanwhile moves
 * none from one page to another.
 * @throws when the cluster gives less than there is, with its own words
 */
export async function* ingestsInWindow(
  client: Pick<Client, "search">,
  index: string,
  window: Window,
  pageSize = PAGE_SIZE,
): AsyncGenerator<readonly Found[]> {
  let total: number | undefined;
  let received = 0;
  for (let after: string | undefined; ;) {
    const { hits } = await page(client, index, query(window, pageSize, after));
    total ??= hits.total?.value ?? 0;
    received += hits.hits.length;
    yield hits.hits.map(({ _id, _source }) => ({ id: _id, source: _source }));
    const last = hits.hits.at(-1)?.sort[0];
    // Nothing can be asked for after documents with no id, which come last.
    if (hits.hits.length < pageSize || typeof last !== "string") break;
    after = last;
  }
  if (received < total)
    throw new Error(
      `${index}: it has ${total} ingests to be reported and gave ${received}: is each document's id a keyword?`,
    );
}

function query({ start, timeZone }: Window, size: number, after: string | undefined) {
  return {
    size,
    timeout: PAGE_TIMEOUT,
    track_total_hits: after === undefined,
    _source: [...INGEST_FIELDS],
    sort: [{ id: { order: "asc" as const, unmapped_type: "keyword" as const } }],
    ...(after === undefined ? {} : { search_after: [after] }),
    query: {
      bool: {
        minimum_should_match: 1,
        should: [
          { range: { lastModifiedDate: { gte: start, time_zone: timeZone } } },
          { terms: { "status.id": ["accepted", "processing"] } },
        ],
      },
    },
  };
}

async function page(
  client: Pick<Client, "search">,
  index: string,
  body: ReturnType<typeof query>,
): Promise<z.infer<typeof Answer>> {
  const response = await client
    .search({ index, allow_partial_search_results: false, body })
    .catch((error: unknown) => {
      throw new Error(
        `${index}: ${error instanceof Error ? `${error.name}: ${error.message}` : "no answer"}`,
        {
          cause: error,
        },
      );
    });
  const answer = Answer.parse(response.body);
  if (answer.timed_out || answer._shards.failed > 0)
    throw new Error(
      `${index}: the cluster gave a part of a page (${answer._shards.failed} shards failed${answer.timed_out ? ", timed out" : ""})`,
    );
  return answer;
}

import * as assert from "node:assert/strict";
import { inspect } from "node:util";
import type { Client } from "@opensearch-project/opensearch";
import { clusterClient } from "../../../functions/daily-report/cluster";
import { ingestsInWindow } from "../../../functions/daily-report/search";
import { FakeCluster, READER } from "./cluster";
import { LONDON, uuid } from "./made-up";

const window = { start: "2026-06-10", timeZone: LONDON };

describe("asking the cluster for ingests", () => {
  let cluster: FakeCluster;
  let client: Client;
  const ids = Array.from({ length: 25 }, (_, number) => uuid(number)).toSorted();
  before(async () => {
    cluster = await FakeCluster.start();
    cluster.indices["ingests"] = ids.map((id) => ({ id, source: { id } }));
    client = cluster.client();
  });
  after(async () => {
    await client.close();
    await cluster.stop();
  });
  beforeEach(() => {
    cluster.fault = undefined;
    cluster.searches.length = 0;
  });

  async function all(index: string, pageSize: number): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const page of ingestsInWindow(client, index, window, pageSize))
      found.push(...page.map(({ id }) => id));
    return found;
  }

  for (const pageSize of [1, 5, 10, 25, 26])
    it(`gets each one once, ${pageSize} at a time`, async () =>
      assert.deepEqual(await all("ingests", pageSize), ids));

  it("asks for what the report shows, and for no more", async () => {
    await all("ingests", 20);
    assert.equal(cluster.searches.length, 2);
    assert.deepEqual(cluster.searches[1], {
      size: 20,
      timeout: "30s",
      track_total_hits: false,
      _source: [
        "id",
        "status.id",
        "space.id",
        "bag.info.externalIdentifier",
        "bag.info.version",
        "createdDate",
        "lastModifiedDate",
        "events.createdDate",
        "events.description",
        "sourceLocation.bucket",
        "sourceLocation.path",
      ],
      sort: [{ id: { order: "asc", unmapped_type: "keyword" } }],
      search_after: [ids[19]],
      query: {
        bool: {
          minimum_should_match: 1,
          should: [
            { range: { lastModifiedDate: { gte: "2026-06-10", time_zone: "Europe/London" } } },
            { terms: { "status.id": ["accepted", "processing"] } },
          ],
        },
      },
    });
  });

  const faults = {
    "timed out": /ingests: the cluster gave a part of a page \(0 shards failed, timed out\)/,
    "shard failed": /ingests: the cluster gave a part of a page \(1 shards failed\)/,
    "page lost": /ingests: it has 25 ingests to be reported and gave 10/,
  } as const;
  for (const fault of ["timed out", "shard failed", "page lost"] as const)
    it(`refuses less than everything: ${fault}`, async () => {
      cluster.fault = fault;
      await assert.rejects(all("ingests", 10), faults[fault]);
    });

  it("signs in, and is refused when it may not", async () => {
    const { port } = cluster;
    const stranger = clusterClient({
      host: "http://127.0.0.1",
      port: `${port}`,
      user: "reader",
      password: "x",
    });
    await assert.rejects(async () => {
      for await (const _page of ingestsInWindow(stranger, "ingests", window)) assert.fail("it was let in");
    }, /ingests: ResponseError/);
    await stranger.close();
  });

  it("refuses an index that is not there, in the cluster's words and with no word of the sign-in", () =>
    assert.rejects(all("other", 10), (error: Error) => {
      assert.match(error.message, /^other: ResponseError: index_not_found_exception/);
      assert.ok(!inspect(error, { depth: 20 }).includes(READER.password));
      return true;
    }));
});

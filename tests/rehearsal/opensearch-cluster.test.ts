import * as assert from "node:assert/strict";
import type { Client } from "@opensearch-project/opensearch";
import { startOpenSearch, type OpenSearch } from "../servers/opensearch";

const INDEX = "storage_bags";

describe("a real cluster of three OpenSearch nodes", function () {
  this.timeout("10m");
  let cluster: OpenSearch;
  let client: Client;

  before(async () => {
    cluster = await startOpenSearch({ nodes: 3 });
    client = cluster.client();
    const settings = { number_of_shards: 3, number_of_replicas: 1 };
    await client.indices.create({ index: INDEX, body: { settings: { index: settings } } });
  });

  after(() => cluster?.stop());

  it("keeps two copies of every shard, on three nodes", async () => {
    const { body } = await client.cluster.health({ wait_for_status: "green" });
    assert.equal(body.number_of_data_nodes, 3);
    assert.equal(body.active_shards, 6);
  });

  it("loses nothing that it has acknowledged when the elected manager is lost", async () => {
    const acknowledged: string[] = [];
    let attempts = 0;
    const writeUntil = async (isEnough: () => boolean) => {
      while (!isEnough()) {
        const id = String(++attempts);
        assert.ok(attempts < 5_000, `of ${attempts} writes only ${acknowledged.length} were acknowledged`);
        // What fails while there is no manager was never acknowledged.
        const writing = client.index(
          { index: INDEX, id, body: { id } },
          { requestTimeout: 5_000, maxRetries: 0 },
        );
        if (await writing.catch(() => undefined)) acknowledged.push(id);
      }
    };

    await writeUntil(() => acknowledged.length >= 50);
    let isLost = false;
    const writing = writeUntil(() => isLost);
    const lost = await cluster.stopManager();
    isLost = true;
    await writing;
    const beforeElection = acknowledged.length;
    await writeUntil(() => acknowledged.length >= beforeElection + 50);

    const elected = await client.cat.clusterManager({ format: "json" });
    assert.notEqual(elected.body[0]?.node, lost);
    const held = new Set(await idsOf(client));
    assert.deepEqual(
      acknowledged.filter((id) => !held.has(id)),
      [],
    );

    await cluster.restartNode(lost);
    const { body } = await client.cluster.health({ wait_for_nodes: 3, wait_for_status: "green" });
    assert.equal(body.number_of_nodes, 3);
    assert.deepEqual(await idsOf(client), [...held].toSorted());
  });

  it("brings an index back from a snapshot", async () => {
    const written = await idsOf(client);
    const repository = "snapshots";
    const snapshot = "daily";
    await client.snapshot.createRepository({
      repository,
      body: { type: "fs", settings: { location: cluster.snapshots } },
    });
    await client.snapshot.create({
      repository,
      snapshot,
      wait_for_completion: true,
      body: { indices: INDEX, include_global_state: false },
    });
    await client.indices.delete({ index: INDEX });
    assert.equal((await client.indices.exists({ index: INDEX })).body, false);

    await client.snapshot.restore({
      repository,
      snapshot,
      wait_for_completion: true,
      body: { indices: INDEX },
    });
    assert.deepEqual(await idsOf(client), written);
    assert.ok(written.length > 0);
  });
});

/** The identifiers of all documents, in order. */
async function idsOf(client: Client): Promise<readonly string[]> {
  await client.indices.refresh({ index: INDEX });
  const found = await client.search({ index: INDEX, body: { size: 10_000, query: { match_all: {} } } });
  return found.body.hits.hits.map(({ _id }) => String(_id)).toSorted();
}

import * as assert from "node:assert/strict";
import { z } from "zod";
import { clusterOf, type Cluster } from "../../functions/search-setup/cluster";
import { clustersWords } from "../../functions/search-setup/refusal";
import { doTask } from "../../functions/search-setup/task";
import { loggingSetUp, secrets, worldOf } from "../functions/search-setup/made-up";
import { Policy } from "../functions/search-setup/ism-refusals";
import { SecurityPlugin } from "../functions/search-setup/security-plugin";
import { startOpenSearch, type OpenSearch } from "../servers/opensearch";
import { withRecordedIsm, type ManagedCluster } from "../servers/with-recorded-ism";

const STREAM = "service-logs-firelens";
const FIRST = `.ds-${STREAM}-000001`;
const SECOND = `.ds-${STREAM}-000002`;

type Fields = Readonly<Record<string, unknown>>;

const Streams = z.object({
  data_streams: z.tuple([z.object({ indices: z.array(z.object({ index_name: z.string() })) })]),
});
const Shards = z.array(z.object({ prirep: z.string(), segment: z.string() }));
const Properties = z.record(
  z.string(),
  z.object({ mappings: z.object({ properties: z.record(z.string(), z.object({ type: z.string() })) }) }),
);
const Settings = z.record(z.string(), z.object({ settings: z.record(z.string(), z.unknown()) }));
const Total = z.object({ hits: z.object({ total: z.object({ value: z.number() }) }) });
const Rollover = z.object({ rolled_over: z.boolean(), conditions: z.record(z.string(), z.boolean()) });

const line = (fields: object) => ({
  "@timestamp": new Date().toISOString(),
  service_name: "bags-api",
  ...fields,
});

/** What the set-up sends for the logs, but for what needs the security plugin or S3. */
const request = { ...loggingSetUp(), users: [], snapshots: undefined };

describe("the logs' data stream and its lifecycle, on a real cluster of three nodes", function () {
  this.timeout("10m");
  let server: OpenSearch;
  let managed: ManagedCluster;
  let cluster: Cluster;

  before(async () => {
    server = await startOpenSearch({ nodes: 3 });
    const plugins = [new SecurityPlugin("master", secrets.get("master/password") ?? "")];
    managed = await withRecordedIsm(server.url, { plugins });
    cluster = clusterOf(server.client());
  });

  after(async () => {
    managed?.close();
    await server?.stop();
  });

  const append = (fields: object) => cluster.post(`/${STREAM}/_doc?refresh=true`, line(fields));
  const count = async (query: string) =>
    Total.parse(await cluster.get(`/${STREAM}/_search?q=${encodeURIComponent(query)}`)).hits.total.value;
  const indices = async () => {
    const [{ indices: behind }] = Streams.parse(await cluster.get(`/_data_stream/${STREAM}`)).data_streams;
    return behind.map(({ index_name: name }) => name);
  };
  const settingOf = async (index: string, setting: string) =>
    Settings.parse(await cluster.get(`/${index}/_settings?flat_settings=true`))[index]?.settings[setting];
  const segments = async (index: string) => {
    const all = Shards.parse(await cluster.get(`/_cat/segments/${index}?format=json&h=prirep,segment`));
    return all.filter(({ prirep }) => prirep === "p").length;
  };
  const isRefused = async (asked: Promise<unknown>, words: RegExp) =>
    assert.rejects(asked, (error) => {
      assert.match(clustersWords(error), words);
      return true;
    });

  it("stands, managed by the policy, and a second set-up changes nothing", async () => {
    await doTask(request, worldOf(managed));
    assert.deepEqual(await indices(), [FIRST]);
    const { body } = managed.ism.answer("GET", `/_plugins/_ism/explain/${FIRST}`, undefined) ?? {};
    assert.equal(Reflect.get(Object(Reflect.get(Object(body), FIRST)), "policy_id"), "service-logs");

    const written = managed.writes.length;
    assert.deepEqual(Reflect.get(await doTask(request, worldOf(managed)), "changed"), []);
    assert.deepEqual(managed.writes.slice(written), []);
  });

  it("takes every line, whatever it holds, and finds it by its words", async () => {
    const odd = [
      {
        log: "ERROR: no such bag b19974760",
        level: "error",
        duration: 12,
        http: { status: 404, path: "/bags" },
      },
      { log: "a number where text was", level: 3, duration: "long", http: "text where an object was" },
      { log: "a list", duration: [1, 2], http: [{ status: 1 }], at: "2026-11-20" },
      { message: "x".repeat(40_000), level: "y".repeat(40_000) },
    ];
    for (const fields of odd) await append(fields);
    assert.equal(await count("b19974760"), 1);
    assert.equal(await count("service_name:bags-api"), 4);
    assert.equal(await count("http.status:404"), 1);
  });

  it("does not grow with the names inside objects, and grows to a limit with those outside", async () => {
    const names = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, id) => [`k${id}`, "v"]));
    await append({ labels: names(5000) });
    const mapping = Properties.parse(await cluster.get(`/${FIRST}/_mapping`))[FIRST];
    assert.deepEqual(
      Object.entries(mapping?.mappings.properties ?? {}).map(([name, { type }]) => `${name} ${type}`),
      [
        "@timestamp date",
        "at keyword",
        "duration long",
        "http flat_object",
        "labels flat_object",
        "level keyword",
        "log text",
        "message text",
        "service_name keyword",
      ],
    );
    await isRefused(append(names(5000)), /Limit of total fields \[1000\] has been exceeded/);
    await append({ log: "still read" });
  });

  it("takes appended lines alone", async () => {
    await isRefused(
      cluster.put(`/${STREAM}/_doc/1`, line({ log: "an update" })),
      /only write ops with an op_type of create are allowed in data streams/,
    );
  });

  /** Each action of the policy, as what the plugin does when it takes it. */
  const steps: Readonly<Record<string, (index: string, fields: Fields) => Promise<void>>> = {
    async rollover(index, fields) {
      const conditions = { max_age: fields["min_index_age"], max_size: fields["min_primary_shard_size"] };
      const early = Rollover.parse(await cluster.post(`/${STREAM}/_rollover`, { conditions }));
      assert.equal(early.rolled_over, false);
      assert.deepEqual(Object.keys(early.conditions).toSorted(), ["[max_age: 1d]", "[max_size: 30gb]"]);
      assert.deepEqual(await indices(), [index]);

      const due = { conditions: { max_age: "1ms" } };
      assert.equal(Rollover.parse(await cluster.post(`/${STREAM}/_rollover`, due)).rolled_over, true);
      assert.deepEqual(await indices(), [index, SECOND]);
      assert.equal(await settingOf(SECOND, "index.number_of_replicas"), "2");
      await append({ log: "the next day" });
    },
    async read_only(index) {
      assert.ok((await segments(index)) > 1);
      await cluster.put(`/${index}/_settings`, { "index.blocks.write": true });
      await isRefused(
        cluster.delete(`/${index}/_doc/any`),
        /^cluster_block_exception: .* blocked by: \[FORBIDDEN\/8\/index write \(api\)\]/,
      );
      await append({ log: "to the next index" });
    },
    async force_merge(index, { max_num_segments: most }) {
      await cluster.post(`/${index}/_forcemerge?max_num_segments=${String(most)}`);
      await cluster.post(`/${index}/_refresh`);
      assert.equal(await segments(index), most);
      assert.equal(await count("b19974760"), 1);
    },
    async replica_count(index, { number_of_replicas: replicas }) {
      // As if it had been made before the stage had three zones.
      await cluster.put(`/${index}/_settings`, { "index.number_of_replicas": 1 });
      await cluster.put(`/${index}/_settings`, { "index.number_of_replicas": replicas });
      assert.equal(await settingOf(index, "index.number_of_replicas"), String(replicas));
      const health = await cluster.get(`/_cluster/health/${index}?wait_for_status=green&timeout=60s`);
      assert.equal(Reflect.get(Object(health), "status"), "green");
    },
    async delete(index) {
      await cluster.delete(`/${index}`);
      assert.deepEqual(await indices(), [SECOND]);
      assert.equal(await count("b19974760"), 0);
      assert.equal(await count("service_name:bags-api"), 2);
      await isRefused(cluster.delete(`/${SECOND}`), /write index and cannot be deleted|is the write index/);
    },
  };

  for (const { name, actions } of Policy.parse(request.policies["service-logs"]).states)
    for (const action of actions) {
      const [[kind, fields] = ["", {}]] = Object.entries(action);
      it(`${name}: ${kind} ${JSON.stringify(fields)}`, async () => {
        const step = steps[kind];
        assert.ok(step, `no step is known for the action ${kind}`);
        await step(FIRST, z.record(z.string(), z.unknown()).parse(fields));
      });
    }

  it("is the same after all of it: a set-up changes nothing", async () => {
    managed.ism.created(SECOND, STREAM);
    assert.deepEqual(Reflect.get(await doTask(request, worldOf(managed)), "changed"), []);
  });
});

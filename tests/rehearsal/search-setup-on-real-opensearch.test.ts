import * as assert from "node:assert/strict";
import { z } from "zod";
import { clusterOf, type Cluster } from "../../functions/search-setup/cluster";
import { clustersWords } from "../../functions/search-setup/refusal";
import { takeSnapshot } from "../../functions/search-setup/snapshots";
import { doTask } from "../../functions/search-setup/task";
import { MASTER } from "../functions/search-setup/fake-cluster";
import { reportingSetUp, worldOf } from "../functions/search-setup/made-up";
import { SecurityPlugin } from "../functions/search-setup/security-plugin";
import { startOpenSearch, type OpenSearch } from "../servers/opensearch";
import { withRecordedIsm, type ManagedCluster } from "../servers/with-recorded-ism";

const Found = z.object({
  hits: z.object({ hits: z.array(z.looseObject({ _id: z.string(), _index: z.string() })) }),
});
const Properties = z.record(
  z.string(),
  z.object({ mappings: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
);
const Settings = z.record(z.string(), z.object({ settings: z.record(z.string(), z.unknown()) }));

/** Documents as the indexers write them. */
const documents = {
  storage_ingests: {
    id: "0c2f1a3e-1111-4c5d-9a57-2b8f3c1d9e01",
    type: "Ingest",
    sourceLocation: {
      provider: { id: "amazon-s3", type: "Provider" },
      bucket: "unpacked",
      path: "b1.tar.gz",
      type: "Location",
    },
    callback: {
      url: "https://example.org/done",
      status: { id: "processing", type: "Status" },
      type: "Callback",
    },
    ingestType: { id: "create", type: "IngestType" },
    space: { id: "digitised", type: "Space" },
    status: { id: "failed", type: "Status" },
    bag: { info: { externalIdentifier: "b1", version: "v1", type: "BagInfo" }, type: "Bag" },
    events: [
      {
        description: "Unpacking failed - not a bag",
        createdDate: "2026-11-20T08:00:00Z",
        type: "IngestEvent",
      },
    ],
    createdDate: "2026-11-20T07:59:00Z",
    lastModifiedDate: "2026-11-20T08:00:00Z",
    failureDescriptions: "Unpacking failed - not a bag",
  },
  storage_bags: {
    id: "digitised/b1",
    space: "digitised",
    version: 1,
    createdDate: "2026-11-20T08:00:00Z",
    info: {
      externalIdentifier: "b1",
      payloadOxum: "4.1",
      baggingDate: "2026-11-19",
      sourceOrganisation: "Library",
    },
    location: { provider: "amazon-s3", bucket: "primary", path: "digitised/b1" },
    replicaLocations: [{ provider: "amazon-s3", bucket: "glacier", path: "digitised/b1" }],
    filesCount: 1,
    filesTotalSize: 5_000_000_000,
  },
  storage_files: {
    space: "digitised",
    externalIdentifier: "b1",
    location: { bucket: "primary", key: "digitised/b1/v1/data/a.tif" },
    name: "data/a.tif",
    suffix: "tif",
    size: 5_000_000_000,
    checksum: { algorithm: "SHA-256", value: "abcd" },
    createdDate: "2026-11-20T08:00:00Z",
  },
};

const message = (error: unknown) => clustersWords(error);

describe("the set-up of a real cluster of three nodes", function () {
  this.timeout("10m");
  let server: OpenSearch;
  let managed: ManagedCluster;
  let cluster: Cluster;

  before(async () => {
    server = await startOpenSearch({ nodes: 3 });
    managed = await withRecordedIsm(server.url, {
      plugins: [new SecurityPlugin(MASTER.user, MASTER.password)],
    });
    cluster = clusterOf(server.client());
  });

  after(async () => {
    managed?.close();
    await server?.stop();
  });

  const run = async (request: object): Promise<readonly string[]> =>
    z.object({ changed: z.array(z.string()) }).parse(await doTask(request, worldOf(managed))).changed;
  const search = async (where: string) =>
    Found.parse(await cluster.post(`/${where}/_search`)).hits.hits.map(({ _index: index }) => index);

  it("makes indices with a copy of each shard on every node", async () => {
    const made = await run(reportingSetUp(2));
    assert.deepEqual(made.slice(made.indexOf("template storage_ingests")), [
      ...["storage_ingests", "storage_bags", "storage_files"].map((name) => `template ${name}`),
      ...["ingests", "bags", "files"].flatMap((word) => [
        `index storage_${word}`,
        `alias ${word} of index storage_${word}`,
      ]),
      "audit log",
    ]);
    const Health = z.object({ status: z.string(), active_shards: z.number() });
    const health = await cluster.get("/_cluster/health?wait_for_status=green&timeout=60s");
    assert.deepEqual(Health.parse(health), { status: "green", active_shards: 9 });
  });

  it("writes nothing the second time", async () => {
    const written = managed.writes.length;
    assert.deepEqual(await run(reportingSetUp(2)), []);
    assert.deepEqual(managed.writes.slice(written), []);
  });

  it("takes what indexers write, found by the word for it", async () => {
    for (const [index, document] of Object.entries(documents)) {
      await cluster.put(`/${index}/_doc/1?version=1&version_type=external_gte&refresh=true`, document);
      assert.deepEqual(await search(index.replace("storage_", "")), [index]);
    }
  });

  it("refuses a field that nobody knows", async () => {
    for (const [index, document] of Object.entries(documents))
      await assert.rejects(cluster.put(`/${index}/_doc/2`, { ...document, colour: "red" }), (error) => {
        assert.match(
          message(error),
          /^strict_dynamic_mapping_exception: mapping set to strict, dynamic introduction of \[colour\]/,
        );
        return true;
      });
  });

  it("gives a rebuilt index the same mapping, and leaves it the word by which it is read", async () => {
    await cluster.put("/storage_bags-2");
    await cluster.post("/_aliases", {
      actions: [
        { remove: { index: "storage_bags", alias: "bags" } },
        { add: { index: "storage_bags-2", alias: "bags" } },
      ],
    });
    assert.deepEqual(await run(reportingSetUp(2)), []);
    await cluster.put("/bags/_doc/1?refresh=true", documents.storage_bags);
    assert.deepEqual(await search("bags"), ["storage_bags-2"]);
    await assert.rejects(cluster.put("/bags/_doc/2", { colour: "red" }));
  });

  it("gives an index that is there new fields and other settings", async () => {
    const request = reportingSetUp(1);
    const field = { accessCondition: { type: "keyword" } };
    assert.deepEqual(await run(withFields(request, "storage_files", field)), [
      ...["storage_ingests", "storage_bags", "storage_files"].map((name) => `template ${name}`),
      ...["storage_ingests", "storage_bags", "storage_files"].map((name) => `index ${name}`),
    ]);
    const mapping = Properties.parse(await cluster.get("/storage_files/_mapping"));
    assert.deepEqual(mapping["storage_files"]?.mappings.properties["accessCondition"], { type: "keyword" });
    const settings = Settings.parse(await cluster.get("/storage_files/_settings?flat_settings=true"));
    assert.equal(settings["storage_files"]?.settings["index.number_of_replicas"], "1");
    // An index never loses a field: the template does, for those that are made from now on.
    assert.deepEqual(await run(request), ["template storage_files"]);
  });

  it("fails in the cluster's own words when an index cannot become what its template says", async () => {
    const request = withFields(reportingSetUp(1), "storage_files", { size: { type: "keyword" } });
    await assert.rejects(run(request), {
      message:
        "index storage_files: illegal_argument_exception: mapper [size] cannot be changed from type [long] to [keyword]",
    });
    assert.deepEqual(await run(reportingSetUp(1)), ["template storage_files"]);
  });

  it("fails in the cluster's own words when a template is none", async () => {
    const request = withFields(reportingSetUp(1), "storage_files", { size: { type: "number" } });
    await assert.rejects(run(request), {
      message:
        "template storage_files: illegal_argument_exception: composable template [storage_files] template after composition is invalid: " +
        "illegal_argument_exception: invalid composite mappings for [storage_files]: " +
        "mapper_parsing_exception: Failed to parse mapping [_doc]: No handler for type [number] declared on field [size]",
    });
  });

  it("brings back from the daily snapshot what was lost, and keeps no old one", async () => {
    const repository = "snapshots";
    const patience = { lookEveryMilliseconds: 50, left: () => 60_000 };
    const take = (now: Date) => takeSnapshot(cluster, { repository, keepDays: 14 }, now, patience);
    await cluster.put(`/_snapshot/${repository}`, { type: "fs", settings: { location: server.snapshots } });

    await cluster.put("/.opendistro_security/_doc/internalusers", { hash: "of a password" });

    const now = new Date();
    const first = await take(now);
    assert.deepEqual(first.removed, []);
    assert.deepEqual(await take(now), first);
    const Kept = z.object({ snapshots: z.array(z.object({ indices: z.array(z.string()) })) });
    const kept = Kept.parse(await cluster.get(`/_snapshot/${repository}/${first.taken}`));
    const reported = ["storage_bags", "storage_bags-2", "storage_files", "storage_ingests"];
    assert.deepEqual(kept.snapshots.flatMap(({ indices }) => indices).toSorted(), reported);

    await cluster.delete("/storage_ingests");

    const restored = { indices: "storage_ingests", include_global_state: false };
    await cluster.post(`/_snapshot/${repository}/${first.taken}/_restore?wait_for_completion=true`, restored);
    assert.deepEqual(await search("ingests"), ["storage_ingests"]);

    const later = new Date(now.getTime() + 15 * 86_400_000);
    assert.deepEqual((await take(later)).removed, [first.taken]);
    assert.equal(await cluster.get(`/_snapshot/${repository}/${first.taken}`), undefined);
  });
});

/** A set-up whose template of one index has these fields, too. */
function withFields(request: ReturnType<typeof reportingSetUp>, name: string, fields: object) {
  const Template = z.looseObject({
    template: z.looseObject({ mappings: z.looseObject({ properties: z.looseObject({}) }) }),
  });
  const { template, ...rest } = Template.parse(request.templates[name]);
  const properties = { ...template.mappings.properties, ...fields };
  const changed = { ...rest, template: { ...template, mappings: { ...template.mappings, properties } } };
  return { ...request, templates: { ...request.templates, [name]: changed } };
}

import * as assert from "node:assert/strict";
import type { Stage } from "../../projects/estate";
import { deployed, estateStack } from "../graph/project";

const BUCKET = "aws:s3/bucket:Bucket";
const TABLE = "aws:dynamodb/table:Table";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

const stageOf = (stage: Stage) => deployed(estateStack("storage/base"), stage);

/** What stands in each stage. */
const stands = {
  pre: {
    account: "111122223333",
    lockDays: 1,
    tables: ["storage-staging-ingests", "storage-staging_versioner_versions_table"],
    buckets: ["storage-staging-large-response-cache", "storage-staging-unpacked-bags"],
  },
  pro: {
    account: "444455556666",
    lockDays: 180,
    tables: ["storage-ingests", "storage_versioner_versions_table"],
    buckets: ["storage-prod-large-response-cache", "storage-prod-unpacked-bags"],
  },
};

for (const stage of ["pre", "pro"] as const)
  describe(`storage/base keeps in ${stage} what its fact sheet says`, () => {
    const { account, lockDays, tables, buckets } = stands[stage];

    it("under the names that operators' scripts know, the account behind those that are unique in the world", async () => {
      const graph = await stageOf(stage);
      const vault = `archive-vault-${stage}-primary-${account}`;
      assert.deepEqual(
        graph.texts(BUCKET, "bucket"),
        [vault, ...buckets.map((name) => `${name}-${account}`)].toSorted(),
      );
      assert.deepEqual(graph.texts(TABLE, "name"), tables);
    });

    it(`in a vault that is locked for ${lockDays} days (decisions.md 2)`, async () => {
      const graph = await stageOf(stage);
      assert.deepEqual(graph.one(LOCK, "primary-lock").inputs["rule"], {
        defaultRetention: { mode: "COMPLIANCE", days: lockDays },
      });
    });

    it("in tables with the keys that the applications know (6.5)", async () => {
      const graph = await stageOf(stage);
      const ingests = graph.one(TABLE, "ingests").inputs;
      const versions = graph.one(TABLE, "versions").inputs;
      assert.deepEqual([ingests["hashKey"], ingests["rangeKey"]], ["id", undefined]);
      assert.deepEqual([versions["hashKey"], versions["rangeKey"]], ["id", "version"]);
      assert.deepEqual(ingests["attributes"], [{ name: "id", type: "S" }]);
      assert.deepEqual(versions["attributes"], [
        { name: "id", type: "S" },
        { name: "version", type: "N" },
        { name: "ingestId", type: "S" },
      ]);
      assert.deepEqual(versions["globalSecondaryIndexes"], [
        { name: "ingestId_index", hashKey: "ingestId", projectionType: "ALL" },
      ]);
    });
  });

describe("storage/base moves and expires", () => {
  const rulesOf = async (name: string): Promise<readonly unknown[]> => {
    const { rules } = (await stageOf("pro")).one(LIFECYCLE, `${name}-lifecycle`).inputs;
    assert.ok(Array.isArray(rules));
    return rules.filter((rule) => Reflect.get(rule, "id") !== "abandoned-uploads");
  };
  const enabled = { status: "Enabled" };
  const all = { ...enabled, filter: { prefix: "" } };
  const masters = (type: string) => ({
    ...enabled,
    filter: { and: { prefix: "digitised/", tags: { "Content-Type": type } } },
    transitions: [{ days: 90, storageClass: "GLACIER" }],
  });

  it("masters of digitised works, and with time all else in the primary vault (6.2)", async () => {
    assert.deepEqual(await rulesOf("primary"), [
      {
        id: "transition_objects_to_standard_ia",
        ...all,
        transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
      },
      { id: "move_mxf_objects_to_glacier", ...masters("application/mxf") },
      { id: "move_digitised_tif_to_glacier", ...masters("image/tiff") },
    ]);
  });

  it("unpacked bags after a month, and large answers to a colder class (6.2)", async () => {
    assert.deepEqual(await rulesOf("unpacked-bags"), [
      { id: "expire-after-30-days", ...all, expiration: { days: 30 } },
    ]);
    assert.deepEqual(await rulesOf("large-responses"), [
      {
        id: "transition-to-standard-ia",
        ...all,
        transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
      },
    ]);
  });
});

import * as assert from "node:assert/strict";
import { ArchiveTable, type ArchiveTableArgs } from "../../components/databases/archive-table";
import { runComponent } from "./ground";

const TABLE = "aws:dynamodb/table:Table";

const make = (args: Omit<ArchiveTableArgs, "keyArn">) =>
  runComponent(({ keyArn }, opts) => {
    const table = new ArchiveTable("versions", { ...args, keyArn }, opts);
    return { keyArn, name: table.tableName, arn: table.arn };
  });

describe("ArchiveTable", () => {
  it("is paid by request, encrypted, restorable to any second of 35 days, and not deletable", async () => {
    const graph = await make({
      tableName: "storage_versions",
      hashKey: { name: "id", type: "S" },
      rangeKey: { name: "version", type: "N" },
      indices: [{ name: "ingestId_index", hashKey: { name: "ingestId", type: "S" } }],
    });
    const { inputs, protect, retainOnDelete } = graph.one(TABLE, "versions");
    assert.deepEqual(inputs, {
      name: "storage_versions",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      rangeKey: "version",
      attributes: [
        { name: "id", type: "S" },
        { name: "version", type: "N" },
        { name: "ingestId", type: "S" },
      ],
      globalSecondaryIndexes: [{ name: "ingestId_index", hashKey: "ingestId", projectionType: "ALL" }],
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      deletionProtectionEnabled: true,
      serverSideEncryption: { enabled: true, kmsKeyArn: graph.outputs["keyArn"] },
    });
    assert.deepEqual([protect, retainOnDelete], [true, true]);
    assert.equal(graph.outputs["arn"], "arn:aws:dynamodb:eu-west-1:111122223333:table/storage_versions");
  });

  it("declares an attribute once that is a key of the table and of an index", async () => {
    const graph = await make({
      tableName: "storage_versions",
      hashKey: { name: "id", type: "S" },
      indices: [{ name: "again", hashKey: { name: "id", type: "S" } }],
    });
    assert.deepEqual(graph.one(TABLE, "versions").inputs["attributes"], [{ name: "id", type: "S" }]);
  });

  it("has no range key and no indices where none are given", async () => {
    const graph = await make({ tableName: "storage-ingests", hashKey: { name: "id", type: "S" } });
    const { inputs } = graph.one(TABLE, "versions");
    assert.equal("rangeKey" in inputs, false);
    assert.deepEqual(inputs["globalSecondaryIndexes"], []);
  });

  it("refuses a name that DynamoDB refuses", async () => {
    await assert.rejects(
      make({ tableName: "no spaces", hashKey: { name: "id", type: "S" } }),
      /"no spaces" is not a valid name/,
    );
  });
});

import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { omit } from "es-toolkit/object";
import { stages, type Stage } from "../../projects/estate";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph, Registered } from "../graph/graph";
import { committedConfig, estateStack, ROOT } from "../graph/project";
import { clustersOf, orders, stageOf, withSettings } from "./platform-facts";

/** How the platform grows: what is one number, what is one entry more (docs/platform-scaling.md). */

const VALKEY = "aws:elasticache/replicationGroup:ReplicationGroup";
/** What is a shard's own, and no other's. */
const OWN = [
  "clusterIdentifier",
  "databaseName",
  "dbSubnetGroupName",
  "dbClusterParameterGroupName",
  "finalSnapshotIdentifier",
  "kmsKeyId",
  "vpcSecurityGroupIds",
];

const sharded = (...numbers: number[]) =>
  Object.fromEntries(numbers.map((number) => [`orders-${number}`, orders]));

/** A setting of a stage by its way, where `<word>` is any: `platform-base:databases.<word>.maxAcu`. */
function settingsAt(stage: Stage, way: string): readonly unknown[] {
  const [name = "", ...steps] = way.replaceAll("<word>", "*").split(".");
  const [project = ""] = name.split(":");
  const given = committedConfig(estateStack(project.replace("-", "/")), stage)[name];
  return steps.reduce<readonly unknown[]>(
    (values, step) =>
      values.flatMap((value) => {
        const group = Object(value);
        if (step === "*") return Object.values(group);
        return step in group ? [Reflect.get(group, step)] : [];
      }),
    given === undefined ? [] : [JSON.parse(given)],
  );
}

describe("the page of how the platform grows", () => {
  const text = fs.readFileSync(path.join(ROOT, "docs/platform-scaling.md"), "utf8");

  it("names settings that there are", () => {
    const ways = [...text.matchAll(/`(platform-(?:base|app):[^`]+)`/g)].map(([, way = ""]) => way);
    assert.ok(ways.length > 10);
    assert.deepEqual(
      ways.filter((way) => stages.every((stage) => settingsAt(stage, way).length === 0)),
      [],
    );
  });

  it("names files that there are", () => {
    const files = [...text.matchAll(/`((?:projects|components|tests|docs)\/[^`<]+)`/g)].map(
      ([, file = ""]) => file,
    );
    assert.ok(files.length > 5);
    assert.deepEqual(
      files.filter((file) => !fs.existsSync(path.join(ROOT, file))),
      [],
    );
  });
});

describe("how platform/base grows", () => {
  let four: Graph;
  before(async function () {
    this.timeout(60_000);
    four = await withSettings("pro", { databases: sharded(0, 1, 2, 3) });
  });

  it("P27: has a cluster for each shard, all alike", () => {
    const clusters = clustersOf(four, "aurora-mysql");
    assert.equal(clusters.length, 4);
    const [first, ...others] = clusters.map(({ inputs }: Registered) => omit(inputs, OWN));
    for (const other of others) assert.deepEqual(other, first);
  });

  it("P23, P27: shares no security group, key or user between shards", () => {
    const clusters = clustersOf(four, "aurora-mysql");
    const groups = clusters.flatMap(({ inputs }) => valuesAt(inputs, "vpcSecurityGroupIds[]"));
    const keys = clusters.map(({ inputs }) => inputs["kmsKeyId"]);
    const users = [0, 1, 2, 3].flatMap((number) =>
      valuesAt(four.outputs, `databases.orders-${number}.users.app`),
    );
    for (const own of [groups, keys, users]) assert.equal(new Set(own).size, 4);
  });

  for (const [what, databases, says] of [
    ["three shards", sharded(0, 1, 2), /shards of orders: a power of two, got 3/],
    ["shards that begin with 1", sharded(1, 2), /shards of orders: numbered from 0 to 1, 0 is missing/],
    [
      "shards that differ",
      { "orders-0": orders, "orders-1": { ...orders, maxAcu: 4 } },
      /shards of orders: all have the same settings/,
    ],
  ] as const)
    it(`P27: refuses ${what}`, () => assert.rejects(withSettings("pro", { databases }), says));

  it("P27: takes databases that differ, where they are no shards of one", async () => {
    const graph = await withSettings("pro", { databases: { orders, stock: { ...orders, maxAcu: 4 } } });
    assert.equal(clustersOf(graph, "aurora-mysql").length, 2);
  });

  for (const role of ["cache", "store"] as const)
    it(`has more shards of the ${role} by one number, in the same group`, async () => {
      const before = (await stageOf("pro")).one(VALKEY, `${role}-replication-group`);
      const nodes = { nodeType: "cache.r7g.large", shards: 5, replicas: 2 };
      const after = (await withSettings("pro", { [role]: nodes })).one(VALKEY, `${role}-replication-group`);
      assert.notEqual(before.inputs["numNodeGroups"], 5);
      assert.deepEqual(after.inputs, { ...before.inputs, numNodeGroups: 5 });
    });
});

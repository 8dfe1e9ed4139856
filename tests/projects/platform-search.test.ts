import * as assert from "node:assert/strict";
import { z } from "zod";
import { stages } from "../../projects/estate";
import { INDEXER, searchContents } from "../../projects/platform/base/search-contents";
import { listAt, textAt } from "../../rehearsal/clouds/aws/values";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { statementsOf } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { clustersOf, DOMAIN, shapeOf, withSettings } from "./platform-facts";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const SCALING = "aws:appautoscaling/target:Target";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
/** Secrets of the indexer in a stage. */
const secretOf = (stage: string, what: "user" | "password") =>
  `strongroom/${stage}/search/platform/indexer/${what}`;

const SetUp = z.object({
  roles: z.record(z.string(), z.unknown()),
  templates: z.record(z.string(), z.unknown()),
  users: z.array(
    z.object({ userSecret: z.string(), passwordSecret: z.string(), roles: z.array(z.string()) }),
  ),
});

const opensearch = {
  engine: "opensearch",
  dataType: "r7g.large.search",
  volumeGiB: 100,
  managerType: "m7g.large.search",
  snapshotDays: 14,
};
const postgres = {
  engine: "postgres",
  minAcu: 1,
  maxAcu: 8,
  highlyAvailable: true,
  readers: { least: 2, most: 15 },
};

describe("search of platform/base", () => {
  const engines = ["opensearch", "postgres"] as const;
  const graphs = new Map<string, Graph>();
  before(async function () {
    this.timeout(60_000);
    for (const search of [opensearch, postgres])
      graphs.set(search.engine, await withSettings("pro", { search }));
  });
  const of = (engine: string): Graph => graphs.get(engine) ?? assert.fail(engine);

  it("P14: in OpenSearch is over three zones with standby and three managers, and wants two copies of an index", () => {
    const { inputs } = of("opensearch").one(DOMAIN, "search-domain");
    const at = (path: string) => valuesAt(inputs, `clusterConfig.${path}`)[0];
    assert.deepEqual(
      ["zoneAwarenessConfig.availabilityZoneCount", "multiAzWithStandbyEnabled", "dedicatedMasterCount"].map(
        at,
      ),
      [3, true, 3],
    );
    assert.equal(Number(at("instanceCount")) % 3, 0);
    assert.doesNotMatch(String(at("instanceType")), /^t/);
    assert.equal(valuesAt(of("opensearch").outputs, "search.replicasOfIndex")[0], 2);
  });

  it("P15: is one of the two and never both", () => {
    const found = engines.map((engine) => [
      of(engine).of(DOMAIN).length,
      clustersOf(of(engine), "aurora-postgresql").length,
    ]);
    assert.deepEqual(found, [
      [1, 0],
      [0, 1],
    ]);
  });

  it("P15: in PostgreSQL has 2 to 15 readers, and tells of one that is a second behind", () => {
    const graph = of("postgres");
    const [{ inputs } = assert.fail("no readers")] = graph
      .of(SCALING)
      .filter(({ name }) => name === "search-readers");
    assert.deepEqual([inputs["minCapacity"], inputs["maxCapacity"]], [2, 15]);
    assert.equal(graph.one(ALARM, "search-replica-lag").inputs["threshold"], 1000);
    const { search } = graph.outputs;
    assert.notEqual(textAt(search, "readerHost"), textAt(search, "writerHost"));
  });

  it("P15: promises the same whichever it is", () => {
    const [one, other] = engines.map((engine) => of(engine).outputs);
    assert.deepEqual(shapeOf(one?.["search"]), shapeOf(other?.["search"]));
    assert.deepEqual(Object.keys(one ?? {}).toSorted(), Object.keys(other ?? {}).toSorted());
    assert.deepEqual(
      [one, other].map((outputs) => textAt(outputs, "search.engine")),
      [...engines],
    );
  });

  it("P14: in OpenSearch is told of its indexer, and nobody else, in each deploy", () => {
    const { input } = of("opensearch").one("aws:lambda/invocation:Invocation", "search-setup-now").inputs;
    const { users, roles, templates } = SetUp.parse(JSON.parse(String(input)));
    assert.deepEqual(users, [
      {
        userSecret: secretOf("pro", "user"),
        passwordSecret: secretOf("pro", "password"),
        roles: [INDEXER],
      },
    ]);
    assert.deepEqual([Object.keys(roles), Object.keys(templates)], [[INDEXER], ["products"]]);
    assert.equal(valuesAt(templates, "products.template.settings.index.number_of_replicas")[0], 2);
  });

  for (const engine of engines)
    it(`P14: in ${engine} has an indexer with a password of its own, which is not the master's`, () => {
      const graph = of(engine);
      assert.deepEqual(valuesAt(graph.outputs, "search.indexer")[0], {
        userSecret: secretOf("pro", "user"),
        passwordSecret: secretOf("pro", "password"),
      });
      const held = (word: string) =>
        graph.one(VERSION, `search-indexer-${word}-value`).inputs["secretString"];
      assert.equal(held("username"), "products_indexer");
      const [master] = graph.of(VERSION).filter(({ name }) => name === "search-master-password-value");
      assert.notEqual(held("password"), master?.inputs["secretString"]);
      for (const name of ["search-indexer-username", "search-indexer-password"])
        assert.equal(graph.one("aws:secretsmanager/secret:Secret", name).protect, true, name);
    });
});

describe("what the platform's search holds", () => {
  const { roles, templates, indices } = searchContents(2);

  it("P14: has one role, which touches the searched indices alone and names no action by a wildcard", () => {
    const [permission, ...others] = roles[INDEXER]?.index_permissions ?? [];
    assert.deepEqual([others, permission?.index_patterns], [[], ["products", "products-*"]]);
    const actions = [...(permission?.allowed_actions ?? []), ...(roles[INDEXER]?.cluster_permissions ?? [])];
    assert.deepEqual(
      actions.filter((action) => /\*|security|snapshot|settings|template/.test(action)),
      [],
    );
    for (const needed of ["indices:data/read/search", "indices:data/write/bulk", "indices:admin/aliases"])
      assert.ok(actions.includes(needed), needed);
  });

  it("P14: has a template by which each index has its copies, and leaves indices to whoever builds them", () => {
    assert.equal(valuesAt(templates, "products.template.settings.index.number_of_replicas")[0], 2);
    assert.equal(
      valuesAt(searchContents(1).templates, "products.template.settings.index.number_of_replicas")[0],
      1,
    );
    assert.deepEqual(indices, {});
  });
});

for (const stage of stages)
  describe(`what fills search in ${stage}`, () => {
    let graph: Graph;
    before(async function () {
      this.timeout(120_000);
      graph = await deployed(estateStack("platform/app"), stage);
    });

    it("P14: signs in as the indexer, and reads no secret of whoever sets search up", () => {
      const { inputs } = graph.one("aws:ecs/taskDefinition:TaskDefinition", "reindex-task");
      const containers: unknown = JSON.parse(String(inputs["containerDefinitions"]));
      assert.deepEqual(listAt({ containers }, "containers[].secrets[]"), [
        {
          name: "SEARCH_USER",
          valueFrom: `/aws/reference/secretsmanager/${secretOf(stage, "user")}`,
        },
        {
          name: "SEARCH_PASSWORD",
          valueFrom: `/aws/reference/secretsmanager/${secretOf(stage, "password")}`,
        },
      ]);
      const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "reindex-execution-permissions").inputs;
      const read = statementsOf(String(policy)).filter(({ Action }) =>
        Action.includes("secretsmanager:GetSecretValue"),
      );
      assert.deepEqual(
        read.flatMap(({ Resource }) => (Resource ?? []).map((arn) => arn.split(":secret:")[1])),
        [`${secretOf(stage, "user")}-??????`, `${secretOf(stage, "password")}-??????`],
      );
    });
  });

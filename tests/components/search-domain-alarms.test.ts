import * as assert from "node:assert/strict";
import type { Graph } from "../graph/graph";
import { ACCOUNT } from "./ground";
import { DOMAIN, makeDomain, NAME, small } from "./search-domain";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("the alarms of a SearchDomain", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeDomain();
  });

  it("watch everything that AWS recommends", () => {
    const parts = ["metricName", "statistic", "period", "comparisonOperator", "threshold"];
    const often = ["evaluationPeriods", "treatMissingData"];
    const limits = graph
      .of(ALARM)
      .map(({ inputs }) => [
        String(inputs["name"]).slice(NAME.length),
        ...[...parts, ...often].map((part) => inputs[part]),
      ]);
    const atLeast = "GreaterThanOrEqualToThreshold";
    const below = "LessThanThreshold";
    assert.deepEqual(limits, [
      ["_red", "ClusterStatus.red", "Maximum", 60, atLeast, 1, 1, "ignore"],
      ["_yellow", "ClusterStatus.yellow", "Maximum", 60, atLeast, 1, 5, "ignore"],
      ["_storage", "FreeStorageSpace", "Minimum", 60, below, 25_600, 1, "ignore"],
      ["_writes_blocked", "ClusterIndexWritesBlocked", "Maximum", 300, atLeast, 1, 1, "ignore"],
      ["_nodes", "Nodes", "Maximum", 3600, below, 6, 1, "breaching"],
      ["_snapshot", "AutomatedSnapshotFailure", "Maximum", 60, atLeast, 1, 1, "ignore"],
      ["_processor", "CPUUtilization", "Maximum", 900, atLeast, 80, 3, "ignore"],
      ["_memory", "JVMMemoryPressure", "Maximum", 60, atLeast, 95, 3, "ignore"],
      ["_manager_processor", "MasterCPUUtilization", "Maximum", 900, atLeast, 50, 3, "ignore"],
      ["_manager_memory", "MasterJVMMemoryPressure", "Maximum", 60, atLeast, 95, 3, "ignore"],
      ["_key_error", "KMSKeyError", "Maximum", 60, atLeast, 1, 1, "ignore"],
      ["_key_inaccessible", "KMSKeyInaccessible", "Maximum", 60, atLeast, 1, 1, "ignore"],
      ["_failures", "5xx", "Sum", 300, atLeast, 10, 1, "notBreaching"],
    ]);
  });

  it("say what is wrong and what to do, once the domain is there", async () => {
    for (const { name, inputs, dependsOn } of graph.of(ALARM)) {
      assert.equal(inputs["namespace"], "AWS/ES");
      assert.deepEqual(inputs["dimensions"], { DomainName: NAME, ClientId: ACCOUNT });
      assert.deepEqual(inputs["alarmActions"], [graph.outputs["alarmTopicArn"]]);
      const description = String(inputs["alarmDescription"]);
      assert.match(
        description,
        new RegExp(`^${NAME}: .+\nWhat to do: .+\nLog group: /strongroom/${NAME}/application$`),
      );
      assert.ok(description.length <= 1024, name);
      assert.ok(dependsOn.includes(graph.one(DOMAIN, "reporting-domain").urn), name);
    }
    const storage = (await makeDomain({ nodes: small })).one(ALARM, "reporting-storage").inputs;
    assert.equal(storage["threshold"], 5120);
  });
});

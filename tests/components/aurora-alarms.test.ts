import * as assert from "node:assert/strict";
import { postgres17 } from "../../components/databases/aurora-engines";
import type { Graph } from "../graph/graph";
import { INSTANCE, makeDatabase, NAME, pausing } from "./aurora-postgres";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("the alarms of an AuroraPostgres", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeDatabase();
  });

  it("watch how near the limits it is, and how far behind its reader is", () => {
    const parts = ["metricName", "statistic", "period", "comparisonOperator", "threshold"];
    const often = ["evaluationPeriods", "treatMissingData"];
    const above = "GreaterThanThreshold";
    assert.deepEqual(
      graph
        .of(ALARM)
        .map(({ inputs }) => [
          String(inputs["name"]).slice(NAME.length),
          ...[...parts, ...often].map((part) => inputs[part]),
        ]),
      [
        ["_capacity_used", "ACUUtilization", "Maximum", 60, above, 85, 10, "notBreaching"],
        ["_connections", "DatabaseConnections", "Maximum", 60, above, 2688, 5, "notBreaching"],
        ["_replica_lag", "AuroraReplicaLagMaximum", "Maximum", 60, above, 30_000, 5, "notBreaching"],
      ],
    );
  });

  it("say what is wrong and what to do, once there is somebody to watch", () => {
    for (const { name, inputs, dependsOn } of graph.of(ALARM)) {
      assert.equal(inputs["namespace"], "AWS/RDS");
      assert.deepEqual(inputs["dimensions"], { DBClusterIdentifier: NAME });
      assert.deepEqual(inputs["alarmActions"], [graph.outputs["alarmTopicArn"]]);
      const description = String(inputs["alarmDescription"]);
      assert.match(
        description,
        new RegExp(`^${NAME}: .+\nWhat to do: .+\nLog group: /aws/rds/cluster/${NAME}/postgresql$`),
      );
      assert.ok(description.length <= 1024, name);
      for (const { urn } of graph.of(INSTANCE)) assert.ok(dependsOn.includes(urn), name);
    }
  });

  // As AWS tells them, and for the largest.
  for (const [maxAcu, limit] of [
    [1, 189],
    [4, 823],
    [8, 1669],
    [16, 3360],
    [32, 5000],
    [256, 5000],
  ] as const)
    it(`know that an instance of up to ${maxAcu} ACUs takes ${limit} connections`, () =>
      assert.equal(postgres17.connectionLimit({ minAcu: 1, maxAcu }), limit));

  it("know that one that may be nearly off takes 2,000 at most", () => {
    assert.equal(postgres17.connectionLimit({ minAcu: 0.5, maxAcu: 16 }), 2000);
    assert.equal(postgres17.connectionLimit({ ...pausing, maxAcu: 16 }), 2000);
    assert.equal(postgres17.connectionLimit({ minAcu: 0.5, maxAcu: 8 }), 1669);
  });
});

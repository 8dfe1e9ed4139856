import * as assert from "node:assert/strict";
import { javaHeap } from "../../components/services/java-heap";
import type { Graph } from "../graph/graph";
import { CLUSTER, makeService } from "./service";

describe("scaling by a queue", () => {
  const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
  const POLICY = "aws:appautoscaling/policy:Policy";
  let graph: Graph;
  before(async () => {
    graph = await makeService();
  });

  it("is between none and the greatest number of tasks", () => {
    assert.deepEqual(graph.one("aws:appautoscaling/target:Target", "worker-scaling-target").inputs, {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${CLUSTER}/ns-worker`,
      minCapacity: 0,
      maxCapacity: 10,
    });
  });

  for (const [direction, change, bound] of [
    ["up", 1, { metricIntervalLowerBound: "0" }],
    ["down", -1, { metricIntervalUpperBound: "0" }],
  ] as const)
    it(`goes ${direction} by one task, a minute at least after the last`, () => {
      assert.deepEqual(graph.one(POLICY, `worker-scaling-${direction}`).inputs, {
        name: `ns-worker-scale(${change})`,
        policyType: "StepScaling",
        serviceNamespace: "ecs",
        scalableDimension: "ecs:service:DesiredCount",
        resourceId: `service/${CLUSTER}/ns-worker`,
        stepScalingPolicyConfiguration: {
          adjustmentType: "ChangeInCapacity",
          metricAggregationType: "Average",
          cooldown: 60,
          stepAdjustments: [{ scalingAdjustment: change, ...bound }],
        },
      });
    });

  it("goes up when a message waits", () => {
    const { alarmDescription, ...others } = graph.one(ALARM, "worker-scaling-high").inputs;
    assert.match(String(alarmDescription), /ns_input/);
    assert.deepEqual(others, {
      name: "ns_input_high",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "ns_input" },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      alarmActions: [graph.one(POLICY, "worker-scaling-up").outputs["arn"]],
    });
  });

  it("goes down when for so long no message waited, was in hand or got done", () => {
    const { alarmDescription, metricQueries, ...others } = graph.one(ALARM, "worker-scaling-low").inputs;
    assert.match(String(alarmDescription), /ns_input/);
    assert.deepEqual(others, {
      name: "ns_input_low",
      evaluationPeriods: 1,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      alarmActions: [graph.one(POLICY, "worker-scaling-down").outputs["arn"]],
    });
    const counted = (id: string, metricName: string) => ({
      id,
      returnData: false,
      metric: {
        namespace: "AWS/SQS",
        metricName,
        dimensions: { QueueName: "ns_input" },
        stat: "Sum",
        period: 900,
      },
    });
    assert.deepEqual(metricQueries, [
      { id: "work", expression: "waiting + in_hand + done", label: "Work", returnData: true },
      counted("waiting", "ApproximateNumberOfMessagesVisible"),
      counted("in_hand", "ApproximateNumberOfMessagesNotVisible"),
      counted("done", "NumberOfMessagesDeleted"),
    ]);
  });
});

describe("javaHeap", () => {
  const sizes: readonly (readonly [number, number, string])[] = [
    [4096, 50, "-Xss6M -Xms1517M -Xmx3034M"],
    [2048, 50, "-Xss6M -Xms749M -Xmx1498M"],
    [1024, 50, "-Xss6M -Xms365M -Xmx730M"],
    [1024, 0, "-Xss6M -Xms384M -Xmx768M"],
  ];
  for (const [task, sidecars, options] of sizes)
    it(`takes three quarters of what ${sidecars} MiB of sidecars leave of ${task} MiB`, () => {
      assert.equal(javaHeap(task, sidecars), options);
    });
});

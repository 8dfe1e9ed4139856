import * as assert from "node:assert/strict";
import type { Graph } from "../graph/graph";
import { CLUSTER } from "./service";
import { canary, makeHttpService } from "./web";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("the alarms of an HttpService", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeHttpService({ rollout: canary });
  });

  /** What it looks at, without its texts; they are told to the topic, at the beginning and at the end. */
  function alarm(name: string) {
    const { alarmDescription, alarmActions, okActions, ...others } = graph.one(
      ALARM,
      `images-${name}`,
    ).inputs;
    assert.match(String(alarmDescription), /^images-pro: .*\nWhat to do: .+\nService: images-pro - /);
    assert.match(String(alarmDescription), /\nLog group: \/strongroom\/images-pro$/);
    for (const actions of [alarmActions, okActions])
      assert.deepEqual(actions, [graph.outputs["alarmTopicArn"]]);
    return others;
  }
  const ofGroup = (colour: string) => ({
    LoadBalancer: graph.outputs["balancerSuffix"],
    TargetGroup: graph.one("aws:lb/targetGroup:TargetGroup", `images-${colour}`).outputs["arnSuffix"],
  });
  const ofService = { ClusterName: CLUSTER, ServiceName: "images-pro" };

  for (const colour of ["blue", "green"]) {
    it(`tell of more than 1 % of failures in ${colour}, by itself: a canary's few must be seen`, () => {
      const metric = (metricName: string) => ({
        namespace: "AWS/ApplicationELB",
        metricName,
        dimensions: ofGroup(colour),
        stat: "Sum",
        period: 300,
      });
      assert.deepEqual(alarm(`${colour}-5xx`), {
        name: `images-pro_${colour}_5xx`,
        metricQueries: [
          {
            id: "reckoned",
            expression: "100 * FILL(failed, 0) / requests",
            label: "Percent of requests that failed",
            returnData: true,
          },
          { id: "failed", returnData: false, metric: metric("HTTPCode_Target_5XX_Count") },
          { id: "requests", returnData: false, metric: metric("RequestCount") },
        ],
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 1,
        treatMissingData: "notBreaching",
      });
    });

    it(`tell that one request in 20 to ${colour} is slow, in 3 of 5 minutes`, () => {
      assert.deepEqual(alarm(`${colour}-slow`), {
        name: `images-pro_${colour}_slow`,
        namespace: "AWS/ApplicationELB",
        metricName: "TargetResponseTime",
        dimensions: ofGroup(colour),
        extendedStatistic: "p95",
        period: 60,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 1,
        treatMissingData: "notBreaching",
      });
    });

    it(`tell of a task in ${colour} that has not been ready for 3 minutes`, () => {
      assert.deepEqual(alarm(`${colour}-unhealthy`), {
        name: `images-pro_${colour}_unhealthy`,
        namespace: "AWS/ApplicationELB",
        metricName: "UnHealthyHostCount",
        dimensions: ofGroup(colour),
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: 3,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        treatMissingData: "notBreaching",
      });
    });
  }

  it("tell that there are too few tasks, and that nobody counts them", () => {
    assert.deepEqual(alarm("few-tasks"), {
      name: "images-pro_few_tasks",
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      dimensions: ofService,
      statistic: "Minimum",
      period: 60,
      evaluationPeriods: 3,
      comparisonOperator: "LessThanThreshold",
      threshold: 3,
      treatMissingData: "breaching",
    });
  });

  for (const [name, metricName] of [
    ["cpu", "CPUUtilization"],
    ["memory", "MemoryUtilization"],
  ] as const)
    it(`tell of a ${name} that was nearly used up for 10 minutes`, () => {
      assert.deepEqual(alarm(name), {
        name: `images-pro_${name}`,
        namespace: "AWS/ECS",
        metricName,
        dimensions: ofService,
        statistic: "Average",
        period: 60,
        evaluationPeriods: 10,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 85,
        treatMissingData: "notBreaching",
      });
    });

  it("are of one group where there is one", async () => {
    const rolling = await makeHttpService();
    assert.equal(rolling.of(ALARM).length, 6);
    assert.equal(graph.of(ALARM).length, 9);
  });
});

import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { kindOf } from "../../functions/slack-alarm/kinds";
import { ObjectiveAlarms } from "../../components/watch/objective-alarms";
import type { Graph } from "../graph/graph";
import { described } from "../../functions/slack-alarm/description";
import { REGION, runComponent } from "./ground";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const BALANCER = "app/web/0123456789abcdef";

describe("W23: the alarms of what a service promises", () => {
  let graph: Graph;
  before(async () => {
    graph = await runComponent(({ alarmTopicArn }, opts) => {
      const { alarmArns } = new ObjectiveAlarms(
        "images",
        {
          serviceName: "images-pro",
          balancerArnSuffix: BALANCER,
          logGroupName: "/strongroom/images-pro",
          topicArn: alarmTopicArn,
        },
        opts,
      );
      return { alarmTopicArn, alarmArns: pulumi.all([...alarmArns]) };
    });
  });

  // 99.9 % lets 0.1 % fail: 14.4 and 6 times as many are 1.44 and 0.6 %.
  for (const [speed, window, seconds, percent] of [
    ["fast", "long", 3600, 1.44],
    ["fast", "short", 300, 1.44],
    ["slow", "long", 21_600, 0.6],
    ["slow", "short", 1800, 0.6],
  ] as const)
    it(`looks at ${seconds / 60} minutes for ${percent} % of failures, and tells nobody by itself`, () => {
      const { alarmDescription, ...inputs } = graph.one(ALARM, `images-burn-${speed}-${window}`).inputs;
      assert.match(String(alarmDescription), new RegExp(`more than ${percent} % of the requests failed`));
      const counted = (id: string, metricName: string) => ({
        id,
        returnData: false,
        metric: {
          namespace: "AWS/ApplicationELB",
          metricName,
          dimensions: { LoadBalancer: BALANCER },
          stat: "Sum",
          period: seconds,
        },
      });
      assert.deepEqual(inputs, {
        name: `images-pro_burn_${speed}_${window}`,
        metricQueries: [
          {
            id: "reckoned",
            // Where no task is there at all, nothing is a request but what the balancer refuses.
            expression:
              "100 * (FILL(failed, 0) + FILL(unserved, 0)) / (FILL(requests, 0) + FILL(unserved, 0))",
            label: "Percent of requests that failed",
            returnData: true,
          },
          counted("requests", "RequestCount"),
          counted("failed", "HTTPCode_Target_5XX_Count"),
          counted("unserved", "HTTPCode_ELB_5XX_Count"),
        ],
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: percent,
        treatMissingData: "notBreaching",
      });
    });

  for (const [speed, says] of [
    [
      "fast",
      "Requests of images-pro fail 14.4 times as often as is promised: 2 % of a month's errors in an hour",
    ],
    [
      "slow",
      "Requests of images-pro fail 6 times as often as is promised: 5 % of a month's errors in six hours",
    ],
  ] as const)
    it(`tells people when the errors of both ${speed} windows are too many, by a title of its own in Slack`, () => {
      const { alarmDescription, ...inputs } = graph.one(COMPOSITE, `images-burn-${speed}`).inputs;
      const topic = graph.outputs["alarmTopicArn"];
      assert.deepEqual(inputs, {
        alarmName: `images-pro_burn_${speed}`,
        alarmRule: `ALARM("images-pro_burn_${speed}_long") AND ALARM("images-pro_burn_${speed}_short")`,
        alarmActions: [topic],
        okActions: [topic],
      });
      const description = described(String(alarmDescription));
      const alarm = {
        name: `images-pro_burn_${speed}`,
        arn: "",
        region: REGION,
        accountId: "",
        state: "ALARM",
        changed: new Date(),
        reason: "",
        metric: undefined,
        description,
      } as const;
      assert.deepEqual(kindOf(alarm), { title: says, level: "error" });
      assert.ok(description.whatToDo && description.log);
    });

  it("tells people when one request in 20 took longer than is promised, for an hour", () => {
    const {
      alarmDescription: _,
      alarmActions,
      okActions,
      ...inputs
    } = graph.one(ALARM, "images-late").inputs;
    assert.deepEqual(
      [alarmActions, okActions],
      [[graph.outputs["alarmTopicArn"]], [graph.outputs["alarmTopicArn"]]],
    );
    assert.deepEqual(inputs, {
      name: "images-pro_late",
      namespace: "AWS/ApplicationELB",
      metricName: "TargetResponseTime",
      dimensions: { LoadBalancer: BALANCER },
      extendedStatistic: "p95",
      period: 3600,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0.8,
      treatMissingData: "notBreaching",
    });
  });
});

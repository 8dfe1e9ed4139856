import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { inAccount, refusals, type Refusal, type Step } from "./cases";
import { cluster, network, taskStep } from "./things";

const RESOURCE = {
  resourceId: "service/cluster/app",
  scalableDimension: "ecs:service:DesiredCount",
  serviceNamespace: "ecs",
};

const ground: readonly Step[] = [
  ...network,
  ...cluster(),
  taskStep(),
  {
    type: token.SERVICE,
    name: "service",
    inputs: (made) => ({
      name: "app",
      cluster: made("cluster").id,
      taskDefinition: made("task").outputs["arn"],
      launchType: "FARGATE",
      networkConfiguration: { subnets: [made("subnet").id] },
    }),
  },
];

const target = (more: Properties = {}): Properties => ({
  ...RESOURCE,
  minCapacity: 0,
  maxCapacity: 10,
  ...more,
});

const scaled: readonly Step[] = [...ground, { type: token.SCALING_TARGET, name: "target", inputs: target() }];

const steps = (more: Properties = {}, policy: Properties = {}): Properties => ({
  ...RESOURCE,
  name: "out",
  stepScalingPolicyConfiguration: {
    adjustmentType: "ChangeInCapacity",
    cooldown: 60,
    stepAdjustments: [
      { metricIntervalLowerBound: "0", metricIntervalUpperBound: "10", scalingAdjustment: 1 },
      { metricIntervalLowerBound: "10", scalingAdjustment: 2 },
    ],
    ...more,
  },
  ...policy,
});

const tracking = (predefinedMetricSpecification: Properties, more: Properties = {}): Properties => ({
  ...RESOURCE,
  policyType: "TargetTrackingScaling",
  targetTrackingScalingPolicyConfiguration: { targetValue: 50, predefinedMetricSpecification, ...more },
});

const requests = (resourceLabel: string): Properties =>
  tracking({ predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel });

/** Metric math over one metric. */
const sum = (result: Properties = {}, part: Properties = {}): Properties => ({
  ...RESOURCE,
  policyType: "TargetTrackingScaling",
  targetTrackingScalingPolicyConfiguration: {
    targetValue: 600,
    customizedMetricSpecification: {
      metrics: [
        {
          id: "blue",
          returnData: false,
          metricStat: {
            metric: { namespace: "AWS/ApplicationELB", metricName: "RequestCountPerTarget" },
            stat: "Sum",
          },
          ...part,
        },
        { id: "both", expression: "FILL(blue, 0)", returnData: true, ...result },
      ],
    },
  },
});

const policies = (
  what: string,
  refused: Properties,
  because: RegExp,
  accepted: Properties = steps(),
): Refusal => ({
  what: `a scaling policy ${what}`,
  given: scaled,
  type: token.SCALING_POLICY,
  refused,
  because,
  accepted,
});

describe("the simulated AWS: Application Auto Scaling", () => {
  refusals([
    {
      what: "to scale a service that does not exist",
      given: ground,
      type: token.SCALING_TARGET,
      refused: target({ resourceId: "service/cluster/apps" }),
      because: /service\/cluster\/apps does not exist/,
      accepted: target(),
    },
    {
      what: "a least capacity above the greatest",
      given: ground,
      type: token.SCALING_TARGET,
      refused: target({ minCapacity: 11 }),
      because: /Maximum capacity cannot be less than minimum/,
      accepted: target({ minCapacity: 10 }),
    },
    {
      what: "a dimension of another service",
      given: ground,
      type: token.SCALING_TARGET,
      refused: target({ scalableDimension: "dynamodb:table:ReadCapacityUnits" }),
      because: /Unsupported service namespace/,
      accepted: target(),
    },
    policies(
      "of a service that is no target",
      steps({}, { resourceId: "service/cluster/apps" }),
      /No scalable target registered/,
    ),
    policies("by steps without any", steps({ stepAdjustments: [] }), /one step at least/),
    policies(
      "with a gap between its steps",
      steps({
        stepAdjustments: [
          { metricIntervalUpperBound: "0", scalingAdjustment: -1 },
          { metricIntervalLowerBound: "1", scalingAdjustment: 1 },
        ],
      }),
      /overlap or leave a gap/,
    ),
    policies(
      "with a step that ends before it begins",
      steps({
        stepAdjustments: [
          { metricIntervalLowerBound: "10", metricIntervalUpperBound: "0", scalingAdjustment: 1 },
        ],
      }),
      /lower bound must be less than its upper bound/,
    ),
    policies(
      "with a least adjustment in numbers",
      steps({ minAdjustmentMagnitude: 1 }),
      /PercentChangeInCapacity only/,
      steps({ minAdjustmentMagnitude: 1, adjustmentType: "PercentChangeInCapacity" }),
    ),
    policies(
      "that tracks nothing",
      tracking({ predefinedMetricType: "ECSServiceAverageCPUUtilization" }, { targetValue: undefined }),
      /takes a targetValue/,
    ),
    policies(
      "by requests to nobody",
      tracking({ predefinedMetricType: "ALBRequestCountPerTarget" }),
      /takes a resourceLabel/,
      tracking({
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: "app/a/b/targetgroup/c/d",
      }),
    ),
    policies("that adjusts in no known way", steps({ adjustmentType: "Add" }), /adjustmentType/),
    policies(
      "of a kind that it is not",
      steps({}, { policyType: "TargetTrackingScaling" }),
      /takes targetTracking/,
    ),
    policies(
      "by a metric that there is not",
      tracking({ predefinedMetricType: "Queue" }),
      /predefinedMetricType/,
      tracking({ predefinedMetricType: "ECSServiceAverageCPUUtilization" }),
    ),
    policies(
      "by the requests of no target group",
      tracking({ predefinedMetricType: "ALBRequestCountPerTarget" }),
      /takes a resourceLabel/,
      requests("app/web/0123456789abcdef/targetgroup/blue/0123456789abcdef"),
    ),
    policies(
      "by the requests of a whole load balancer",
      requests("app/web/0123456789abcdef"),
      /the resourceLabel is app/,
      requests("app/web/0123456789abcdef/targetgroup/blue/0123456789abcdef"),
    ),
    policies("by a sum with no result", sum({ returnData: false }), /Exactly one .* \(0 do\)/, sum()),
    policies("by a sum of which a part is the result, too", sum({}, { returnData: true }), /\(2 do\)/, sum()),
    policies("by two metrics of one name", sum({ id: "blue" }), /blue is there twice/, sum()),
    policies(
      "by a metric of nothing",
      sum({}, { metricStat: undefined }),
      /an expression or a metricStat/,
      sum(),
    ),
    policies(
      "by two metrics",
      tracking(
        { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
        { customizedMetricSpecification: {} },
      ),
      /either a predefined or a customized/,
      tracking({ predefinedMetricType: "ECSServiceAverageMemoryUtilization" }),
    ),
  ]);

  it(
    "has the real ids, lets alarms start a policy, and takes policies along with their target",
    inAccount(async (account) => {
      await account.makeAll(scaled);
      assert.equal(account.made("target").id, "service/cluster/app");
      const policy = await account.make({ type: token.SCALING_POLICY, name: "policy", inputs: steps() });
      assert.equal(policy.id, "out");
      assert.match(
        String(policy.outputs["arn"]),
        /^arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:[0-9a-f-]{36}:resource\/ecs\/service\/cluster\/app:policyName\/out$/,
      );
      const alarm = {
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 1,
        metricName: "Messages",
        namespace: "AWS/SQS",
        period: 60,
        statistic: "Sum",
        threshold: 1,
        alarmActions: [policy.outputs["arn"]],
      };
      await account.make({ type: token.ALARM, name: "alarm", inputs: alarm });
      await account.remove("target");
      assert.equal((await account.provider.read(policy)).id, "");
    }),
  );
});

import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

export interface QueueScalingArgs {
  readonly clusterName: pulumi.Input<string>;
  /** The service, as an output of it: there is nothing to scale before it is there. */
  readonly serviceName: pulumi.Input<string>;
  /** Its name as the program knows it. */
  readonly plainServiceName: pulumi.Input<string>;
  readonly queueName: pulumi.Input<string>;
  /** Tasks that are there when there is no work, too: where the first message must not wait for a task to start. Default 0. */
  readonly minTasks?: number;
  readonly maxTasks: number;
  /** Seconds without work after which a task is taken away; long steps need 900, for idle queues report late. */
  readonly idleSeconds: number;
}

const STEP_COOLDOWN_SECONDS = 60;

/** Tasks by queue depth: one more for each minute with messages, one less when none came, were in hand or got done. */
export function scaleByQueue(
  name: string,
  args: QueueScalingArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const target = new appautoscaling.Target(
    `${name}-target`,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${args.clusterName}/${args.serviceName}`,
      minCapacity: args.minTasks ?? 0,
      maxCapacity: args.maxTasks,
    },
    child,
  );
  const up = stepPolicy(`${name}-up`, args, target, 1, child);
  const down = stepPolicy(`${name}-down`, args, target, -1, child);
  new cloudwatch.MetricAlarm(
    `${name}-high`,
    {
      name: pulumi.interpolate`${args.queueName}_high`,
      alarmDescription: pulumi.interpolate`Messages wait in ${args.queueName}: one more task`,
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: args.queueName },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      alarmActions: [up.arn],
    },
    child,
  );
  new cloudwatch.MetricAlarm(
    `${name}-low`,
    {
      name: pulumi.interpolate`${args.queueName}_low`,
      alarmDescription: pulumi.interpolate`No message waits, is in hand or was done in ${args.queueName}: one task less`,
      metricQueries: idleQueue(args),
      evaluationPeriods: 1,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      alarmActions: [down.arn],
    },
    child,
  );
}

function stepPolicy(
  name: string,
  args: QueueScalingArgs,
  target: appautoscaling.Target,
  change: 1 | -1,
  child: pulumi.CustomResourceOptions,
): appautoscaling.Policy {
  return new appautoscaling.Policy(
    name,
    {
      name: pulumi.interpolate`${args.plainServiceName}-scale(${change})`,
      policyType: "StepScaling",
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        metricAggregationType: "Average",
        cooldown: STEP_COOLDOWN_SECONDS,
        stepAdjustments: [
          {
            scalingAdjustment: change,
            ...(change === 1 ? { metricIntervalLowerBound: "0" } : { metricIntervalUpperBound: "0" }),
          },
        ],
      },
    },
    child,
  );
}

/** Work that is waiting, in hand or done in the window; a task that is busy keeps the sum above none. */
function idleQueue({ queueName, idleSeconds }: QueueScalingArgs) {
  const counted = {
    waiting: "ApproximateNumberOfMessagesVisible",
    in_hand: "ApproximateNumberOfMessagesNotVisible",
    done: "NumberOfMessagesDeleted",
  };
  return [
    { id: "work", expression: Object.keys(counted).join(" + "), label: "Work", returnData: true },
    ...Object.entries(counted).map(([id, metricName]) => ({
      id,
      returnData: false,
      metric: {
        namespace: "AWS/SQS",
        metricName,
        dimensions: { QueueName: queueName },
        stat: "Sum",
        period: idleSeconds,
      },
    })),
  ];
}

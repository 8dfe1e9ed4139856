import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit/object";
import { alarm, type Metric } from "../alerts/alarm";
import { alarmDescription } from "../alerts/alarm-text";
import {
  BURN_RATES,
  FAILED_SHARE,
  FAILURE_METRICS,
  failingPercent,
  OBJECTIVES,
  type Speed,
} from "./objectives";

export interface ObjectiveAlarmsArgs {
  /** Physical name of the service, and the beginning of the alarms'. */
  readonly serviceName: string;
  /** The last part of the load balancer's ARN; it has the requests of this service alone. */
  readonly balancerArnSuffix: pulumi.Input<string>;
  /** CloudWatch log group of the tasks. */
  readonly logGroupName: pulumi.Input<string>;
  readonly topicArn: pulumi.Input<string>;
}

/** Tell people in time that a service is about to break what it promises: before its month's errors are spent, or when it is slow. */
export class ObjectiveAlarms extends pulumi.ComponentResource {
  /** Of those that people are told of. */
  readonly alarmArns: readonly pulumi.Output<string>[];

  constructor(name: string, args: ObjectiveAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:watch:ObjectiveAlarms", name, {}, opts);
    const child = { parent: this };
    this.alarmArns = [
      burning(name, "fast", args, child).arn,
      burning(name, "slow", args, child).arn,
      late(name, args, child).arn,
    ];
    this.registerOutputs({});
  }
}

/** Begins when the errors are spent too fast in both windows, and ends soon after they no longer are. */
function burning(
  name: string,
  speed: Speed,
  args: ObjectiveAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): cloudwatch.CompositeAlarm {
  const { serviceName, logGroupName, topicArn } = args;
  const { longMinutes, shortMinutes, spends, times } = BURN_RATES[speed];
  const long = inWindow(name, speed, "long", longMinutes, args, child);
  const short = inWindow(name, speed, "short", shortMinutes, args, child);
  return new cloudwatch.CompositeAlarm(
    `${name}-burn-${speed}`,
    {
      alarmName: `${serviceName}_burn_${speed}`,
      alarmRule: pulumi.interpolate`ALARM("${long.name}") AND ALARM("${short.name}")`,
      alarmDescription: alarmDescription({
        says: `Requests of ${serviceName} fail ${times} times as often as is promised: ${spends}`,
        whatToDo:
          "read its log for the errors. If a release began it, go back to the image before; otherwise look at what it needs: database, bucket, secrets",
        service: { name: serviceName, does: "answers requests" },
        log: { group: logGroupName },
      }),
      alarmActions: [topicArn],
      okActions: [topicArn],
    },
    child,
  );
}

/** One window, of which nobody is told by itself. */
const inWindow = (
  name: string,
  speed: Speed,
  window: "long" | "short",
  minutes: number,
  { serviceName, balancerArnSuffix }: ObjectiveAlarmsArgs,
  child: pulumi.CustomResourceOptions,
) =>
  alarm(
    `${name}-burn-${speed}-${window}`,
    {
      alarmName: `${serviceName}_burn_${speed}_${window}`,
      text: {
        says: `${serviceName}: more than ${failingPercent(speed)} % of the requests failed in ${minutes} minutes`,
        whatToDo: `nothing: with its other window it is ${serviceName}_burn_${speed}, which is told`,
      },
      metric: {
        expression: `100 * ${FAILED_SHARE}`,
        label: "Percent of requests that failed",
        metrics: mapValues({ ...FAILURE_METRICS }, (metric) =>
          ofBalancer(balancerArnSuffix, metric, "Sum", minutes * 60),
        ),
      },
      when: { comparison: "above", threshold: failingPercent(speed), missing: "good" },
    },
    child,
  );

/** Slow for an hour: a bad minute is another alarm's. */
const late = (
  name: string,
  { serviceName, balancerArnSuffix, logGroupName, topicArn }: ObjectiveAlarmsArgs,
  child: pulumi.CustomResourceOptions,
) =>
  alarm(
    `${name}-late`,
    {
      alarmName: `${serviceName}_late`,
      text: {
        says: `${serviceName}: one request in 20 took longer than the promised ${OBJECTIVES.p95Seconds} s, for an hour`,
        whatToDo:
          "look at the database's load and the tasks' processors, then at which requests are slow in its traces",
        service: { name: serviceName, does: "answers requests" },
        log: { group: logGroupName },
      },
      metric: ofBalancer(balancerArnSuffix, "TargetResponseTime", "p95", 3600),
      when: { comparison: "above", threshold: OBJECTIVES.p95Seconds, missing: "good" },
      topicArn,
    },
    child,
  );

const ofBalancer = (
  balancerArnSuffix: pulumi.Input<string>,
  name: string,
  statistic: Metric["statistic"],
  periodSeconds: number,
): Metric => ({
  namespace: "AWS/ApplicationELB",
  name,
  dimensions: { LoadBalancer: balancerArnSuffix },
  statistic,
  periodSeconds,
});

import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import type { AlarmText } from "../alerts/alarm-text";

export interface IdleAlarmArgs {
  /** Physical name of a function that is called each day. */
  readonly functionName: string;
  readonly text: AlarmText;
  readonly topicArn: pulumi.Input<string>;
}

/** Tells people that nobody called a function for a day: a schedule that stopped makes no errors, and nothing but its silence tells of it. */
export const idleAlarm = (
  name: string,
  { functionName, text, topicArn }: IdleAlarmArgs,
  child: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm =>
  alarm(
    `${name}-idle`,
    {
      alarmName: `${functionName}_idle`,
      text,
      metric: {
        namespace: "AWS/Lambda",
        name: "Invocations",
        dimensions: { FunctionName: functionName },
        statistic: "Sum",
        periodSeconds: 3600,
      },
      // A day, and an hour in which Scheduler tries again.
      when: { comparison: "below", threshold: 1, periods: 25, missing: "bad" },
      topicArn,
    },
    child,
  );

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarmDescription, type AlarmText } from "./alarm-text";

export interface AlarmArgs {
  /** Physical name. */
  readonly alarmName: pulumi.Input<string>;
  readonly text: AlarmText;
  readonly metric: {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
    readonly statistic: "Sum" | "Average" | "Minimum" | "Maximum";
    /** 60, or a multiple of it. */
    readonly periodSeconds: number;
  };
  readonly when: {
    readonly comparison: keyof typeof comparisons;
    readonly threshold: pulumi.Input<number>;
    /** Periods in a row; default 1. All of them together at most seven days, or one day where a period is under an hour. */
    readonly periods?: number;
    /** What a period without data means: nothing wrong, wrong, or as before. */
    readonly missing: keyof typeof missingData;
  };
  /** Where it is told that the alarm began, and that it ended. */
  readonly topicArn: pulumi.Input<string>;
}

const comparisons = {
  above: "GreaterThanThreshold",
  atLeast: "GreaterThanOrEqualToThreshold",
  below: "LessThanThreshold",
} as const;

const missingData = { good: "notBreaching", bad: "breaching", asBefore: "ignore" } as const;

/** An alarm for people: its beginning and its end are told, with what to do. */
export function alarm(
  name: string,
  { alarmName, text, metric, when, topicArn }: AlarmArgs,
  child: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  return new cloudwatch.MetricAlarm(
    name,
    {
      name: alarmName,
      alarmDescription: alarmDescription(text),
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: metric.dimensions,
      statistic: metric.statistic,
      period: metric.periodSeconds,
      evaluationPeriods: when.periods ?? 1,
      comparisonOperator: comparisons[when.comparison],
      threshold: when.threshold,
      treatMissingData: missingData[when.missing],
      alarmActions: [topicArn],
      okActions: [topicArn],
    },
    child,
  );
}

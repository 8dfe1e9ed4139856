import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarmDescription, type AlarmText } from "./alarm-text";

export interface AlarmArgs {
  /** Physical name. */
  readonly alarmName: pulumi.Input<string>;
  readonly text: AlarmText;
  readonly metric: Metric | Formula;
  readonly when: {
    readonly comparison: keyof typeof comparisons;
    readonly threshold: pulumi.Input<number>;
    /** Periods in a row; default 1. All of them together at most seven days, or one day where a period is under an hour. */
    readonly periods?: number;
    /** Of the last how many periods they are, in any order; default as many. */
    readonly outOf?: number;
    /** What a period without data means: nothing wrong, wrong, or as before. */
    readonly missing: keyof typeof missingData;
  };
  /** Where it is told that the alarm began, and that it ended; without it only alarms made of alarms look at it. */
  readonly topicArn?: pulumi.Input<string>;
}

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** A percentile is `p95`. */
  readonly statistic: "Sum" | "Average" | "Minimum" | "Maximum" | `p${number}`;
  /** 60, or a multiple of it. */
  readonly periodSeconds: number;
}

/** A number that is reckoned from metrics [AWS: Using metric math]. */
export interface Formula {
  /** In the words of metric math, with the metrics by their names. */
  readonly expression: string;
  /** What the number is, for whoever looks at the alarm. */
  readonly label: string;
  /** Names begin with a small letter. */
  readonly metrics: Readonly<Record<string, Metric>>;
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
      ...("expression" in metric ? { metricQueries: queriesOf(metric) } : measured(metric)),
      evaluationPeriods: when.outOf ?? when.periods ?? 1,
      ...(when.outOf === undefined ? {} : { datapointsToAlarm: when.periods ?? 1 }),
      comparisonOperator: comparisons[when.comparison],
      threshold: when.threshold,
      treatMissingData: missingData[when.missing],
      ...(topicArn === undefined ? {} : { alarmActions: [topicArn], okActions: [topicArn] }),
    },
    child,
  );
}

const measured = ({ namespace, name, dimensions, statistic, periodSeconds }: Metric) => ({
  namespace,
  metricName: name,
  dimensions,
  ...(statistic.startsWith("p") ? { extendedStatistic: statistic } : { statistic }),
  period: periodSeconds,
});

const queriesOf = ({ expression, label, metrics }: Formula) => [
  { id: "reckoned", expression, label, returnData: true },
  ...Object.entries(metrics).map(([id, { namespace, name, dimensions, statistic, periodSeconds }]) => ({
    id,
    returnData: false,
    metric: { namespace, metricName: name, dimensions, stat: statistic, period: periodSeconds },
  })),
];

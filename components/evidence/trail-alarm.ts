import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import type { AlarmText } from "../alerts/alarm-text";
import { METRICS_NAMESPACE } from "../functions/node-function";

export interface TrailAlarmArgs {
  /** Physical name. */
  readonly alarmName: string;
  /** What the events are counted as; functions/slack-alarm/kinds.ts has its title. */
  readonly metric: string;
  /** What the events have in them [AWS: Filter pattern syntax for metric filters]. */
  readonly pattern: string;
  readonly text: Omit<AlarmText, "log">;
  /** Log group of a trail that has the management events of all regions. */
  readonly logGroup: cloudwatch.LogGroup;
  /** Its name as the program knows it. */
  readonly logGroupName: string;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * Tells of every event of one kind that the trail has, in whatever region it was.
 *
 * It looks into the trail's log group, where the events of all regions come together. A rule of EventBridge sees its
 * own region's alone, and would take a topic in each. CloudTrail takes some five minutes to write there.
 */
export function trailAlarm(name: string, args: TrailAlarmArgs, child: pulumi.CustomResourceOptions): void {
  const { alarmName, metric, pattern } = args;
  new cloudwatch.LogMetricFilter(
    `${name}-filter`,
    {
      name: alarmName,
      logGroupName: args.logGroup.name,
      pattern,
      metricTransformation: { name: metric, namespace: METRICS_NAMESPACE, value: "1" },
    },
    child,
  );
  alarm(
    `${name}-alarm`,
    {
      alarmName,
      text: { ...args.text, log: { group: args.logGroupName, pattern } },
      metric: {
        namespace: METRICS_NAMESPACE,
        name: metric,
        dimensions: {},
        statistic: "Sum",
        periodSeconds: 60,
      },
      when: { comparison: "atLeast", threshold: 1, missing: "good" },
      topicArn: args.alarmTopicArn,
    },
    child,
  );
}

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { METRICS_NAMESPACE } from "../functions/node-function";

export interface BreakGlassAlarmArgs {
  /** Physical name. */
  readonly alarmName: string;
  /** ARN of the only role that may delete archived objects. */
  readonly roleArn: string;
  /** Log group of a trail that has the management events of all regions. */
  readonly logGroup: cloudwatch.LogGroup;
  /** Its name as the program knows it. */
  readonly logGroupName: string;
  readonly alarmTopicArn: pulumi.Input<string>;
}

const METRIC = "BreakGlassUsed";

/**
 * Tells of every use of the break-glass role: who takes it or tries to, what is done in it, and any change of it.
 *
 * It looks into the trail's log group, where the events of all regions come together. A rule of EventBridge sees its
 * own region's alone: a role that was taken at the STS of another region, or at the global one (us-east-1), would pass
 * by unseen. CloudTrail takes some five minutes to write there.
 */
export function breakGlassAlarm(
  name: string,
  args: BreakGlassAlarmArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const pattern = breakGlassPattern(args.roleArn);
  new cloudwatch.LogMetricFilter(
    `${name}-filter`,
    {
      name: args.alarmName,
      logGroupName: args.logGroup.name,
      pattern,
      metricTransformation: { name: METRIC, namespace: METRICS_NAMESPACE, value: "1" },
    },
    child,
  );
  alarm(
    `${name}-alarm`,
    {
      alarmName: args.alarmName,
      text: {
        says: "The break-glass role, which may delete archived objects, was taken, tried, used or changed",
        whatToDo:
          "find out who it was, and whether a lawful deletion was agreed on (docs/retention.md); if not, end the role's sessions at once (IAM: Revoke active sessions) and tell whoever answers for the archive",
        log: { group: args.logGroupName, pattern },
      },
      metric: {
        namespace: METRICS_NAMESPACE,
        name: METRIC,
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

/** What events of CloudTrail about a role have in them [AWS: Filter pattern syntax for metric filters]. */
export function breakGlassPattern(roleArn: string): string {
  const roleName = roleArn.split("/").at(-1);
  const doneInIt = `($.userIdentity.sessionContext.sessionIssuer.arn = "${roleArn}")`;
  const taken = `($.requestParameters.roleArn = "${roleArn}")`;
  // Every deployment reads the role: only changes count.
  const changed = `(($.requestParameters.roleName = "${roleName}") && ($.readOnly IS FALSE))`;
  return `{ ${doneInIt} || ${taken} || ${changed} }`;
}

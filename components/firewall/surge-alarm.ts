import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarmDescription } from "../alerts/alarm-text";

/** Width of the band in standard deviations; CloudWatch proposes 2, at which a busy day alarms. */
const BAND_WIDTH = 3;
const PERIOD_SECONDS = 300;
/** Five minutes may be one scanner; ten of fifteen are a surge. */
const PERIODS = { evaluated: 3, above: 2 };

export interface SurgeAlarmArgs {
  /** Physical name of the firewall's web ACL, and of its metric. */
  readonly webAclName: string;
  /** Region of a firewall before a load balancer; without it the firewall is CloudFront's, of which only us-east-1 is told. */
  readonly region?: pulumi.Input<string>;
  /** What to let only count when people are refused who should not be: `countedRules`. */
  readonly countedBy: string;
  /** Of the firewall's own region: an alarm tells no topic of another. */
  readonly topicArn: pulumi.Input<string>;
}

/**
 * Tells when a firewall refuses far more than at this hour of other weeks (webservice-and-platform.md W-D). CloudWatch learns
 * the band from two weeks at most, and knows none on the first day.
 */
export function surgeAlarm(
  name: string,
  { webAclName, region, countedBy, topicArn }: SurgeAlarmArgs,
  child: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  const where = region === undefined ? "metrics in us-east-1" : "metrics";
  return new cloudwatch.MetricAlarm(
    `${name}-surge`,
    {
      name: `${webAclName}-blocked-surge`,
      alarmDescription: alarmDescription({
        says: `The firewall ${webAclName} refuses far more requests than usual`,
        whatToDo: `its ${where} say which rule refuses; its log says whom, and what was asked for. An attack is being kept off: see that the site still answers. If people are refused who should not be, let that rule only count (${countedBy})`,
      }),
      metricQueries: [
        {
          id: "blocked",
          metric: {
            namespace: "AWS/WAFV2",
            metricName: "BlockedRequests",
            // CloudFront's have no dimension Region [AWS: AWS WAF metrics and dimensions].
            dimensions: {
              WebACL: webAclName,
              ...(region === undefined ? {} : { Region: region }),
              Rule: "ALL",
            },
            stat: "Sum",
            period: PERIOD_SECONDS,
          },
          returnData: true,
        },
        {
          id: "usual",
          label: "Refused at this hour of other weeks",
          expression: `ANOMALY_DETECTION_BAND(blocked, ${BAND_WIDTH})`,
          returnData: true,
        },
      ],
      comparisonOperator: "GreaterThanUpperThreshold",
      thresholdMetricId: "usual",
      evaluationPeriods: PERIODS.evaluated,
      datapointsToAlarm: PERIODS.above,
      // Nothing is told of minutes in which nothing was refused.
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
    },
    child,
  );
}

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarmDescription } from "../alerts/alarm-text";

/** Width of the band in standard deviations; CloudWatch proposes 2, at which a busy day alarms. */
const BAND_WIDTH = 3;
const PERIOD_SECONDS = 300;
/** Five minutes may be one scanner; ten of fifteen are a surge. */
const PERIODS = { evaluated: 3, above: 2 };

/**
 * Tells when far more is refused than at this hour of other weeks (webservice-and-platform.md W-D). CloudWatch learns
 * the band from two weeks at most, and knows none on the first day.
 * @param webAclName ACL of CloudFront: its metrics are in us-east-1 alone, and with them the alarm
 * @param topicArn topic of us-east-1: an alarm tells none of another region
 */
export function surgeAlarm(
  name: string,
  webAclName: string,
  topicArn: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  return new cloudwatch.MetricAlarm(
    `${name}-surge`,
    {
      name: `${webAclName}-blocked-surge`,
      alarmDescription: alarmDescription({
        says: `The firewall ${webAclName} refuses far more requests than usual`,
        whatToDo:
          "its metrics in us-east-1 say which rule refuses; the log in its bucket says whom, and what was asked for. An attack is being kept off: see that the site still answers. If people are refused who should not be, let that rule only count (countedRules)",
      }),
      metricQueries: [
        {
          id: "blocked",
          metric: {
            namespace: "AWS/WAFV2",
            metricName: "BlockedRequests",
            // CloudFront's have no dimension Region [AWS: AWS WAF metrics and dimensions].
            dimensions: { WebACL: webAclName, Rule: "ALL" },
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

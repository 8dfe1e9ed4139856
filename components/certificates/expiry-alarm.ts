import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";

export interface ExpiryAlarmArgs {
  /** Physical name. */
  readonly alarmName: string;
  /** Topic of the certificate's own region: an alarm tells none of another. */
  readonly topicArn: pulumi.Input<string>;
}

/** AWS renews a certificate that is used by itself, and earlier [AWS: ACM, Managed certificate renewal]: by now it has failed to. */
const DAYS = 30;
const DAY_SECONDS = 86_400;

/**
 * Tells of a certificate that AWS has not renewed in time: the record that proves one of its names is gone, or leads elsewhere.
 */
export const expiryAlarm = (
  name: string,
  certificateArn: pulumi.Input<string>,
  { alarmName, topicArn }: ExpiryAlarmArgs,
  child: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm =>
  alarm(
    `${name}-expiry`,
    {
      alarmName,
      text: {
        says: `A certificate ends in less than ${DAYS} days, and AWS has not renewed it`,
        whatToDo:
          "its page in Certificate Manager says which name is not proven: see that the zone has the record that it asks for, and that the zone above still leads to the zone",
      },
      metric: {
        namespace: "AWS/CertificateManager",
        name: "DaysToExpiry",
        dimensions: { CertificateArn: certificateArn },
        statistic: "Minimum",
        periodSeconds: DAY_SECONDS,
      },
      when: { comparison: "below", threshold: DAYS, missing: "asBefore" },
      topicArn,
    },
    child,
  );

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../../../components/alerts/alarm";
import { METRICS_NAMESPACE } from "../../../components/functions/node-function";
import { maskedLog } from "../../../components/logging/masked-log";
import { LOG_GROUP } from "./names";

/** Lines of the log that people are told of. */
interface Told {
  readonly metric: string;
  /** [AWS: Filter pattern syntax for metric filters] */
  readonly pattern: string;
  readonly says: string;
  readonly whatToDo: string;
}

/** By one word each: what goes wrong without anything standing still (datavault.md 6, 12.22). */
const told: Readonly<Record<string, Told>> = {
  "failed-jobs": {
    metric: "DataVaultJobsFailed",
    pattern: '?"Deposit failed" ?"Retrieve failed" ?"Delete failed" ?"Error processing message"',
    says: "A job of DataVault failed",
    whatToDo:
      "its lines say why. What it had done lies in its worker's scratch space: mend the reason and restart the job in the administrators' pages, before that worker's next job succeeds",
  },
  redelivered: {
    metric: "DataVaultJobsRedelivered",
    pattern: '"redelivered"',
    says: "A job of DataVault came a second time, and was not run again",
    whatToDo:
      "its worker was lost, or RabbitMQ took the job back: find out which, then restart the job in the administrators' pages",
  },
  "failed-audits": {
    metric: "DataVaultAuditsFailed",
    pattern: '?"Audit failed" ?"Audit Failed" ?"managed to successfully audit" ?"Audit - unexpected"',
    says: "An audit did not find what was archived as it was archived",
    whatToDo:
      "its lines say which chunks: compare them with the locked copy in the second region (docs/datavault.md), and tell whoever answers for the archive",
  },
};

/** Names of the metrics that count these lines. */
export const jobMetrics: readonly string[] = Object.values(told).map(({ metric }) => metric);

/**
 * One log for all of DataVault: a stream for each container of each task. What looks like a secret is masked in it.
 * @returns what a task must wait for
 */
export function logs(
  place: {
    readonly keyArn: pulumi.Input<string>;
    readonly keepDays: pulumi.Input<number>;
    readonly alarmTopicArn: pulumi.Input<string>;
  },
  stage: string,
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  const { group, masks } = maskedLog(
    "datavault",
    { logGroupName: LOG_GROUP, keyArn: place.keyArn, keepDays: place.keepDays },
    opts,
  );
  for (const [word, { metric, pattern, says, whatToDo }] of Object.entries(told)) {
    new cloudwatch.LogMetricFilter(
      `${word}-filter`,
      {
        name: `strongroom-${stage}-datavault-${word}`,
        logGroupName: group.name,
        pattern,
        metricTransformation: { name: metric, namespace: METRICS_NAMESPACE, value: "1" },
      },
      opts,
    );
    alarm(
      `${word}-alarm`,
      {
        alarmName: `strongroom-${stage}-datavault_${word.replaceAll("-", "_")}`,
        text: { says, whatToDo, log: { group: LOG_GROUP, pattern } },
        metric: {
          namespace: METRICS_NAMESPACE,
          name: metric,
          dimensions: {},
          statistic: "Sum",
          periodSeconds: 60,
        },
        when: { comparison: "atLeast", threshold: 1, missing: "good" },
        topicArn: place.alarmTopicArn,
      },
      opts,
    );
  }
  return [group, masks];
}

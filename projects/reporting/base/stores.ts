import type * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../../../components/buckets/bucket-ground";
import { ArchiveTable } from "../../../components/databases/archive-table";
import { ReportBucket } from "../../../components/reports/report-bucket";
import { OperatorSecrets } from "../../../components/secrets/operator-secrets";
import { alarmThreadsName, reportBucketName, slackSecrets as names } from "../names";

/** The daily reports of the last months. */
export const reportBucket = (
  args: {
    readonly stage: string;
    readonly accountId: pulumi.Output<string>;
    readonly keyArn: pulumi.Input<string>;
    readonly accessLogs: AccessLogs;
  },
  opts: pulumi.ComponentResourceOptions,
) =>
  new ReportBucket(
    "reports",
    {
      bucketName: args.accountId.apply((account) => reportBucketName(args.stage, account)),
      keyArn: args.keyArn,
      accessLogs: args.accessLogs,
    },
    opts,
  );

/** Which alarms last, and where they were told: rebuilding the app stack must not tell them all again. */
export const alarmThreads = (
  { stage, keyArn }: { readonly stage: string; readonly keyArn: pulumi.Input<string> },
  opts: pulumi.ComponentResourceOptions,
) =>
  new ArchiveTable(
    "alarm-threads",
    {
      tableName: alarmThreadsName(stage),
      hashKey: { name: "alarm", type: "S" },
      expiresBy: "expires",
      keyArn,
    },
    opts,
  );

const HOLDS = `{"token":"xoxb-…","channel":"C…"} or {"webhook":"https://hooks.slack.com/…"} of Slack`;

/** Where alarms and reports are told; empty until an operator has filled them. */
export const slackSecrets = (
  { keyArn }: { readonly keyArn: pulumi.Input<string> },
  opts: pulumi.ComponentResourceOptions,
) =>
  new OperatorSecrets(
    "slack",
    {
      secrets: {
        alarms: { secretName: names.alarms, holds: HOLDS },
        report: { secretName: names.report, holds: HOLDS },
      },
      keyArn,
    },
    opts,
  );

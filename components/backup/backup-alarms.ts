import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { failedBackups } from "../alerts/failed-backups";

export interface BackupAlarmsArgs {
  /** Physical name of the plan. */
  readonly planName: string;
  /** The vault that its backups go into first. */
  readonly vaultName: string;
  /** It must let EventBridge publish, and CloudWatch. */
  readonly topicArn: pulumi.Input<string>;
}

const DAY_SECONDS = 86_400;

/** How long and how often EventBridge tries to tell, when it cannot just now. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 };

/** Tells of each backup, copy or restore that failed, and that there was none at all: of a plan that finds nothing AWS says nothing. */
export function backupAlarms(
  name: string,
  { planName, vaultName, topicArn }: BackupAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const rule = new cloudwatch.EventRule(
    `${name}-failed`,
    {
      name: `${planName}-failed`,
      description: "A backup, or its copy, was not made, or a restore failed",
      eventPattern: JSON.stringify(failedBackups),
    },
    child,
  );
  new cloudwatch.EventTarget(
    `${name}-failed-told`,
    { targetId: "alarms", rule: rule.name, arn: topicArn, retryPolicy: RETRY },
    child,
  );
  alarm(
    `${name}-none`,
    {
      alarmName: `${planName}_no_backup`,
      text: {
        says: `Nothing was backed up into ${vaultName} for two days`,
        whatToDo: `on a new stage wait for the first night. Else look in AWS Backup at the jobs of the plan ${planName}: where there are none, the tag of its selection is on nothing, or AWS Backup is switched off for Aurora in the region (Settings, Service opt-in)`,
      },
      metric: {
        namespace: "AWS/Backup",
        name: "NumberOfBackupJobsCompleted",
        dimensions: { BackupVaultName: vaultName },
        statistic: "Sum",
        periodSeconds: DAY_SECONDS,
      },
      when: { comparison: "below", threshold: 1, periods: 2, missing: "bad" },
      topicArn,
    },
    child,
  );
}

/** The events of AWS Backup, in a region, that tell of a backup or a copy that was not made [AWS: Monitoring AWS Backup events using Amazon EventBridge]. */
export const failedBackups = {
  source: ["aws.backup"],
  "detail-type": ["Backup Job State Change", "Copy Job State Change"],
  detail: { state: ["FAILED", "ABORTED", "EXPIRED"] },
} as const;

const NOT_DONE = ["FAILED", "ABORTED", "EXPIRED"];

/**
 * The events of AWS Backup, in a region, that tell of a backup or a copy that was not made, or of a restore that failed;
 * of a restore the state is called its status [AWS: Monitoring AWS Backup events using Amazon EventBridge].
 */
export const failedBackups = {
  source: ["aws.backup"],
  "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
  detail: { $or: [{ state: NOT_DONE }, { status: NOT_DONE }] },
} as const;

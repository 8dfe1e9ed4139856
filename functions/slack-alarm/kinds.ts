import type { Alarm } from "./alarm";
import type { Kind } from "./kind";
import { storeKinds } from "./store-kinds";

/** By namespace and metric (storage-service.md 10.3, 10.4). Another metric's alarm is told as an error, by its name. */
export const kinds: Readonly<Record<string, Kind>> = {
  "AWS/SQS ApproximateNumberOfMessagesVisible": { title: "Messages given up: {QueueName}", level: "warning" },
  "AWS/ApiGateway 5XXError": {
    title: "Server errors: {ApiName}",
    level: "error",
    values: "Answers with 5XX",
  },
  "AWS/ApiGateway 4XXError": {
    title: "Many refusals: {ApiName}",
    level: "warning",
    values: "Answers with 4XX",
  },
  "AWS/Lambda Errors": { title: "Function failed: {FunctionName}", level: "error", values: "Failures" },
  "AWS/Lambda Invocations": { title: "Function was not called: {FunctionName}", level: "error" },
  "AWS/S3 ReplicationLatency": {
    title: "Copies are late: {DestinationBucket}",
    level: "warning",
    values: "Seconds behind",
  },
  "AWS/S3 OperationsFailedReplication": {
    title: "Copies failed: {DestinationBucket}",
    level: "error",
    values: "Objects",
  },
  "Strongroom ObjectsBelowFloor": {
    title: "Locks below the floor: {service}",
    level: "error",
    values: "Objects",
  },
  "Strongroom InventoryAgeDays": { title: "Locks unwatched: {service}", level: "error" },
  "Strongroom RenewalTasksFailed": {
    title: "Locks not renewed: {service}",
    level: "error",
    values: "Objects",
  },
  "Strongroom DaysLeft": { title: "Access to Azure ends: {secret}", level: "error", values: "Days left" },
  "Strongroom BreakGlassUsed": { title: "Break-glass was used", level: "critical", values: "Events" },
  "Strongroom BackupVaultChanged": {
    title: "What guards backups was changed",
    level: "error",
    values: "Events",
  },
  "Strongroom RotationFailed": {
    title: "A secret was not changed in time",
    level: "error",
    values: "Events",
  },
  "Strongroom SnapshotTaken": { title: "No snapshot for a day: {service}", level: "error" },
  "Strongroom ReportSent": { title: "The daily report was missed", level: "error" },
  "Strongroom BagTestSucceeded": { title: "The bag test has not succeeded for a day", level: "error" },
  "AWS/SQS ApproximateAgeOfOldestMessage": {
    title: "Work waits: {QueueName}",
    level: "warning",
    values: "Seconds",
  },
  "AWS/Route53 DNSSECInternalFailure": { title: "A zone is not signed: {HostedZoneId}", level: "critical" },
  "AWS/Route53 DNSSECKeySigningKeysNeedingAction": {
    title: "The key of a zone needs care: {HostedZoneId}",
    level: "critical",
  },
  "AWS/CertificateManager DaysToExpiry": {
    title: "A certificate ends soon",
    level: "critical",
    values: "Days",
  },
  "AWS/States ExecutionsFailed": { title: "The bag test failed", level: "error", values: "Runs" },
  "AWS/States ExecutionsTimedOut": { title: "The bag test did not end", level: "error", values: "Runs" },
  "AWS/ApplicationELB HTTPCode_Target_5XX_Count": {
    title: "Requests fail: {TargetGroup}",
    level: "error",
    values: "Percent",
  },
  "AWS/WAFV2 BlockedRequests": {
    title: "Far more is refused than usual: {WebACL}",
    level: "warning",
    values: "Requests",
  },
  "AWS/ApplicationELB TargetResponseTime": {
    title: "Answers are slow: {TargetGroup}",
    level: "warning",
    values: "Seconds",
  },
  "AWS/ApplicationELB UnHealthyHostCount": {
    title: "Tasks are not ready: {TargetGroup}",
    level: "error",
    values: "Tasks",
  },
  "ECS/ContainerInsights RunningTaskCount": {
    title: "Too few tasks: {ServiceName}",
    level: "error",
    values: "Tasks",
  },
  "AWS/ECS CPUUtilization": {
    title: "Processors are busy: {ServiceName}",
    level: "warning",
    values: "Percent",
  },
  "AWS/ECS MemoryUtilization": {
    title: "Memory runs out: {ServiceName}",
    level: "error",
    values: "Percent",
  },
  "Strongroom QueuedMessages": {
    title: "Messages wait too long: queue {queue}",
    level: "warning",
    values: "Messages",
  },
  "Strongroom DataVaultJobsFailed": { title: "A job of DataVault failed", level: "error", values: "Lines" },
  "Strongroom DataVaultJobsRedelivered": {
    title: "A job of DataVault came a second time",
    level: "error",
    values: "Lines",
  },
  "Strongroom DataVaultAuditsFailed": {
    title: "An audit of DataVault failed",
    level: "critical",
    values: "Lines",
  },
  "Strongroom disk_used_percent": {
    title: "Disks fill up: {capacity}",
    level: "warning",
    values: "Percent",
  },
  "ECS/ContainerInsights EphemeralStorageUtilized": {
    title: "Scratch space fills up: {ServiceName}",
    level: "warning",
    values: "Percent",
  },
  "CloudWatchSynthetics SuccessPercent": {
    title: "The site does not come up: {CanaryName}",
    level: "critical",
    values: "Percent",
  },
  ...storeKinds,
};

/** What the alarm is about, with its own title. */
export function kindOf({ metric, name, description }: Alarm): Kind {
  // An alarm made of other alarms says in words alone what it is about.
  if (!metric) return { title: description.says.split("\n")[0] || name, level: "error" };
  const kind = kinds[`${metric.namespace} ${metric.name}`];
  if (!kind) return { title: name, level: "error", values: "Measured" };
  return {
    ...kind,
    title: kind.title.replaceAll(/\{(\w+)\}/g, (_, dimension) => metric.dimensions[dimension] ?? name),
  };
}

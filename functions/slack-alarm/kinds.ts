import type { Alarm } from "./alarm";
import type { Level } from "./level";

/** What an alarm is about, by the metric that it looks at. */
export interface Kind {
  /** `{Dimension}` stands for a dimension's value. */
  readonly title: string;
  readonly level: Level;
  /** What the values are that set it off; without it they are not shown. */
  readonly values?: string;
}

const cluster = (title: string, level: Level, values?: string): Kind => ({
  title: `${title}: cluster {DomainName}`,
  level,
  ...(values === undefined ? {} : { values }),
});

/** Of a group of Valkey: the first node of a shard stands for all of them. */
const valkey = (title: string, level: Level, values: string): Kind => ({
  title: `${title}: shard of {CacheClusterId}`,
  level,
  values,
});

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
  "AWS/RDS ACUUtilization": {
    title: "Capacity runs out: database {DBClusterIdentifier}",
    level: "error",
    values: "Percent",
  },
  "AWS/RDS DatabaseConnections": {
    title: "Connections run out: database {DBClusterIdentifier}",
    level: "error",
    values: "Connections",
  },
  "AWS/RDS AuroraReplicaLagMaximum": {
    title: "A reader is behind: database {DBClusterIdentifier}",
    level: "warning",
    values: "Milliseconds behind",
  },
  "AWS/RDS DatabaseConnectionsBorrowLatency": {
    title: "Callers wait for connections: proxy {ProxyName}",
    level: "warning",
    values: "Microseconds",
  },
  "AWS/SQS ApproximateAgeOfOldestMessage": {
    title: "Work waits: {QueueName}",
    level: "warning",
    values: "Seconds",
  },
  "AWS/ElastiCache DatabaseMemoryUsageCountedForEvictPercentage": valkey(
    "Memory runs out",
    "error",
    "Percent",
  ),
  "AWS/ElastiCache Evictions": valkey("Keys are forgotten", "warning", "Keys"),
  "AWS/ElastiCache EngineCPUUtilization": valkey("Its processor is busy", "warning", "Percent"),
  "AWS/ElastiCache ReplicationLag": valkey("A replica is behind", "warning", "Seconds behind"),
  "AWS/Route53 DNSSECInternalFailure": { title: "A zone is not signed: {HostedZoneId}", level: "critical" },
  "AWS/Route53 DNSSECKeySigningKeysNeedingAction": {
    title: "The key of a zone needs care: {HostedZoneId}",
    level: "critical",
  },
  "AWS/Backup NumberOfBackupJobsCompleted": {
    title: "No backup for two days: vault {BackupVaultName}",
    level: "error",
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
  "CloudWatchSynthetics SuccessPercent": {
    title: "The site does not come up: {CanaryName}",
    level: "critical",
    values: "Percent",
  },
  "AWS/ES ClusterStatus.red": cluster("Data is missing (red)", "error"),
  "AWS/ES ClusterStatus.yellow": cluster("Copies are missing (yellow)", "warning"),
  "AWS/ES FreeStorageSpace": cluster("Storage runs out", "error", "MiB free"),
  "AWS/ES ClusterIndexWritesBlocked": cluster("Writes are blocked", "error"),
  "AWS/ES Nodes": cluster("Nodes are missing", "warning", "Nodes"),
  "AWS/ES AutomatedSnapshotFailure": cluster("Snapshot failed", "error"),
  "AWS/ES CPUUtilization": cluster("Processors are busy", "warning", "Percent"),
  "AWS/ES MasterCPUUtilization": cluster("Managers are busy", "warning", "Percent"),
  "AWS/ES JVMMemoryPressure": cluster("Memory runs out", "error", "Percent"),
  "AWS/ES MasterJVMMemoryPressure": cluster("Managers' memory runs out", "error", "Percent"),
  "AWS/ES KMSKeyError": cluster("Its key is disabled", "critical"),
  "AWS/ES KMSKeyInaccessible": cluster("Its key cannot be reached", "critical"),
  "AWS/ES 5xx": cluster("Requests fail", "warning", "Answers with 5xx"),
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

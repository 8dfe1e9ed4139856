import type { Kind } from "./kind";
import type { Level } from "./level";

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

/** Of what keeps data: databases, search, Valkey, file systems, RabbitMQ and backups (storage-service.md 10.4). */
export const storeKinds: Readonly<Record<string, Kind>> = {
  "AWS/RDS FreeStorageSpace": {
    title: "Storage runs out: database {DBInstanceIdentifier}",
    level: "error",
    values: "Bytes free",
  },
  "AWS/RDS CPUUtilization": {
    title: "Processors are busy: database {DBInstanceIdentifier}",
    level: "warning",
    values: "Percent",
  },
  "AWS/RDS FreeableMemory": {
    title: "Memory runs out: database {DBInstanceIdentifier}",
    level: "error",
    values: "Bytes free",
  },
  "AWS/EFS PercentIOLimit": {
    title: "A file system is busy: {FileSystemId}",
    level: "warning",
    values: "Percent",
  },
  "AWS/EFS StorageBytes": {
    title: "A file system has grown: {FileSystemId}",
    level: "warning",
    values: "Bytes",
  },
  "AWS/AmazonMQ RabbitMQMemUsed": {
    title: "Memory runs out: RabbitMQ {Broker}",
    level: "error",
    values: "Percent",
  },
  "AWS/AmazonMQ RabbitMQDiskFree": {
    title: "Disk runs out: RabbitMQ {Broker}",
    level: "error",
    values: "Times the least",
  },
  "AWS/AmazonMQ SystemCpuUtilization": {
    title: "Processors are busy: RabbitMQ {Broker}",
    level: "warning",
    values: "Percent",
  },
  "AWS/AmazonMQ MessageCount": {
    title: "Messages pile up: RabbitMQ {Broker}",
    level: "warning",
    values: "Messages",
  },
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
  "AWS/ElastiCache DatabaseMemoryUsageCountedForEvictPercentage": valkey(
    "Memory runs out",
    "error",
    "Percent",
  ),
  "AWS/ElastiCache Evictions": valkey("Keys are forgotten", "warning", "Keys"),
  "AWS/ElastiCache EngineCPUUtilization": valkey("Its processor is busy", "warning", "Percent"),
  "AWS/ElastiCache ReplicationLag": valkey("A replica is behind", "warning", "Seconds behind"),
  "AWS/Backup NumberOfBackupJobsCompleted": {
    title: "No backup for two days: vault {BackupVaultName}",
    level: "error",
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

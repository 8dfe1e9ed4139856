/** What the names of all that AWS Backup restores for a test begin with [AWS: Restore testing inferred metadata]. */
export const RESTORED = "awsbackup-restore-test";

/**
 * What a test can restore, all of it RDS's: what AWS Backup and RDS call it, how a test's selection of it is named, and
 * what restores it (after AWSBackupServiceRolePolicyForRestores). Why not file systems stands in docs/datavault.md.
 */
export const restoredKinds = {
  "aurora-clusters": {
    protectedType: "Aurora",
    selection: "clusters",
    thing: "cluster",
    snapshot: "cluster-snapshot",
    parameters: "cluster-pg",
    finds: ["rds:DescribeDBClusters", "rds:DescribeDBClusterSnapshots"],
    restores: "rds:RestoreDBClusterFromSnapshot",
    sids: { find: "FindClustersAndSnapshots", restore: "RestoreNewClusters", mark: "MarkThem" },
  },
  // Restored in one zone, with RDS's own settings and on a machine of the same class [AWS: RestoreDBInstanceFromDBSnapshot].
  databases: {
    protectedType: "RDS",
    selection: "databases",
    thing: "db",
    snapshot: "snapshot",
    parameters: "pg",
    finds: ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots"],
    restores: "rds:RestoreDBInstanceFromDBSnapshot",
    sids: { find: "FindDatabasesAndSnapshots", restore: "RestoreNewDatabases", mark: "MarkNewDatabases" },
  },
} as const;

/** By the words of a plan's kinds (backup-role.ts). */
export type RestoredKind = keyof typeof restoredKinds;

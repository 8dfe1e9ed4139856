import { aKey, arnIn, own, text, type Calls, type CallsByType } from "./calls";

/** What a vault of backups is said by a resource of its own. */
const ofVault = (make: string, read: string, remove: string): Calls => ({
  service: "backup",
  make,
  read,
  change: make,
  remove,
  on: (thing, at) => [arnIn("backup", `backup-vault:${text(thing, "backupVaultName")}`, at)],
});

const ofRepository = (make: string, read: string, remove: string): Calls => ({
  service: "ecr",
  make,
  read,
  change: make,
  remove,
  on: (thing, at) => [arnIn("ecr", `repository/${text(thing, "repository")}`, at)],
});

/** Who is handed a restore test's role, and has one of its own [AWS: Service authorization reference]. */
const RESTORE_TESTING = "restore-testing.backup.amazonaws.com";

/** Databases and their backups, and images. */
export const databaseCalls: CallsByType = {
  "aws:backup/plan:Plan": {
    service: "backup",
    make: "CreateBackupPlan TagResource",
    read: "GetBackupPlan ListTags",
    change: "UpdateBackupPlan UntagResource",
    remove: "DeleteBackupPlan",
  },
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": {
    service: "backup",
    // With the first one AWS Backup makes the role in which it ends what was restored, in the name of whoever makes it.
    make: "CreateRestoreTestingPlan TagResource iam:CreateServiceLinkedRole",
    read: "GetRestoreTestingPlan ListTags",
    change: "UpdateRestoreTestingPlan UntagResource",
    remove: "DeleteRestoreTestingPlan",
    on: (thing, { accountId }) => [
      ...own(thing),
      `arn:aws:iam::${accountId}:role/aws-service-role/${RESTORE_TESTING}/AWSServiceRoleForBackupRestoreTesting`,
    ],
    context: () => ({ "iam:AWSServiceName": RESTORE_TESTING }),
  },
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": {
    service: "backup",
    make: "CreateRestoreTestingSelection",
    read: "GetRestoreTestingSelection",
    change: "UpdateRestoreTestingSelection",
    remove: "DeleteRestoreTestingSelection",
    on: (thing, at) => [
      arnIn("backup", `restore-testing-plan:${text(thing, "restoreTestingPlanName")}-1`, at),
    ],
    passes: [{ role: "iamRoleArn", to: RESTORE_TESTING }],
  },
  "aws:backup/selection:Selection": {
    service: "backup",
    make: "CreateBackupSelection",
    read: "GetBackupSelection",
    remove: "DeleteBackupSelection",
    on: (thing, at) => [arnIn("backup", `backup-plan:${text(thing, "planId")}`, at)],
    passes: [{ role: "iamRoleArn", to: "backup.amazonaws.com" }],
  },
  "aws:backup/vault:Vault": {
    service: "backup",
    make: `CreateBackupVault TagResource backup-storage:MountCapsule kms:CreateGrant kms:Decrypt kms:DescribeKey
      kms:GenerateDataKey`,
    read: "DescribeBackupVault ListTags",
    change: "UntagResource",
    remove: "DeleteBackupVault",
    on: (thing, at) => [...own(thing), aKey(at)],
    uses: "backup",
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": ofVault(
    "PutBackupVaultLockConfiguration",
    "DescribeBackupVault",
    "DeleteBackupVaultLockConfiguration",
  ),
  "aws:backup/vaultPolicy:VaultPolicy": ofVault(
    "PutBackupVaultAccessPolicy",
    "GetBackupVaultAccessPolicy",
    "DeleteBackupVaultAccessPolicy",
  ),
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ofRepository(
    "PutLifecyclePolicy",
    "GetLifecyclePolicy",
    "DeleteLifecyclePolicy",
  ),
  "aws:ecr/repository:Repository": {
    service: "ecr",
    make: "CreateRepository TagResource kms:CreateGrant kms:DescribeKey",
    read: "DescribeRepositories ListTagsForResource",
    change: "PutImageScanningConfiguration PutImageTagMutability UntagResource",
    remove: "DeleteRepository",
    on: (thing, at) => [...own(thing), aKey(at)],
    uses: "ecr",
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ofRepository(
    "SetRepositoryPolicy",
    "GetRepositoryPolicy",
    "DeleteRepositoryPolicy",
  ),
  "aws:rds/cluster:Cluster": {
    service: "rds",
    make: "CreateDBCluster AddTagsToResource kms:CreateGrant kms:DescribeKey",
    // RDS keeps the master user's password in a secret, in the name of whoever makes the cluster.
    also: ({ inputs }) =>
      inputs["manageMasterUserPassword"] === true
        ? "secretsmanager:CreateSecret secretsmanager:TagResource kms:Decrypt kms:GenerateDataKey"
        : "",
    read: "DescribeDBClusters DescribeGlobalClusters ListTagsForResource",
    change: "ModifyDBCluster RemoveTagsFromResource",
    remove: "DeleteDBCluster",
    on: (thing, at) => [
      ...own(thing),
      arnIn("rds", `subgrp:${text(thing, "dbSubnetGroupName")}`, at),
      arnIn("rds", `cluster-pg:${text(thing, "dbClusterParameterGroupName")}`, at),
      arnIn("secretsmanager", "secret:rds!cluster-1-1a2b3c", at),
      aKey(at),
    ],
    uses: "rds",
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    service: "rds",
    make: "CreateDBInstance AddTagsToResource kms:CreateGrant kms:DescribeKey",
    read: "DescribeDBInstances ListTagsForResource",
    change: "ModifyDBInstance RemoveTagsFromResource",
    remove: "DeleteDBInstance",
    on: (thing, at) => [
      ...own(thing),
      arnIn("rds", `cluster:${text(thing, "clusterIdentifier")}`, at),
      arnIn("rds", "pg:default.aurora-postgresql17", at),
      arnIn("rds", "og:default:aurora-postgresql-17", at),
      aKey(at),
    ],
    passes: [{ role: "monitoringRoleArn", to: "monitoring.rds.amazonaws.com" }],
    uses: "rds",
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    service: "rds",
    make: "CreateDBClusterParameterGroup ModifyDBClusterParameterGroup AddTagsToResource",
    read: "DescribeDBClusterParameterGroups DescribeDBClusterParameters ListTagsForResource",
    change: "ModifyDBClusterParameterGroup RemoveTagsFromResource",
    remove: "DeleteDBClusterParameterGroup",
  },
  "aws:rds/instance:Instance": {
    service: "rds",
    // RDS keeps the master user's password in a secret, in the name of whoever makes the database.
    make: `CreateDBInstance AddTagsToResource kms:CreateGrant kms:DescribeKey secretsmanager:CreateSecret
      secretsmanager:TagResource kms:Decrypt kms:GenerateDataKey`,
    read: "DescribeDBInstances ListTagsForResource",
    change: "ModifyDBInstance RemoveTagsFromResource",
    remove: "DeleteDBInstance",
    on: (thing, at) => [
      ...own(thing),
      arnIn("rds", `subgrp:${text(thing, "dbSubnetGroupName")}`, at),
      arnIn("rds", `pg:${text(thing, "parameterGroupName")}`, at),
      arnIn("rds", "og:default:mariadb-11-4", at),
      arnIn("secretsmanager", "secret:rds!db-1-1a2b3c", at),
      aKey(at),
    ],
    uses: "rds",
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    service: "rds",
    make: "CreateDBParameterGroup ModifyDBParameterGroup AddTagsToResource",
    read: "DescribeDBParameterGroups DescribeDBParameters ListTagsForResource",
    change: "ModifyDBParameterGroup ResetDBParameterGroup RemoveTagsFromResource",
    remove: "DeleteDBParameterGroup",
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    service: "rds",
    make: "CreateDBSubnetGroup AddTagsToResource",
    read: "DescribeDBSubnetGroups ListTagsForResource",
    change: "ModifyDBSubnetGroup RemoveTagsFromResource",
    remove: "DeleteDBSubnetGroup",
  },
};

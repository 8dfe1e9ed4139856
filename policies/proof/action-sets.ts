/**
 * The actions that could end an archived object, or weaken what keeps it: the sets of the control catalogue, section 5,
 * as IAM and Azure spell them. Compare them without regard to case.
 */

/** D: ends an object, or the lock that keeps it. Tagging is not among them: no rule may expire by tags. */
export const destroying: readonly string[] = [
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:DeleteBucket",
  "s3:BypassGovernanceRetention",
  "s3:PutObjectLegalHold",
  "s3:ReplicateDelete",
  "s3:UpdateObjectEncryption",
  "s3:PutObjectAcl",
  "s3:PutObjectVersionAcl",
];

/** W: may bring a lock along that is weaker than the bucket's own. */
export const weakeningOnWrite: readonly string[] = ["s3:PutObjectRetention", "s3:PutObject"];

/** R: changes how a bucket keeps its objects. */
export const reconfiguring: readonly string[] = [
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketVersioning",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
  "s3:PutBucketPolicy",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketOwnershipControls",
  "s3:PutEncryptionConfiguration",
  "s3:PutIntelligentTieringConfiguration",
];

/** R+: also worth refusing. */
export const alsoReconfiguring: readonly string[] = [
  "s3:PutAccountPublicAccessBlock",
  "s3:CreateAccessPoint",
  "s3:PutAccessPointPolicy",
  "s3:DeleteAccessPointPolicy",
  "s3:PutAccessPointPublicAccessBlock",
  "s3:PutBucketLogging",
  "s3:PutBucketTagging",
  "s3:PutBucketAbac",
  "s3:PutInventoryConfiguration",
  "s3:PauseReplication",
  "s3:CreateJob",
  "s3:UpdateJobStatus",
];

/** K, the first five: ends a key, and with it all that it encrypts. */
export const destroyingKeys: readonly string[] = [
  "kms:ScheduleKeyDeletion",
  "kms:DisableKey",
  "kms:DeleteImportedKeyMaterial",
  "kms:DeleteCustomKeyStore",
  "kms:DisconnectCustomKeyStore",
];

/** K, the rest: changes who may use a key, or which key a name stands for. */
export const changingKeys: readonly string[] = [
  "kms:PutKeyPolicy",
  "kms:CreateGrant",
  "kms:RevokeGrant",
  "kms:UpdatePrimaryRegion",
  "kms:UpdateAlias",
  "kms:DeleteAlias",
];

/** G: ends the account, or what an organization refuses to it. */
export const guardRails: readonly string[] = [
  "organizations:LeaveOrganization",
  "organizations:DetachPolicy",
  "organizations:DeletePolicy",
  "organizations:UpdatePolicy",
  "organizations:CloseAccount",
  "account:CloseAccount",
];

/** E: ends the record of who did what. */
export const evidence: readonly string[] = [
  "cloudtrail:StopLogging",
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "logs:DeleteLogGroup",
  "logs:PutRetentionPolicy",
];

/** B: ends what stands beside the archive, and its backups. */
export const otherStores: readonly string[] = [
  "backup:DeleteRecoveryPoint",
  "backup:DeleteBackupVault",
  "backup:DeleteBackupVaultLockConfiguration",
  "backup:UpdateRecoveryPointLifecycle",
  "rds:DeleteDBCluster",
  "rds:DeleteDBClusterSnapshot",
  "rds:ModifyDBCluster",
  "dynamodb:DeleteTable",
  "es:DeleteDomain",
  "elasticfilesystem:DeleteFileSystem",
];

/** Z: ends, or weakens, the copy in the second cloud. */
export const azure: readonly string[] = [
  "Microsoft.Storage/storageAccounts/delete",
  "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
  "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete",
  "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/write",
  "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/delete",
  "Microsoft.Storage/storageAccounts/blobServices/containers/clearLegalHold/action",
  "Microsoft.Storage/storageAccounts/managementPolicies/write",
  "Microsoft.Storage/storageAccounts/listKeys/action",
  "Microsoft.KeyVault/vaults/keys/delete",
  "Microsoft.KeyVault/locations/deletedVaults/purge/action",
  "Microsoft.Authorization/locks/delete",
  "Microsoft.Authorization/roleAssignments/write",
];

/** Those S3 actions of the sets that act on objects. */
export const onObjects: ReadonlySet<string> = new Set([
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:BypassGovernanceRetention",
  "s3:PutObjectLegalHold",
  "s3:ReplicateDelete",
  "s3:UpdateObjectEncryption",
  "s3:PutObjectAcl",
  "s3:PutObjectVersionAcl",
  "s3:PutObjectRetention",
  "s3:PutObject",
]);

/** Those actions of the sets that act on a whole account, or on something of it that is neither bucket nor key. */
export const onAccount: ReadonlySet<string> = new Set([
  "s3:PutAccountPublicAccessBlock",
  "s3:CreateAccessPoint",
  "s3:PutAccessPointPolicy",
  "s3:DeleteAccessPointPolicy",
  "s3:PutAccessPointPublicAccessBlock",
  "s3:CreateJob",
  "s3:UpdateJobStatus",
  "kms:DeleteCustomKeyStore",
  "kms:DisconnectCustomKeyStore",
]);

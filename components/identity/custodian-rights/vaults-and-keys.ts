import { keyAlias, vaultNamePatterns } from "../../names/names";
import { grantingKeys, usingKeys } from "../rights/keys";
import { ALL, named, words, type Works } from "../rights/work";

/**
 * What a vault's or a key's own policy refuses to all but the custodian (controls.md section 5, sets R and K). It ends no
 * object, vault or key, and reads no object.
 */
export const vaultAndKeyWork: Works = {
  s3: [
    {
      actions:
        words(`CreateBucket PutBucketLogging PutBucketObjectLockConfiguration PutBucketOwnershipControls
        PutBucketPolicy PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning PutEncryptionConfiguration
        PutInventoryConfiguration PutLifecycleConfiguration PutReplicationConfiguration`),
      on: ({ stage }) => vaultNamePatterns(stage).map((name) => `arn:aws:s3:::${name}`),
    },
    {
      actions: words(
        "PutBucketObjectLockConfiguration PutBucketPolicy PutBucketVersioning PutLifecycleConfiguration",
      ),
      on: ({ stateBucketName }) => [`arn:aws:s3:::${stateBucketName}`],
    },
  ],
  backup: [
    {
      actions: words("PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration"),
      on: named("backup", ({ stage }) => `backup-vault:strongroom-${stage}-*`),
    },
  ],
  kms: [
    { actions: words("CreateKey"), on: ALL },
    {
      actions: words("EnableKeyRotation PutKeyPolicy TagResource UntagResource UpdateKeyDescription"),
      on: named("kms", () => "key/*"),
    },
    {
      actions: words("CreateAlias DeleteAlias UpdateAlias"),
      on: named(
        "kms",
        () => "key/*",
        ({ stage }) => keyAlias(stage, "*"),
      ),
    },
    usingKeys("Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo", [
      "backup",
      "dynamodb",
      "lambda",
      "rds",
      "secretsmanager",
    ]),
    grantingKeys(["backup", "dynamodb", "ecr", "es", "lambda", "rds", "secretsmanager"]),
  ],
};

import { keyAlias, vaultNamePatterns } from "../../../names/names";
import { grantingKeys, keepingKeys, usingKeys } from "../../rights/keys";
import { VAULTS } from "../../rights/kinds";
import { words, type Works } from "../../rights/work";

/**
 * What a vault's or a key's own policy refuses to all but the custodian (controls.md section 5, sets R and K). It ends no
 * object, vault or key, and reads no object.
 */
export const vaultAndKeyWork: Works = {
  s3: [
    {
      actions: [...VAULTS, "PutReplicationConfiguration"],
      on: ({ stage }) => vaultNamePatterns(stage).map((name) => `arn:aws:s3:::${name}`),
    },
    {
      actions: words(
        "PutBucketObjectLockConfiguration PutBucketPolicy PutBucketVersioning PutLifecycleConfiguration",
      ),
      on: ({ stateBucketName }) => [`arn:aws:s3:::${stateBucketName}`],
    },
  ],
  kms: [
    ...keepingKeys(({ stage }) => keyAlias(stage, "*")),
    usingKeys("Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo", [
      "dynamodb",
      "lambda",
      "secretsmanager",
    ]),
    grantingKeys(["dynamodb", "es", "lambda", "secretsmanager"]),
  ],
};

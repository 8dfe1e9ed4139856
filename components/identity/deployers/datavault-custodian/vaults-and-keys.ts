import { keyAlias } from "../../../names/names";
import { grantingKeys, keepingKeys, usingKeys } from "../../rights/keys";
import { BUCKETS, VAULTS } from "../../rights/kinds";
import { named, words, type Works } from "../../rights/work";
import { datavault } from "./names";

/** Services whose things have keys of ours, and take them in the name of whoever sets them up. */
const KEPT_BY = ["backup", "elasticfilesystem", "lambda", "rds", "secretsmanager"];

/**
 * What DataVault's vaults, their source, its vaults of backups and its keys refuse by their own policies to all but the
 * custodian that they name. It ends no object, vault or key, and reads no object.
 */
export const datavaultVaultAndKeyWork: Works = {
  backup: [
    {
      actions: words("PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration"),
      on: named("backup", (at) => `backup-vault:${datavault(at)}-backups`),
    },
  ],
  s3: [
    {
      actions: VAULTS,
      on: ({ stage, accountId }) =>
        words("vault replica").map((kind) => `arn:aws:s3:::archive-${kind}-${stage}-datavault-${accountId}`),
    },
    {
      actions: [...BUCKETS, "PutReplicationConfiguration"],
      on: (at) => [`arn:aws:s3:::${datavault(at)}-archive-${at.accountId}`],
    },
  ],
  kms: [
    ...keepingKeys(({ stage }) => keyAlias(stage, "datavault-*")),
    usingKeys("Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext", KEPT_BY),
    grantingKeys([...KEPT_BY, "ecr", "mq"]),
  ],
};

import { keyAlias } from "../../../names/names";
import { grantingKeys, keepingKeys, usingKeys } from "../../rights/keys";
import { named, words, type Works } from "../../rights/work";
import { backups } from "./names";

/** Services whose things have keys of ours, and take them in the name of whoever sets them up. */
const KEPT_BY = ["backup", "lambda", "rds", "secretsmanager"];

/** What the platform's keys and vaults of backups refuse by their own policies to all but the custodian that they name. */
export const platformKeyWork: Works = {
  backup: [
    {
      actions: words("PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration"),
      on: named("backup", (at) => `backup-vault:${backups(at)}`),
    },
  ],
  kms: [
    ...keepingKeys(({ stage }) =>
      words("platform-* database-* kubernetes").map((use) => keyAlias(stage, use)),
    ),
    usingKeys("Decrypt Encrypt GenerateDataKey", KEPT_BY),
    grantingKeys([...KEPT_BY, "ecr", "elasticache", "es"]),
  ],
};

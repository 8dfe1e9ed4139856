import { keyAlias } from "../../../names/names";
import { grantingKeys, keepingKeys, usingKeys } from "../../rights/keys";
import { named, words, type Works } from "../../rights/work";

/** Services whose things have keys of ours, and take them in the name of whoever sets them up. */
const KEPT_BY = ["backup", "rds", "secretsmanager"];

/** What a key's or a backup vault's own policy refuses to all but the custodian that it names. */
export const keyWork: Works = {
  backup: [
    {
      actions: words("PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration"),
      on: named("backup", ({ stage }) => `backup-vault:strongroom-${stage}-*`),
    },
  ],
  kms: [
    ...keepingKeys(({ stage }) => words("webservice-* backups edge").map((use) => keyAlias(stage, use))),
    usingKeys("Decrypt GenerateDataKey", KEPT_BY),
    grantingKeys([...KEPT_BY, "ecr"]),
  ],
};

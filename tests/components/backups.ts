import type * as pulumi from "@pulumi/pulumi";
import { BackupVault, type BackupVaultArgs } from "../../components/backup/backup-vault";
import { ACCOUNT, role } from "./ground";

export const NAME = "strongroom-pro-backups";
export const ALIAS = "alias/strongroom-pro-backup";
export const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

export const vaultArn = (region: string) => `arn:aws:backup:${region}:${ACCOUNT}:backup-vault:${NAME}`;

/** A vault of the account, in a region. */
export const vaultIn = (
  name: string,
  region: string,
  others: Partial<BackupVaultArgs>,
  opts: pulumi.ComponentResourceOptions,
): BackupVault =>
  new BackupVault(
    name,
    {
      vaultName: NAME,
      keyAlias: ALIAS,
      accountId: ACCOUNT,
      region,
      breakGlassRoleArn: role("break-glass"),
      custodianRoleArns: [role("custodian")],
      ...others,
    },
    opts,
  );

import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

export interface VaultPolicyArgs {
  /** The only role that may end a backup before its time, where the lock still lets it. */
  readonly breakGlassRoleArn: pulumi.Input<string>;
  /** The only roles that may change the vault's policy or its lock. */
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
}

/**
 * The refusals of a vault of backups, for whoever a role may be given to. AWS Backup itself ends what was kept long
 * enough: it asks no policy. Vaults take no wildcard for actions, and no other resource than all of theirs.
 */
export function vaultStatements({
  breakGlassRoleArn,
  custodianRoleArns,
}: VaultPolicyArgs): readonly Statement[] {
  const everybody = { Effect: "Deny", Principal: "*", Resource: "*" } as const;
  return [
    {
      ...everybody,
      Sid: "OnlyBreakGlassEndsBackups",
      Action: [
        "backup:DeleteRecoveryPoint",
        "backup:DisassociateRecoveryPoint",
        "backup:UpdateRecoveryPointLifecycle",
        "backup:DeleteBackupVault",
      ],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": breakGlassRoleArn } },
    },
    {
      ...everybody,
      Sid: "OnlyCustodiansChangeTheVault",
      Action: [
        "backup:PutBackupVaultAccessPolicy",
        "backup:DeleteBackupVaultAccessPolicy",
        "backup:PutBackupVaultLockConfiguration",
        "backup:DeleteBackupVaultLockConfiguration",
      ],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": custodianRoleArns } },
    },
  ];
}

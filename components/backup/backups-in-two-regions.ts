import type * as pulumi from "@pulumi/pulumi";
import type { BackupLock } from "./backup-lock";
import { BackupPlan, type BackupPlanArgs } from "./backup-plan";
import { BackupVault } from "./backup-vault";

/** Where a system's backups are, and what the stage has for them. */
export interface BackupsPlace {
  readonly accountId: pulumi.Input<string>;
  readonly ground: {
    readonly regions: Readonly<Record<"primary" | "second", pulumi.Input<string>>>;
    readonly breakGlassRoleArn: pulumi.Input<string>;
    /** Permission boundary of the stage. */
    readonly boundaryArn: pulumi.Input<string>;
    /** Topic of the primary region where failures are told. */
    readonly alarmTopicArn: pulumi.Input<string>;
  };
  /** In the stage's account: in its primary region, where what is backed up is, and in its second one. */
  readonly primary: pulumi.ComponentResourceOptions;
  readonly second: pulumi.ComponentResourceOptions;
}

export interface BackupsArgs extends Pick<
  BackupPlanArgs,
  "tag" | "kinds" | "buckets" | "secondAccountVaultArn"
> {
  /** Physical name of both vaults, of the plan and of its role: 2 to 43 letters, digits and hyphens. */
  readonly backupsName: string;
  /** Alias of the vaults' keys, `alias/…`, the same in both regions. */
  readonly vaultKeyAlias: string;
  /** Aliases of the keys of what is backed up, but of buckets. */
  readonly keyAliases: readonly string[];
  /** Whether custodians can take the lock away, or nobody once so many days have gone by. */
  readonly lock: BackupLock;
  /** The only roles that may change the vaults. */
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
}

/** A system's locked vaults, one in each of the stage's regions, which a plan fills with what has its tag. */
export function backupsInTwoRegions(
  { accountId, ground, primary, second }: BackupsPlace,
  { backupsName, vaultKeyAlias, keyAliases, lock, custodianRoleArns, ...backedUp }: BackupsArgs,
): { readonly here: BackupVault; readonly copy: BackupVault } {
  const vault = (name: string, region: pulumi.Input<string>, opts: pulumi.ComponentResourceOptions) =>
    new BackupVault(
      name,
      {
        vaultName: backupsName,
        keyAlias: vaultKeyAlias,
        accountId,
        region,
        breakGlassRoleArn: ground.breakGlassRoleArn,
        custodianRoleArns,
        ...(lock.lock === "final" ? { changeableForDays: lock.changeableForDays } : {}),
      },
      opts,
    );
  const here = vault("backups", ground.regions.primary, primary);
  const copy = vault("backups-copy", ground.regions.second, second);
  new BackupPlan(
    "backup-plan",
    {
      ...backedUp,
      planName: backupsName,
      accountId,
      vault: here,
      copy,
      keyAliases: [...keyAliases, vaultKeyAlias],
      boundaryArn: ground.boundaryArn,
      alarmTopicArn: ground.alarmTopicArn,
    },
    primary,
  );
  return { here, copy };
}

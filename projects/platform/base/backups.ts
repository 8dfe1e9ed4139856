import type * as pulumi from "@pulumi/pulumi";
import { BackupPlan } from "../../../components/backup/backup-plan";
import { BackupVault } from "../../../components/backup/backup-vault";
import { keyAlias } from "../../../components/names/names";
import { backupsName } from "../names";
import { databaseKeyAlias } from "./databases";
import { BACKED_UP, type PlatformPlace } from "./place";
import type { Settings } from "./settings";

/** A locked vault in each of the stage's regions, and the plan that fills both with what the databases hold. */
export function backups(
  { backups: lock, databases }: Pick<Settings, "backups" | "databases">,
  { stage, ground, accountId, primary, second }: PlatformPlace,
) {
  const key = keyAlias(stage, "platform-backups");
  const vault = (name: string, region: pulumi.Output<string>, opts: pulumi.ComponentResourceOptions) =>
    new BackupVault(
      name,
      {
        vaultName: backupsName(stage),
        keyAlias: key,
        accountId,
        region,
        breakGlassRoleArn: ground.breakGlassRoleArn,
        custodianRoleArns: ground.serviceCustodianRoleArns.platform,
        ...(lock.lock === "final" ? { changeableForDays: lock.changeableForDays } : {}),
      },
      opts,
    );
  const here = vault("backups", ground.regions.primary, primary);
  const copy = vault("backups-copy", ground.regions.second, second);
  new BackupPlan(
    "backup-plan",
    {
      planName: backupsName(stage),
      accountId,
      vault: here,
      copy,
      tag: BACKED_UP,
      kinds: ["aurora-clusters"],
      keyAliases: [
        keyAlias(stage, "data"),
        ...Object.keys(databases).map((word) => databaseKeyAlias(stage, word)),
        key,
      ],
      boundaryArn: ground.boundaryArn,
      alarmTopicArn: ground.alarmTopicArn,
    },
    primary,
  );
  return { vaultName: here.vaultName, copyVaultArn: copy.arn, tag: BACKED_UP };
}

import type * as pulumi from "@pulumi/pulumi";
import { BackupPlan } from "../../../components/backup/backup-plan";
import { BackupVault } from "../../../components/backup/backup-vault";
import { keyAlias } from "../../../components/names/names";
import { backupsName } from "../names";
import type { DataVaultPlace } from "./place";
import type { Settings } from "./settings";

/** What carries it is backed up: the database, and the files that are kept. Buckets are copied by S3 itself. */
export const BACKED_UP = { key: "archive:backup", value: "datavault" } as const;

/** A locked vault in each of the stage's regions, and the plan that fills both. */
export function backups(
  settings: Settings["backups"],
  { stage, ground, accountId, primary, second }: DataVaultPlace,
) {
  const key = keyAlias(stage, "datavault-backups");
  const vault = (name: string, region: pulumi.Output<string>, opts: pulumi.ComponentResourceOptions) =>
    new BackupVault(
      name,
      {
        vaultName: backupsName(stage),
        keyAlias: key,
        accountId,
        region,
        breakGlassRoleArn: ground.breakGlassRoleArn,
        custodianRoleArns: ground.serviceCustodianRoleArns.datavault,
        ...(settings.lock === "final" ? { changeableForDays: settings.changeableForDays } : {}),
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
      kinds: ["databases", "file-systems"],
      keyAliases: [keyAlias(stage, "data"), key],
      boundaryArn: ground.boundaryArn,
      alarmTopicArn: ground.alarmTopicArn,
    },
    primary,
  );
  return { vaultName: here.vaultName, copyVaultArn: copy.arn };
}

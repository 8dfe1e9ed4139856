import type * as pulumi from "@pulumi/pulumi";
import { BackupPlan } from "../../../components/backup/backup-plan";
import { BackupVault } from "../../../components/backup/backup-vault";
import { RestoreTest } from "../../../components/backup/restore-test";
import { keyAlias } from "../../../components/names/names";
import { backupsName, bucketNames, databaseName, restoreTestName } from "../names";
import type { ServicePlace } from "./place";
import type { Settings } from "./settings";

/** What carries it is backed up. The bucket of the files does not: the plan knows it by its name. */
export const BACKED_UP = { key: "archive:backup", value: "webservice" } as const;

/** A locked vault in each of the stage's regions, the plan that fills both, and what tries whether it can be restored. */
export function backups(
  settings: Settings["backups"],
  { stage, ground, accountId, primary, second }: ServicePlace,
) {
  const key = keyAlias(stage, "backups");
  const keyAliases = [keyAlias(stage, "data"), key];
  const vault = (name: string, region: pulumi.Output<string>, opts: pulumi.ComponentResourceOptions) =>
    new BackupVault(
      name,
      {
        vaultName: backupsName(stage),
        keyAlias: key,
        accountId,
        region,
        breakGlassRoleArn: ground.breakGlassRoleArn,
        custodianRoleArns: ground.servicesCustodianRoleArns,
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
      ...(settings.secondAccountVaultArn === undefined
        ? {}
        : { secondAccountVaultArn: settings.secondAccountVaultArn }),
      tag: BACKED_UP,
      buckets: [
        {
          bucketName: accountId.apply((account) => bucketNames(stage, account).media),
          keyAlias: keyAlias(stage, "webservice-files"),
        },
      ],
      keyAliases,
      boundaryArn: ground.boundaryArn,
      alarmTopicArn: ground.alarmTopicArn,
    },
    primary,
  );
  new RestoreTest(
    "restore-test",
    {
      testName: restoreTestName(stage),
      accountId,
      vault: here,
      tag: BACKED_UP,
      often: settings.restoreTest,
      into: { vpcId: ground.network.vpcId, subnetGroupName: databaseName(stage) },
      keyAliases,
      boundaryArn: ground.boundaryArn,
    },
    primary,
  );
  return { vaultName: here.vaultName, copyVaultArn: copy.arn };
}

import { backupsInTwoRegions } from "../../../components/backup/backups-in-two-regions";
import { RestoreTest } from "../../../components/backup/restore-test";
import { keyAlias } from "../../../components/names/names";
import { backupsName, databaseName, restoreTestName } from "../names";
import type { DataVaultPlace } from "./place";
import type { Settings } from "./settings";

/** What carries it is backed up: the database, and the files that are kept. Buckets are copied by S3 itself. */
export const BACKED_UP = { key: "archive:backup", value: "datavault" } as const;

/** A locked vault in each of the stage's regions, the plan that fills both, and what tries to restore the database. */
export function backups(settings: Settings["backups"], at: DataVaultPlace) {
  const { stage, ground, accountId } = at;
  const dataKey = keyAlias(stage, "data");
  const vaultKeyAlias = keyAlias(stage, "datavault-backups");
  const { here, copy } = backupsInTwoRegions(at, {
    backupsName: backupsName(stage),
    vaultKeyAlias,
    lock: settings,
    custodianRoleArns: ground.serviceCustodianRoleArns.datavault,
    tag: BACKED_UP,
    kinds: ["databases", "file-systems"],
    keyAliases: [dataKey],
  });
  new RestoreTest(
    "restore-test",
    {
      testName: restoreTestName(stage),
      accountId,
      vault: here,
      tag: BACKED_UP,
      kinds: ["databases"],
      often: settings.restoreTest,
      into: { vpcId: ground.network.vpcId, subnetGroupName: databaseName(stage) },
      keyAliases: [dataKey, vaultKeyAlias],
      boundaryArn: ground.boundaryArn,
    },
    at.primary,
  );
  return { vaultName: here.vaultName, copyVaultArn: copy.arn };
}

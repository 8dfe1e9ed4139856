import { backupsInTwoRegions } from "../../../components/backup/backups-in-two-regions";
import { keyAlias } from "../../../components/names/names";
import { backupsName } from "../names";
import type { DataVaultPlace } from "./place";
import type { Settings } from "./settings";

/** What carries it is backed up: the database, and the files that are kept. Buckets are copied by S3 itself. */
export const BACKED_UP = { key: "archive:backup", value: "datavault" } as const;

/** A locked vault in each of the stage's regions, and the plan that fills both. */
export function backups(lock: Settings["backups"], at: DataVaultPlace) {
  const { here, copy } = backupsInTwoRegions(at, {
    backupsName: backupsName(at.stage),
    vaultKeyAlias: keyAlias(at.stage, "datavault-backups"),
    lock,
    custodianRoleArns: at.ground.serviceCustodianRoleArns.datavault,
    tag: BACKED_UP,
    kinds: ["databases", "file-systems"],
    keyAliases: [keyAlias(at.stage, "data")],
  });
  return { vaultName: here.vaultName, copyVaultArn: copy.arn };
}

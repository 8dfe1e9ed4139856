import { backupsInTwoRegions } from "../../../components/backup/backups-in-two-regions";
import { keyAlias } from "../../../components/names/names";
import { backupsName } from "../names";
import { databaseKeyAlias } from "./databases";
import { BACKED_UP, type PlatformPlace } from "./place";
import type { Settings } from "./settings";

/** A locked vault in each of the stage's regions, and the plan that fills both with what the databases hold. */
export function backups(
  { backups: lock, databases }: Pick<Settings, "backups" | "databases">,
  at: PlatformPlace,
) {
  const { stage, ground } = at;
  const { here, copy } = backupsInTwoRegions(at, {
    backupsName: backupsName(stage),
    vaultKeyAlias: keyAlias(stage, "platform-backups"),
    lock,
    custodianRoleArns: ground.serviceCustodianRoleArns.platform,
    tag: BACKED_UP,
    kinds: ["aurora-clusters"],
    keyAliases: [
      keyAlias(stage, "data"),
      ...Object.keys(databases).map((word) => databaseKeyAlias(stage, word)),
    ],
  });
  return { vaultName: here.vaultName, copyVaultArn: copy.arn, tag: BACKED_UP };
}

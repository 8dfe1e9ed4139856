import { backupsInTwoRegions } from "../../../components/backup/backups-in-two-regions";
import { RestoreTest } from "../../../components/backup/restore-test";
import { keyAlias } from "../../../components/names/names";
import { backupsName, databaseName, restoreTestName } from "../names";
import { databaseKeyAlias } from "./databases";
import { BACKED_UP, type PlatformPlace } from "./place";
import type { Settings } from "./settings";

/**
 * A locked vault in each of the stage's regions, the plan that fills both with what the databases hold, and what tries
 * whether it can be restored: of all databases, in the subnets of the first.
 */
export function backups(
  { backups: lock, databases }: Pick<Settings, "backups" | "databases">,
  at: PlatformPlace,
) {
  const { stage, ground, accountId } = at;
  const words = Object.keys(databases);
  const vaultKeyAlias = keyAlias(stage, "platform-backups");
  const keyAliases = [keyAlias(stage, "data"), ...words.map((word) => databaseKeyAlias(stage, word))];
  const { here, copy } = backupsInTwoRegions(at, {
    backupsName: backupsName(stage),
    vaultKeyAlias,
    lock,
    custodianRoleArns: ground.serviceCustodianRoleArns.platform,
    tag: BACKED_UP,
    kinds: ["aurora-clusters"],
    keyAliases,
  });
  for (const word of words.slice(0, 1))
    new RestoreTest(
      "restore-test",
      {
        testName: restoreTestName(stage),
        accountId,
        vault: here,
        tag: BACKED_UP,
        kinds: ["aurora-clusters"],
        often: lock.restoreTest,
        into: { vpcId: ground.network.vpcId, subnetGroupName: databaseName(stage, word) },
        keyAliases: [...keyAliases, vaultKeyAlias],
        boundaryArn: ground.boundaryArn,
      },
      at.primary,
    );
  return { vaultName: here.vaultName, copyVaultArn: copy.arn, tag: BACKED_UP };
}

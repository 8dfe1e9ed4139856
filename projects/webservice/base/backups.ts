import { backupsInTwoRegions } from "../../../components/backup/backups-in-two-regions";
import { RestoreTest } from "../../../components/backup/restore-test";
import { keyAlias } from "../../../components/names/names";
import { backupsName, bucketNames, databaseName, restoreTestName } from "../names";
import type { ServicePlace } from "./place";
import type { Settings } from "./settings";

/** What carries it is backed up. The bucket of the files does not: the plan knows it by its name. */
export const BACKED_UP = { key: "archive:backup", value: "webservice" } as const;

/** A locked vault in each of the stage's regions, the plan that fills both, and what tries whether it can be restored. */
export function backups(settings: Settings["backups"], at: ServicePlace) {
  const { stage, ground, accountId } = at;
  const dataKey = keyAlias(stage, "data");
  const vaultKeyAlias = keyAlias(stage, "backups");
  const { secondAccountVaultArn, restoreTest } = settings;
  const { here, copy } = backupsInTwoRegions(at, {
    backupsName: backupsName(stage),
    vaultKeyAlias,
    lock: settings,
    custodianRoleArns: ground.serviceCustodianRoleArns.webservice,
    ...(secondAccountVaultArn === undefined ? {} : { secondAccountVaultArn }),
    tag: BACKED_UP,
    kinds: ["aurora-clusters"],
    buckets: [
      {
        bucketName: accountId.apply((account) => bucketNames(stage, account).media),
        keyAlias: keyAlias(stage, "webservice-files"),
      },
    ],
    keyAliases: [dataKey],
  });
  new RestoreTest(
    "restore-test",
    {
      testName: restoreTestName(stage),
      accountId,
      vault: here,
      tag: BACKED_UP,
      kinds: ["aurora-clusters"],
      often: restoreTest,
      into: { vpcId: ground.network.vpcId, subnetGroupName: databaseName(stage) },
      keyAliases: [dataKey, vaultKeyAlias],
      boundaryArn: ground.boundaryArn,
    },
    at.primary,
  );
  return { vaultName: here.vaultName, copyVaultArn: copy.arn };
}

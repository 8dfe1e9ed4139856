import type * as pulumi from "@pulumi/pulumi";
import { IngestBucket } from "../../../components/buckets/ingest-bucket";
import type { FunctionPlace } from "../../../components/functions/node-function";
import { mirrorName, vaultName } from "../../../components/names/names";
import { InventoryBucket } from "../../../components/retention/inventory-bucket";
import { RetentionKeeper } from "../../../components/retention/retention-keeper";
import { ArchiveVault } from "../../../components/vault/archive-vault";
import { VaultReplication, type VaultEnd } from "../../../components/vault/vault-replication";
import { ARCHIVE, bucketNames, keeperNames, replicationRoleName } from "../names";
import type { DataVaultPlace } from "./place";
import type { SecondRegion } from "./second-region";
import type { Settings } from "./settings";

/**
 * The archive: a bucket that workers fill, which no lock could stand in (datavault.md 10), and two locked vaults that S3
 * fills from it, one beside it and one in the second region.
 */
export function archive(settings: Settings["archive"], at: DataVaultPlace, away: SecondRegion) {
  const { stage, accountId, ground, primary } = at;
  const { keyArns, regions } = ground;
  const names = accountId.apply((account) => bucketNames(stage, account));
  const keeping = {
    breakGlassRoleArn: ground.breakGlassRoleArn,
    custodianRoleArns: ground.serviceCustodianRoleArns.datavault,
    peoplesRoleArns: ground.peoplesRoleArns,
  };
  const accessLogs = { bucketName: ground.accessLogBucketName };
  const ingest = new IngestBucket(
    "archive",
    {
      ...keeping,
      bucketName: names.archive,
      keyArn: keyArns.data,
      accessLogs,
      coolsAfterDays: settings.coolsAfterDays,
    },
    primary,
  );
  const plainNames = {
    home: accountId.apply((account) => vaultName(stage, ARCHIVE, account)),
    away: accountId.apply((account) => mirrorName(stage, ARCHIVE, account)),
  };
  const vault = (name: string, args: VaultOf, opts: pulumi.ComponentResourceOptions) =>
    new ArchiveVault(
      name,
      {
        ...keeping,
        ...args,
        lockDays: ground.retention.lockDays,
        transitions: [{ id: "cooler", storageClass: "GLACIER_IR", afterDays: settings.coolsAfterDays }],
      },
      opts,
    );
  const home: VaultEnd = {
    plainName: plainNames.home,
    region: regions.primary,
    keyArn: keyArns.data,
    vault: vault(
      "home-vault",
      {
        bucketName: plainNames.home,
        role: "vault",
        keyArn: keyArns.data,
        accessLogs,
        copies: {},
      },
      primary,
    ),
  };
  const copy: VaultEnd = {
    plainName: plainNames.away,
    region: away.region,
    keyArn: away.keyArn,
    keyAlias: away.keyAlias,
    vault: vault(
      "copy-vault",
      {
        bucketName: plainNames.away,
        role: "replica",
        keyArn: away.keyArn,
        accessLogs: away.accessLogs,
        copies: {},
      },
      at.second,
    ),
  };
  new VaultReplication(
    "archive-replication",
    {
      source: { plainName: names.archive, region: regions.primary, keyArn: keyArns.data, vault: ingest },
      mirrors: { home, copy },
      roleName: replicationRoleName(stage),
      accountId,
      boundaryArn: ground.boundaryArn,
      alarmTopicArn: ground.alarmTopicArn,
    },
    primary,
  );
  keeper("home", home, { ...at, keyArn: keyArns.data, bucketName: names.inventories, accessLogs });
  keeper("copy", copy, {
    ...at,
    primary: at.second,
    keyArn: away.keyArn,
    keyAlias: away.keyAlias,
    bucketName: names.copyInventories,
    accessLogs: away.accessLogs,
    functions: placeAway(at.functions, away),
  });
  return { ingest, home, copy };
}

type VaultOf = Pick<
  ConstructorParameters<typeof ArchiveVault>[1],
  "bucketName" | "role" | "keyArn" | "accessLogs" | "copies"
>;

const placeAway = (here: FunctionPlace, away: SecondRegion): FunctionPlace => ({
  ...here,
  region: away.region,
  dataKey: away,
  logsKeyArn: away.keyArn,
  alarmTopicArn: away.alarmTopicArn,
});

interface KeeperPlace extends DataVaultPlace {
  readonly keyArn: pulumi.Input<string>;
  readonly keyAlias?: string;
  /** Where the vault's inventories go. */
  readonly bucketName: pulumi.Output<string>;
  readonly accessLogs: { readonly bucketName: pulumi.Input<string> };
}

/** Renews and watches a vault's locks, as every vault's of the stage (docs/retention.md). */
function keeper(word: "home" | "copy", { plainName, vault }: VaultEnd, at: KeeperPlace): void {
  const { stage, ground, keyArn, keyAlias, bucketName } = at;
  const inventories = new InventoryBucket(
    `${word}-inventories`,
    {
      bucketName,
      accountId: at.accountId,
      vaultNames: [plainName],
      keyArn,
      accessLogs: at.accessLogs,
      caseRoleArns: [ground.breakGlassRoleArn],
    },
    at.primary,
  );
  new RetentionKeeper(
    `${word}-keeper`,
    {
      keeperName: keeperNames(stage)[word],
      vaultName: plainName,
      retention: ground.retention,
      inventoryBucket: { name: bucketName, keyArn, keyAlias },
      place: at.functions,
    },
    { ...at.primary, dependsOn: [vault, inventories] },
  );
}

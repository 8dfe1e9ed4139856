import * as pulumi from "@pulumi/pulumi";
import { mirrorName, vaultName } from "../../../components/names/names";
import {
  ArchiveVault,
  type ArchiveVaultArgs,
  type VaultCopies,
} from "../../../components/vault/archive-vault";
import { VaultReplication, type VaultEnd } from "../../../components/vault/vault-replication";
import {
  isInAzure,
  isInS3,
  isMirror,
  type MirrorReplica,
  type Replica,
  type S3Replica,
} from "../replicas/replicas";
import type { Region, Regions } from "./regions";
import { transitions } from "./tiers";

export interface VaultsArgs {
  readonly stage: string;
  readonly replicas: readonly Replica[];
  readonly accountId: pulumi.Output<string>;
  readonly regions: Regions;
  readonly boundaryArn: pulumi.Input<string>;
  /** Of the role in which S3 copies. */
  readonly namespace: string;
  /** What all vaults are told alike: who may do what, and for how long objects are locked. */
  readonly keeping: Pick<
    ArchiveVaultArgs,
    "lockDays" | "breakGlassRoleArn" | "custodianRoleArns" | "peoplesRoleArns"
  >;
}

/** A vault, where it is, and its name as the program knows it. */
export interface StageVault {
  readonly vault: ArchiveVault;
  readonly plainName: pulumi.Output<string>;
  readonly region: Region;
}

/** Of a mirror the class is told by what it mirrors: it is as cold. */
const storageOf = (replica: S3Replica | MirrorReplica, replicas: readonly Replica[]) =>
  replica.store === "s3"
    ? replica.storage
    : (replicas.filter(isInS3).find(({ id }) => id === replica.of)?.storage ?? "cold");

/** A vault for each replica in S3 and for each mirror, by their ids; S3 fills the mirrors. */
export function archiveVaults(args: VaultsArgs): Readonly<Record<string, StageVault>> {
  const inS3 = args.replicas.filter((replica) => isInS3(replica) || isMirror(replica));
  const vaults = Object.fromEntries(inS3.map((replica) => [replica.id, stageVault(replica, args)] as const));
  for (const source of args.replicas.filter(isInS3)) replication(source, vaults, args);
  return vaults;
}

function plainNameOf(
  replica: S3Replica | MirrorReplica,
  { stage, accountId }: VaultsArgs,
): pulumi.Output<string> {
  const name = replica.store === "mirror" ? mirrorName : vaultName;
  return accountId.apply((account) => name(stage, replica.id, account));
}

function stageVault(replica: S3Replica | MirrorReplica, args: VaultsArgs): StageVault {
  const isCopy = replica.store === "mirror";
  const region = isCopy ? args.regions.of(replica.region) : args.regions.primary;
  const plainName = plainNameOf(replica, args);
  const vault = new ArchiveVault(
    replica.id,
    {
      ...args.keeping,
      bucketName: plainName,
      role: isCopy ? "replica" : "vault",
      keyArn: region.keyArn,
      accessLogs: { bucketName: region.accessLogBucketName },
      copies: copiesOf(replica, args),
      transitions: transitions[storageOf(replica, args.replicas)],
    },
    region.opts,
  );
  return { vault, plainName, region };
}

/** Every vault names the copy in the other cloud, and one that is not mirrored itself the vault that is. */
function copiesOf(replica: S3Replica | MirrorReplica, args: VaultsArgs): VaultCopies {
  const azure = args.replicas.find(isInAzure);
  const mirrored = (id: string) => args.replicas.filter(isMirror).some((mirror) => mirror.of === id);
  const sibling = args.replicas.filter(isInS3).find(({ id }) => id !== replica.id && mirrored(id));
  return {
    ...(azure ? { offsite: `azure:${azure.account}/${azure.container}` } : {}),
    ...(replica.store === "s3" && !mirrored(replica.id) && sibling
      ? { copiedTo: plainNameOf(sibling, args) }
      : {}),
  };
}

/** Has S3 copy a vault into its mirrors, where it has any. */
function replication(
  source: S3Replica,
  vaults: Readonly<Record<string, StageVault>>,
  args: VaultsArgs,
): void {
  const mirrors = args.replicas
    .filter(isMirror)
    .filter((mirror) => mirror.of === source.id)
    .map((mirror) => [mirror.id, endOf(vaults[mirror.id])] as const);
  if (mirrors.length === 0) return;
  new VaultReplication(
    `${source.id}-replication`,
    {
      source: endOf(vaults[source.id]),
      mirrors: Object.fromEntries(mirrors),
      roleName: `${args.namespace}-${source.id}-replication`,
      accountId: args.accountId,
      boundaryArn: args.boundaryArn,
      alarmTopicArn: args.regions.primary.alarmTopicArn,
    },
    args.regions.primary.opts,
  );
}

/** How each vault is copied into its mirrors, in the words of S3's metrics, which are the source's region's. */
export function replicationsOf(
  replicas: readonly Replica[],
  vaults: Readonly<Record<string, StageVault>>,
  region: pulumi.Input<string>,
) {
  return replicas.filter(isMirror).map(({ id, of }) => ({
    source: endOf(vaults[of]).plainName,
    destination: endOf(vaults[id]).plainName,
    ruleId: id,
    region,
  }));
}

function endOf(made: StageVault | undefined): VaultEnd {
  if (made === undefined) throw new pulumi.RunError("a replica has no vault");
  const { vault, plainName, region } = made;
  return { plainName, vault, region: region.region, keyArn: region.keyArn, keyAlias: region.keyAlias };
}

import * as pulumi from "@pulumi/pulumi";
import type { AccessLogs, Encryption } from "../../../components/buckets/bucket-ground";
import { PrivateBucket, type LifecycleRule } from "../../../components/buckets/private-bucket";
import { ArchiveTable, type ArchiveTableArgs } from "../../../components/databases/archive-table";
import { refusePeoplesWrites } from "../../../components/identity/peoples-roles";
import { bucketNames, LOCKS_BY_CONTEXT, tableNames, VERSIONS_BY_INGEST } from "../names";

export interface StoresArgs {
  readonly namespace: string;
  readonly storesNamespace: string;
  readonly accountId: pulumi.Output<string>;
  readonly region: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
  readonly accessLogs: AccessLogs;
  readonly peoplesRoleArns: pulumi.Input<readonly string[]>;
}

interface BucketRow {
  /** What it is called in the program. */
  readonly name: string;
  readonly rules: readonly LifecycleRule[];
  /** Whether it belongs to the archive: people are refused to write, and overwritten objects are kept. */
  readonly lasting: boolean;
  readonly versioned?: true;
}

/** The buckets beside the vaults (storage-service.md 6.1, 6.2). */
const buckets = {
  unpackedBags: {
    name: "unpacked-bags",
    rules: [{ id: "expire-after-30-days", expireAfterDays: 30 }],
    lasting: false,
  },
  largeResponses: {
    name: "large-responses",
    rules: [{ id: "transition-to-standard-ia", standardIaAfterDays: 30 }],
    lasting: false,
  },
  manifests: {
    name: "manifests",
    rules: [{ id: "objects_to_standard_ia", standardIaAfterDays: 30 }],
    lasting: true,
  },
  // Test bags, and for a while the copies of bags that were lawfully deleted; inventories have a bucket of their own.
  infra: {
    name: "infra",
    rules: [
      { id: "expire_tmp", prefix: "tmp/", fadesAfterDays: { standardIa: 30, glacier: 60, expire: 90 } },
      { id: "expire_noncurrent_versions", noncurrentExpireAfterDays: 30 },
    ],
    lasting: false,
    versioned: true,
  },
} as const satisfies Record<string, BucketRow>;

/** Bags in hand, answers too large for the API, and the storage manifests of all bags. */
export function storageBuckets(args: StoresArgs, opts: pulumi.ComponentResourceOptions) {
  const encryption: Encryption = { keyArn: args.keyArn };
  const bucket = (store: keyof typeof buckets) => {
    const row: BucketRow = buckets[store];
    return new PrivateBucket(
      row.name,
      {
        bucketName: args.accountId.apply(
          (account) => bucketNames(args.namespace, args.storesNamespace, account)[store],
        ),
        role: row.lasting ? "artifacts" : "staging",
        encryption,
        accessLogs: args.accessLogs,
        versioned: row.lasting || row.versioned === true,
        lifecycleRules: row.rules,
        ...(row.lasting
          ? { statements: ({ objects }) => [refusePeoplesWrites(objects, args.peoplesRoleArns)] }
          : {}),
      },
      opts,
    );
  };
  return {
    unpackedBags: bucket("unpackedBags"),
    largeResponses: bucket("largeResponses"),
    manifests: bucket("manifests"),
    infra: bucket("infra"),
  };
}

const id = { name: "id", type: "S" } as const;
const versioned = { hashKey: id, rangeKey: { name: "version", type: "N" } } as const;
/** Both lock tables: by what is locked, and by who locked it; a lock that nobody gave back expires. */
const locks = {
  hashKey: id,
  indices: [{ name: LOCKS_BY_CONTEXT, hashKey: { name: "contextId", type: "S" } }],
  expiresBy: "expires",
} as const;

interface TableRow extends Pick<ArchiveTableArgs, "hashKey" | "rangeKey" | "indices" | "expiresBy"> {
  readonly name: string;
  /** Whether people are refused to write it (storage-service.md 7.4). */
  readonly closedToPeople: boolean;
}

/** The tables (storage-service.md 6.5). */
const tables = {
  ingests: { name: "ingests", hashKey: id, closedToPeople: true },
  replicas: { name: "replicas", hashKey: id, closedToPeople: true },
  versions: {
    name: "versions",
    ...versioned,
    indices: [{ name: VERSIONS_BY_INGEST, hashKey: { name: "ingestId", type: "S" } }],
    closedToPeople: true,
  },
  manifestVersions: { name: "manifest-versions", ...versioned, closedToPeople: true },
  versionerLocks: { name: "versioner-locks", ...locks, closedToPeople: false },
  replicatorLocks: { name: "replicator-locks", ...locks, closedToPeople: false },
  // It lasts, for blobs in Azure's archive tier cannot be read again to be verified (13.8).
  azureVerifierTags: { name: "azure-verifier-tags", hashKey: id, closedToPeople: false },
  deletedBags: {
    name: "deleted-bags",
    hashKey: { name: "ingest_id", type: "S" },
    closedToPeople: false,
  },
} as const satisfies Record<string, TableRow>;
type TableName = keyof typeof tables;

/** The tables that say which bags there are, in which versions and copies, and who is at work on them. */
export function archiveTables(
  args: StoresArgs,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<TableName, ArchiveTable>> {
  const names = tableNames(args.namespace, args.storesNamespace);
  const table = (store: TableName) => {
    const { name, closedToPeople, ...shape }: TableRow = tables[store];
    return new ArchiveTable(
      name,
      {
        tableName: names[store],
        ...shape,
        keyArn: args.keyArn,
        ...(closedToPeople
          ? { closedTo: { roleArns: args.peoplesRoleArns, plainArn: tableArn(args, names[store]) } }
          : {}),
      },
      opts,
    );
  };
  return {
    ingests: table("ingests"),
    replicas: table("replicas"),
    versions: table("versions"),
    manifestVersions: table("manifestVersions"),
    versionerLocks: table("versionerLocks"),
    replicatorLocks: table("replicatorLocks"),
    azureVerifierTags: table("azureVerifierTags"),
    deletedBags: table("deletedBags"),
  };
}

const tableArn = ({ region, accountId }: StoresArgs, name: string) =>
  pulumi.interpolate`arn:aws:dynamodb:${region}:${accountId}:table/${name}`;

import type * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../../../components/buckets/bucket-ground";
import { PrivateBucket, type LifecycleRule } from "../../../components/buckets/private-bucket";
import { ArchiveTable } from "../../../components/databases/archive-table";
import { bucketNames, tableNames, VERSIONS_BY_INGEST } from "../names";

export interface WorkingBucketsArgs {
  readonly namespace: string;
  readonly accountId: pulumi.Output<string>;
  readonly keyArn: pulumi.Input<string>;
  readonly accessLogs: AccessLogs;
}

/** What happens to the objects of the working buckets (storage-service.md 6.2). */
const rules = {
  unpackedBags: { id: "expire-after-30-days", expireAfterDays: 30 },
  largeResponses: { id: "transition-to-standard-ia", standardIaAfterDays: 30 },
} satisfies Record<string, LifecycleRule>;

/** Buckets for what is in hand: bags between unpacking and replication, and answers too large for the API. */
export function workingBuckets(args: WorkingBucketsArgs, opts: pulumi.ComponentResourceOptions) {
  const bucket = (name: string, store: keyof typeof rules) =>
    new PrivateBucket(
      name,
      {
        bucketName: args.accountId.apply((account) => bucketNames(args.namespace, account)[store]),
        role: "staging",
        encryption: { keyArn: args.keyArn },
        accessLogs: args.accessLogs,
        versioned: false,
        lifecycleRules: [rules[store]],
      },
      opts,
    );
  return {
    unpackedBags: bucket("unpacked-bags", "unpackedBags"),
    largeResponses: bucket("large-responses", "largeResponses"),
  };
}

export interface ArchiveTablesArgs {
  readonly storesNamespace: string;
  readonly keyArn: pulumi.Input<string>;
}

/** The tables that say which bags there are, in which versions (storage-service.md 6.5). */
export function archiveTables(args: ArchiveTablesArgs, opts: pulumi.ComponentResourceOptions) {
  const names = tableNames(args.storesNamespace);
  const { keyArn } = args;
  return {
    ingests: new ArchiveTable(
      "ingests",
      { tableName: names.ingests, hashKey: { name: "id", type: "S" }, keyArn },
      opts,
    ),
    versions: new ArchiveTable(
      "versions",
      {
        tableName: names.versions,
        hashKey: { name: "id", type: "S" },
        rangeKey: { name: "version", type: "N" },
        indices: [{ name: VERSIONS_BY_INGEST, hashKey: { name: "ingestId", type: "S" } }],
        keyArn,
      },
      opts,
    ),
  };
}

import * as pulumi from "@pulumi/pulumi";
import { isInS3, primaryOf, type Replica, type WrittenReplica } from "../replicas/replicas";
import { present } from "./environment";
import { buckets, type BucketName, type TableName } from "./pipeline/messages";

/** A bucket or table of another stack. */
export interface Store {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
}

export interface Stores {
  /** The name that a variable holds. */
  readonly nameOf: (
    store: BucketName | TableName,
    replica: WrittenReplica | undefined,
  ) => pulumi.Input<string>;
  /** ARNs of the buckets that a grant is for; none of a replica that is not in S3. */
  readonly bucketArns: (
    bucket: BucketName,
    replica: WrittenReplica | undefined,
  ) => readonly pulumi.Input<string>[];
  readonly tableArn: (table: TableName) => pulumi.Input<string>;
}

export interface StoresArgs {
  readonly replicas: readonly Replica[];
  readonly uploadBuckets: readonly string[];
  readonly buckets: Readonly<Record<"unpackedBags" | "largeResponses" | "manifests" | "infra", Store>>;
  readonly tables: Readonly<Record<TableName, Store>>;
  /** The vault of a replica in S3. */
  readonly vault: (id: string) => Store;
}

const isBucket = (store: BucketName | TableName): store is BucketName =>
  buckets.some((bucket) => bucket === store);

/** What the names of stores in the pipeline table stand for. */
export function stores(args: StoresArgs): Stores {
  const inS3 = args.replicas.filter(isInS3);
  const found = (bucket: BucketName, replica: WrittenReplica | undefined): readonly Store[] => {
    if (bucket === "uploads")
      return args.uploadBuckets.map((name) => ({ name, arn: `arn:aws:s3:::${name}` }));
    if (bucket === "primary") return [args.vault(primaryOf(args.replicas).id)];
    if (bucket === "destination") return replica?.store === "s3" ? [args.vault(replica.id)] : [];
    if (bucket === "everyVault") return inS3.map(({ id }) => args.vault(id));
    return [args.buckets[bucket]];
  };
  return {
    nameOf(store, replica) {
      const [one, ...others] = isBucket(store) ? found(store, replica) : [args.tables[store]];
      if (one && others.length === 0) return one.name;
      throw new pulumi.RunError(
        `a variable must name one store: ${store} are ${one ? others.length + 1 : 0}`,
      );
    },
    bucketArns: (bucket, replica) => found(bucket, replica).map(({ arn }) => arn),
    tableArn: (table) => args.tables[table].arn,
  };
}

/**
 * The vaults that storage/base made, by the ids of their replicas.
 * @throws (as a failed deployment) when storage/base was deployed with another list of replicas than this stack
 */
export function vaultsOf(
  base: {
    readonly replicaIds: pulumi.Output<readonly string[]>;
    readonly vaults: pulumi.Output<Readonly<Record<string, { readonly name: string; readonly arn: string }>>>;
  },
  replicas: readonly Replica[],
): (id: string) => Store {
  const told = replicas.map(({ id }) => id).join(", ");
  const vaults = pulumi.all([base.vaults, base.replicaIds]).apply(([made, ids]) => {
    if (ids.join(", ") !== told)
      throw new pulumi.RunError(
        `storage/base keeps the replicas ${ids.join(", ")}, projects/storage/replicas lists ${told}: deploy storage/base first`,
      );
    return made;
  });
  return (id) => {
    const vault = vaults.apply((made) => present(made, id));
    return { name: vault.name, arn: vault.arn };
  };
}

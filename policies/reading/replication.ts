import type { Classifying } from "../parameters";
import type { Finding } from "../rule";
import { BUCKET, bucketsWith, vaultReason } from "./buckets";
import { areApart } from "./regions";
import { ofType, type Resource, type StackResource } from "./resource";
import { tag } from "./tags";
import { is, list, read, shown, text, type Value, within } from "./value";

export const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

/** The bucket to which a rule leads; several where a preview cannot tell which, none where it is not in this stack. */
export type Destination = readonly StackResource[];

/** A vault, and where S3 copies it. */
export interface ReplicatedVault {
  readonly vault: StackResource;
  /** Why it is a vault. */
  readonly because: string;
  /** Of each rule that is on; and where what S3 copies into the vault is copied beside it. */
  readonly destinations: readonly Destination[];
}

/** A vault that is not itself the copy of another one in this stack. */
export interface Original extends ReplicatedVault {
  /** The tag by which it names a sibling that is copied in its stead. */
  readonly copiedTo: Value<string>;
  readonly sibling: ReplicatedVault | undefined;
}

/** The vaults of a stack of which there have to be copies. */
export function originals(resources: readonly StackResource[], settings: Classifying): Original[] {
  const vaults = replicatedVaults(resources, settings);
  return vaults
    .filter(({ vault }) => !isCopy(vault, vaults))
    .map((original) => {
      const copiedTo = tag(original.vault, "archive:copied-to");
      const sibling = vaults.find(
        ({ vault }) => copiedTo.kind === "known" && is(bucketName(vault), copiedTo.value),
      );
      return { ...original, copiedTo, sibling };
    });
}

/** Judges every rule of a replication; rules that cannot be read are refused as such. */
export function* eachReplicationRule(
  replication: Resource,
  judge: (rule: Value<unknown>, who: string) => Iterable<Finding>,
): Iterable<Finding> {
  const rules = list(read(replication.props, "rules"));
  if (rules.kind !== "known") {
    yield { found: `rules is ${shown(rules)}`, expected: "a list of rules that can be read in preview" };
    return;
  }
  for (const [index, rule] of rules.value.entries()) {
    const id = within(rule, "id");
    yield* judge(rule, `replication rule ${id.kind === "known" ? shown(id) : index + 1}`);
  }
}

/** A status that is not what it has to be. */
export function* otherThan(
  expected: "Enabled" | "Disabled",
  rule: Value<unknown>,
  who: string,
  ...path: readonly string[]
): Iterable<Finding> {
  const status = within(rule, ...path, "status");
  if (!is(status, expected))
    yield { found: `${[...path, "status"].join(".")} of ${who} is ${shown(status)}`, expected };
}

function replicatedVaults(resources: readonly StackResource[], settings: Classifying): ReplicatedVault[] {
  const buckets = ofType(resources, BUCKET);
  const copied = bucketsWith(resources, [REPLICATION]).map(({ bucket, parts }) => ({
    bucket,
    destinations: destinationsOf(parts, buckets),
  }));
  return copied.flatMap(({ bucket, destinations }) => {
    const because = vaultReason(bucket, settings);
    return because
      ? [{ vault: bucket, because, destinations: [...destinations, ...copiedBeside(bucket, copied)] }]
      : [];
  });
}

/** A bucket that is no vault may be copied into several: each of them then holds what the others do. */
function copiedBeside(
  vault: StackResource,
  copied: readonly { readonly destinations: readonly Destination[] }[],
): Destination[] {
  const isFilled = (destination: Destination) => destination.length === 1 && destination[0] === vault;
  return copied
    .filter(({ destinations }) => destinations.some(isFilled))
    .flatMap(({ destinations }) => destinations.filter((destination) => !isFilled(destination)));
}

/** What only calls itself a replica is an original, and so is what another replica is copied to: S3 copies no copies. */
function isCopy(vault: StackResource, vaults: readonly ReplicatedVault[]): boolean {
  return (
    isReplica(vault) &&
    vaults.some(
      (source) =>
        !isReplica(source.vault) &&
        areApart(source.vault, vault) &&
        source.destinations.some((destination) => destination.includes(vault)),
    )
  );
}

function isReplica(vault: StackResource): boolean {
  return is(tag(vault, "archive:role"), "replica");
}

function destinationsOf(
  replications: readonly StackResource[],
  buckets: readonly StackResource[],
): Destination[] {
  // S3 keeps one replication of a bucket: of two nobody knows which it will be.
  const [replication, ...others] = replications;
  if (!replication || others.length > 0) return [];
  const rules = list(read(replication.props, "rules"));
  if (rules.kind !== "known") return [];
  return rules.value
    .filter((rule) => is(within(rule, "status"), "Enabled"))
    .map((rule) => destinationOf(rule, replication, buckets));
}

function destinationOf(
  rule: Value<unknown>,
  replication: StackResource,
  buckets: readonly StackResource[],
): Destination {
  const arn = within(rule, "destination", "bucket");
  return buckets.filter((bucket) =>
    arn.kind === "unknown"
      ? replication.propertyDependencies["rules"]?.includes(bucket)
      : isNamedBy(text(arn), bucket),
  );
}

function isNamedBy(arn: Value<string>, bucket: StackResource): boolean {
  const name = bucketName(bucket);
  return arn.kind === "known" && name.kind === "known" && arn.value.endsWith(`:s3:::${name.value}`);
}

function bucketName(bucket: StackResource): Value<string> {
  return text(read(bucket.props, "bucket"));
}

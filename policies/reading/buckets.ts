import type { Classifying } from "../parameters";
import { matches } from "./glob";
import { ofType, type Resource, type StackResource } from "./resource";
import { tag } from "./tags";
import { is, read, shown, text, type Value } from "./value";

export const BUCKET = "aws:s3/bucket:Bucket";
export const BUCKET_V2 = "aws:s3/bucketV2:BucketV2";
export const LOCK_CONFIGURATION = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

/** Why a bucket counts as a vault, in words for a message; undefined if it does not. Fails closed. */
export function vaultReason(bucket: Resource, settings: Classifying): string | undefined {
  // A name lasts as long as its bucket, a tag does not: retagging a vault must not set it free.
  if (isNamedLikeVault(bucket, settings)) return "on a bucket named like a vault";
  const role = tag(bucket, "archive:role");
  if (settings.nonVaultRoles.some((exempt) => is(role, exempt))) return undefined;
  return `on a bucket whose archive:role is ${shown(role)}`;
}

/** `bucket` is the physical name on the bucket itself and the reference on every resource that configures one. */
export function isNamedLikeVault(resource: Resource, settings: Classifying): boolean {
  const name = bucketName(resource);
  return name.kind === "known" && settings.vaultNamePatterns.some((pattern) => matches(pattern, name.value));
}

/**
 * The bucket of this stack that a resource configures: by name where the name is known, else by what its `bucket`
 * was computed from. Undefined where that is none of the stack's, or might be more than one.
 */
export function bucketOf(
  resource: StackResource,
  buckets: readonly StackResource[],
): StackResource | undefined {
  const name = bucketName(resource);
  const [bucket, ...others] =
    name.kind === "known"
      ? buckets.filter((bucket) => is(bucketName(bucket), name.value))
      : buckets.filter((bucket) => resource.propertyDependencies["bucket"]?.includes(bucket));
  return others.length > 0 ? undefined : bucket;
}

/** Every bucket of the stack, with those resources of the given types that configure it. */
export function bucketsWith(
  resources: readonly StackResource[],
  types: readonly string[],
): { bucket: StackResource; parts: StackResource[] }[] {
  const buckets = ofType(resources, BUCKET);
  const joined = ofType(resources, ...types).map((part) => ({ part, bucket: bucketOf(part, buckets) }));
  return buckets.map((bucket) => ({
    bucket,
    parts: joined.filter((join) => join.bucket === bucket).map((join) => join.part),
  }));
}

function bucketName(resource: Resource): Value<string> {
  return text(read(resource.props, "bucket"));
}

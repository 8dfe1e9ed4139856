import type { Classifying } from "../parameters";
import { BUCKET, bucketOf, isNamedLikeVault, vaultReason } from "./buckets";
import { type Guarded, guarded } from "./effective-policy";
import { BUCKET_POLICY } from "./policy-documents";
import { ofType, type StackResource } from "./resource";
import { read, text } from "./value";

export interface GuardedBucket extends Guarded {
  /** With `*` for a name that is not known. */
  readonly arn: string;
}

/** The buckets of a stack, and those of others to which it gives policies. */
export function bucketPolicies(resources: readonly StackResource[]): readonly GuardedBucket[] {
  const buckets = ofType(resources, BUCKET);
  const policies = ofType(resources, BUCKET_POLICY);
  return guarded(buckets, policies, (policy) => bucketOf(policy, buckets)).map((bucket) => {
    const name = text(read(bucket.about.props, "bucket"));
    return { ...bucket, arn: `arn:aws:s3:::${name.kind === "known" ? name.value : "*"}` };
  });
}

export interface GuardedVault extends GuardedBucket {
  /** Why it counts as a vault, in words for a message. */
  readonly because: string;
}

/** Those of them that count as vaults; of a bucket that is not to be seen, the worst is assumed. */
export function vaultPolicies(
  resources: readonly StackResource[],
  settings: Classifying,
): readonly GuardedVault[] {
  return bucketPolicies(resources).flatMap((bucket) => {
    const because = bucket.owner ? vaultReason(bucket.owner, settings) : unseen(bucket.about, settings);
    return because === undefined ? [] : [{ ...bucket, because }];
  });
}

function unseen(policy: StackResource, settings: Classifying): string {
  return isNamedLikeVault(policy, settings)
    ? "on a bucket named like a vault"
    : "on a bucket that is not to be found in this stack";
}

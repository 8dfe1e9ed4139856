import { type Guarded, policiesOf } from "./documents";
import type { Classifying } from "../parameters";
import { BUCKET, bucketOf, bucketsWith, LOCK_CONFIGURATION, vaultReason } from "../reading/buckets";
import type { Statement } from "../reading/document";
import { BUCKET_POLICY } from "../reading/policy-documents";
import { ofType, type StackResource } from "../reading/resource";
import { defaultRetention, retentionDays } from "../reading/retention";
import { flag, read, text, type Value, within } from "../reading/value";
import { meant } from "./joins";
import { type Encryption, encryptionsBy, keysIn } from "./keys";

const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
export const ACCESS_POINT = "aws:s3/accessPoint:AccessPoint";
export const ACCESS_POINT_POLICY = "aws:s3control/accessPointPolicy:AccessPointPolicy";

export interface Vault extends Guarded {
  /** Why it counts as a vault. */
  readonly because: string;
  readonly objectLock: Value<boolean>;
  readonly locks: readonly Lock[];
  readonly encryptions: readonly Encryption[];
  readonly lifecycles: readonly StackResource[];
  readonly replications: readonly StackResource[];
  /** What the policies of its access points say. */
  readonly accessPoints: readonly Statement[];
}

/** What a lock configuration gives to whatever comes without a lock of its own. */
export interface Lock {
  readonly mode: Value<string>;
  readonly days: Value<number>;
}

export function vaultsIn(
  resources: readonly StackResource[],
  accountId: string,
  settings: Classifying,
): readonly Vault[] {
  const keys = keysIn(resources, accountId);
  const points = accessPointsIn(resources);
  const types = [BUCKET_POLICY, LOCK_CONFIGURATION, ENCRYPTION, LIFECYCLE, REPLICATION];
  return bucketsWith(resources, types).flatMap(({ bucket, parts }): readonly Vault[] => {
    const because = vaultReason(bucket, settings);
    if (because === undefined) return [];
    const name = text(read(bucket.props, "bucket"));
    return [
      {
        about: bucket,
        title: name.kind === "known" ? name.value : bucket.name,
        arn: `arn:aws:s3:::${name.kind === "known" ? name.value : "*"}`,
        policies: policiesOf(partsOrInline(bucket, parts, BUCKET_POLICY)),
        because,
        objectLock: flag(read(bucket.props, "objectLockEnabled")),
        locks: partsOrInline(bucket, parts, LOCK_CONFIGURATION).flatMap(lockOf),
        encryptions: ofType(parts, ENCRYPTION).flatMap((part) => encryptionsBy(part, keys, resources)),
        lifecycles: partsOrInline(bucket, parts, LIFECYCLE),
        replications: ofType(parts, REPLICATION),
        accessPoints: points.filter(({ of }) => !of || of === bucket).flatMap(({ says }) => says),
      },
    ];
  });
}

/** Beside a resource of its own a setting's deprecated block on the bucket is but the provider's echo of it. */
function partsOrInline(
  bucket: StackResource,
  parts: readonly StackResource[],
  type: string,
): readonly StackResource[] {
  const separate = ofType(parts, type);
  return separate.length > 0 ? separate : [bucket];
}

function lockOf(part: StackResource): readonly Lock[] {
  const retention = defaultRetention(part);
  return retention ? [{ mode: text(within(retention, "mode")), days: retentionDays(retention) }] : [];
}

/** An access point whose bucket is not to be found may be one of any vault. */
function accessPointsIn(
  resources: readonly StackResource[],
): readonly { readonly says: readonly Statement[]; readonly of: StackResource | undefined }[] {
  const buckets = ofType(resources, BUCKET);
  const points = ofType(resources, ACCESS_POINT);
  const separate = ofType(resources, ACCESS_POINT_POLICY);
  return points.map((point) => {
    const parts = separate.filter((part) => accessPointsOf(part, points).includes(point));
    return { says: policiesOf([point, ...parts]).flat(), of: bucketOf(point, buckets) };
  });
}

/** The access points that a policy of its own is for. */
export function accessPointsOf(
  part: StackResource,
  points: readonly StackResource[],
): readonly StackResource[] {
  const property = "accessPointArn";
  const value = text(read(part.props, property));
  return value.kind === "missing" ? [] : meant({ from: part, property, value }, points, ["arn"]);
}

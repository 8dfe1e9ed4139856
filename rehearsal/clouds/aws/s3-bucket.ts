import { words, type Making, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { bucketOf, lockOn, madeIn } from "./s3-state";
import { BUCKET } from "./tokens";

/** [docs.aws.amazon.com: General purpose bucket naming rules] */
const NAME =
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Hosted zones of S3's website endpoints [docs.aws.amazon.com: Amazon S3 endpoints and quotas]. */
const HOSTED_ZONES: Readonly<Record<string, string>> = {
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-west-2": "Z3GKZC51ZF0DB4",
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "us-east-1": "Z3AQBSTGFYJSTF",
};

/**
 * A bucket. Its deprecated inline settings (acl, versioning, lifecycleRules, …) are left out on purpose:
 * each has a resource of its own.
 */
export const s3Bucket: Readonly<Record<string, ResourceType>> = {
  [BUCKET]: {
    inputs: words("forceDestroy objectLockEnabled tags"),
    name: {
      property: "bucket",
      pattern: NAME,
      says: "3 to 63 lower-case letters, digits, hyphens and dots, no IP address, and none of S3's own prefixes and suffixes",
      unique: "no", // Unique everywhere, in fact: `taken` below knows whose it is.
      taken: "BucketAlreadyExists",
      automatic: (logicalName, digits) => `${logicalName.toLowerCase()}-${digits(7)}`,
    },
    id: ({ name }) => name,
    computed: {
      arn: ({ name }) => `arn:aws:s3:::${name}`,
      bucketDomainName: ({ name }) => `${name}.s3.amazonaws.com`,
      bucketRegionalDomainName: ({ name, region }) => `${name}.s3.${region}.amazonaws.com`,
      bucketRegion: ({ region }) => region,
      hostedZoneId: ({ region }) => HOSTED_ZONES[region] ?? "Z0000000000000",
    },
    defaults: { forceDestroy: false, objectLockEnabled: false },
    replacedBy: words("objectLockEnabled"),
    refuseMaking: taken,
    refuseDelete: notEmpty,
  },
};

function taken({ before, name, account, cloud }: Making): string | undefined {
  const owner = before === undefined ? bucketOf(name, cloud) : undefined;
  if (owner === undefined) return undefined;
  return owner.account === account
    ? `BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it: ${name} (${owner.urn})`
    : `BucketAlreadyExists: The requested bucket name is not available: ${name}`;
}

/** An empty bucket goes, a full one only with `forceDestroy`, and one with locked objects not at all. */
function notEmpty(bucket: Thing, cloud: Cloud): string | undefined {
  const force = bucket.inputs["forceDestroy"] === true;
  const put = cloud.objectsIn(bucket.id);
  const made = madeIn(bucket.id, cloud);
  if (put.length + made.length === 0) return undefined;
  if (!force)
    return `BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket. (${bucket.id})`;
  const now = new Date().toISOString();
  const locked =
    put.find(({ lockedUntil = "" }) => lockedUntil > now)?.key ??
    made.find((object) => lockOn(object, true) !== undefined)?.id;
  return locked === undefined
    ? undefined
    : `AccessDenied: Access Denied because object protected by object lock. (${bucket.id}: ${locked})`;
}

import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import type { Thing } from "../cloud";
import { key } from "./refers";
import { defaultRetention, isLocked, isVersioned, ofBucket, referring } from "./s3-state";
import {
  BUCKET,
  BUCKET_LOCK,
  BUCKET_PUBLIC_ACCESS_BLOCK,
  BUCKET_REPLICATION,
  BUCKET_VERSIONING,
} from "./tokens";
import { isSet, listAt, textAt } from "./values";

/** Settings of a bucket, each a resource that has the bucket's name as its id. */
export const s3Settings: Readonly<Record<string, ResourceType>> = {
  [BUCKET_VERSIONING]: {
    ...ofBucket,
    inputs: words("bucket mfa versioningConfiguration"),
    required: words("bucket versioningConfiguration"),
    limits: {
      "versioningConfiguration.status": { among: words("Enabled Suspended Disabled") },
      "versioningConfiguration.mfaDelete": { among: words("Enabled Disabled") },
    },
    refuseInputs: (inputs) =>
      textAt(inputs, "versioningConfiguration.mfaDelete") === "Enabled" && !isSet(inputs, "mfa")
        ? "AccessDenied: MFA delete takes the root user's device and code (mfa)"
        : undefined,
    refuseMaking: versioningRefused,
    // The provider suspends versioning then; with Object Lock it leaves it as it is.
    refuseDelete: (thing, cloud) =>
      isLocked(thing.id, cloud) || cloud.named([BUCKET_REPLICATION], thing.id).length === 0
        ? undefined
        : REPLICATED,
  },
  // Deleting it takes the default retention away from objects to come (the provider puts an empty configuration);
  // what is locked stays locked.
  [BUCKET_LOCK]: {
    ...ofBucket,
    inputs: words("bucket objectLockEnabled rule token"),
    required: words("bucket"),
    replacedBy: words("bucket objectLockEnabled"),
    defaults: { objectLockEnabled: "Enabled" },
    limits: {
      objectLockEnabled: { among: ["Enabled"] },
      "rule.defaultRetention.mode": { among: words("COMPLIANCE GOVERNANCE") },
      "rule.defaultRetention.days": { from: 1, to: 36500 },
      "rule.defaultRetention.years": { from: 1, to: 100 },
    },
    refuseInputs: retentionRefused,
    refuseMaking: ({ text, cloud }) =>
      isVersioned(text("bucket"), cloud)
        ? undefined
        : "InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
  },
  [BUCKET_PUBLIC_ACCESS_BLOCK]: {
    ...ofBucket,
    inputs: words("blockPublicAcls blockPublicPolicy bucket ignorePublicAcls restrictPublicBuckets"),
    required: words("bucket"),
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    ...ofBucket,
    inputs: words("bucket rule"),
    required: words("bucket rule"),
    limits: {
      "rule.objectOwnership": { among: words("BucketOwnerEnforced BucketOwnerPreferred ObjectWriter") },
    },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    ...referring(key("rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId")),
    inputs: words("bucket rules"),
    required: words("bucket rules"),
    limits: {
      "rules[].applyServerSideEncryptionByDefault.sseAlgorithm": {
        among: words("AES256 aws:kms aws:kms:dsse"),
      },
    },
    refuseInputs: encryptionRefused,
  },
  "aws:s3/bucketLogging:BucketLogging": {
    ...referring({ at: "targetBucket", to: [BUCKET], form: "name" }),
    inputs: words("bucket targetBucket targetObjectKeyFormat targetPrefix"),
    required: words("bucket targetBucket targetPrefix"),
    refuseMaking: loggingRefused,
  },
};

const REPLICATED =
  "InvalidBucketState: A replication configuration is present on this bucket, so you cannot change the versioning state. To change the versioning state, first delete the replication configuration.";

function versioningRefused({ text, inputs, before, cloud }: Making): string | undefined {
  const status = textAt(inputs, "versioningConfiguration.status");
  if (status === "Enabled" || status === "") return undefined;
  if (status === "Disabled" && wasEnabled(before))
    return "versioning_configuration.status cannot be updated from 'Enabled' to 'Disabled'";
  if (isLocked(text("bucket"), cloud))
    return "InvalidBucketState: An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.";
  return cloud.named([BUCKET_REPLICATION], text("bucket")).length > 0 ? REPLICATED : undefined;
}

const wasEnabled = (before: Thing | undefined): boolean =>
  textAt(before?.inputs, "versioningConfiguration.status") === "Enabled";

function retentionRefused(inputs: Properties): string | undefined {
  if (!isSet(inputs, "rule")) return undefined;
  const retention = "rule.defaultRetention";
  const days = isSet(inputs, `${retention}.days`);
  const years = isSet(inputs, `${retention}.years`);
  if (days && years)
    return "MalformedXML: the default retention has both days and years: give one of them (conflicts with)";
  if (!days && !years) return "MalformedXML: the default retention has neither days nor years";
  return isSet(inputs, `${retention}.mode`) ? undefined : "MalformedXML: the default retention has no mode";
}

function encryptionRefused(inputs: Properties): string | undefined {
  const rules = listAt(inputs, "rules[]");
  if (rules.length !== 1) return `MalformedXML: exactly one encryption rule, got ${rules.length}`;
  const byDefault = "applyServerSideEncryptionByDefault";
  return isSet(rules[0], `${byDefault}.kmsMasterKeyId`) &&
    textAt(rules[0], `${byDefault}.sseAlgorithm`) === "AES256"
    ? "InvalidArgument: a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse"
    : undefined;
}

/** Nothing may lock what is written to the bucket that logs go to. */
function loggingRefused({ text, cloud }: Making): string | undefined {
  const target = text("targetBucket");
  return defaultRetention(target, cloud) !== undefined
    ? `InvalidTargetBucketForLogging: the target bucket ${target} has a default retention (Object Lock)`
    : undefined;
}

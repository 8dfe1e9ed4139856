import { words, type Making, type NameRule, type Properties, type ResourceType } from "../catalogue";
import { UNKNOWN } from "../properties";
import { bucketArn, bucketName, key } from "./refers";
import { defaultRetention, isLocked, isVersioned, lockOn, ofBucket, referring } from "./s3-state";
import { BUCKET_OBJECT } from "./tokens";
import { isSet, setOf, textAt } from "./values";

/** The name of a configuration of which a bucket may have many. */
const CONFIGURATION: NameRule = {
  property: "name",
  pattern: /^[A-Za-z0-9._-]{1,64}$/,
  says: "up to 64 letters, digits, dots, hyphens and underscores",
  unique: "no",
  taken: "InvalidConfigurationId",
  automatic: true,
};

/** Objects that a program makes, and what S3 writes and counts of a bucket's objects. */
export const s3Objects: Readonly<Record<string, ResourceType>> = {
  [BUCKET_OBJECT]: {
    inputs:
      words(`bucket bucketKeyEnabled cacheControl checksumAlgorithm content contentBase64 contentDisposition
      contentEncoding contentLanguage contentType etag forceDestroy key kmsKeyId metadata objectLockLegalHoldStatus
      objectLockMode objectLockRetainUntilDate serverSideEncryption source sourceHash storageClass tags`),
    required: words("bucket key"),
    id: ({ text }) => `${text("bucket")}/${text("key")}`,
    computed: {
      arn: ({ text }) => `arn:aws:s3:::${text("bucket")}/${text("key")}`,
      versionId: ({ text, cloud, digits }) =>
        isVersioned(text("bucket"), cloud) ? digits(32, "version") : "",
      etag: ({ inputs, digits }) => inputs["etag"] ?? digits(32, "etag"),
      objectLockMode: (making) => lockOf(making)?.mode ?? "",
      objectLockRetainUntilDate: (making) => lockOf(making)?.until ?? "",
    },
    foreseen: {
      etag: ({ etag }) => etag ?? UNKNOWN,
      objectLockMode: ({ objectLockMode }) => objectLockMode ?? UNKNOWN,
      objectLockRetainUntilDate: ({ objectLockRetainUntilDate }) => objectLockRetainUntilDate ?? UNKNOWN,
    },
    defaults: { forceDestroy: false, storageClass: "STANDARD" },
    replacedBy: words("bucket key"),
    refers: [bucketName("bucket"), key("kmsKeyId")],
    limits: {
      serverSideEncryption: { among: words("AES256 aws:kms aws:kms:dsse") },
      objectLockMode: { among: words("COMPLIANCE GOVERNANCE") },
      objectLockLegalHoldStatus: { among: words("ON OFF") },
      storageClass: {
        among: words(`STANDARD STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER_IR GLACIER DEEP_ARCHIVE
          REDUCED_REDUNDANCY EXPRESS_ONEZONE`),
      },
    },
    refuseInputs: objectFault,
    refuseMaking: ({ inputs, text, cloud }) =>
      setOf(inputs, "objectLockMode", "objectLockLegalHoldStatus").length > 0 &&
      !isLocked(text("bucket"), cloud)
        ? "InvalidRequest: Bucket is missing Object Lock Configuration"
        : undefined,
    refuseDelete: (object) => lockOn(object, object.inputs["forceDestroy"] === true),
  },
  "aws:s3/inventory:Inventory": {
    ...referring(
      bucketArn("destination.bucket.bucketArn"),
      key("destination.bucket.encryption.sseKms.keyId"),
    ),
    inputs: words("bucket destination enabled filter includedObjectVersions optionalFields schedule"),
    required: words("bucket destination includedObjectVersions schedule"),
    name: CONFIGURATION,
    id: ({ text, name }) => `${text("bucket")}:${name}`,
    defaults: { enabled: true },
    limits: {
      includedObjectVersions: { among: words("All Current") },
      "schedule.frequency": { among: words("Daily Weekly") },
      "destination.bucket.format": { among: words("CSV ORC Parquet") },
      "optionalFields[]": {
        among:
          words(`Size LastModifiedDate StorageClass ETag IsMultipartUploaded ReplicationStatus EncryptionStatus
          ObjectLockRetainUntilDate ObjectLockMode ObjectLockLegalHoldStatus IntelligentTieringAccessTier
          BucketKeyStatus ChecksumAlgorithm ObjectAccessControlList ObjectOwner LifecycleExpirationDate`),
      },
    },
  },
  "aws:s3/bucketMetric:BucketMetric": {
    ...ofBucket,
    inputs: words("bucket filter"),
    required: words("bucket"),
    name: CONFIGURATION,
    id: ({ text, name }) => `${text("bucket")}:${name}`,
  },
};

function objectFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "content", "contentBase64", "source").length > 1)
    return "only one of content, contentBase64 and source can be given (conflicts with)";
  if (isSet(inputs, "objectLockMode") !== isSet(inputs, "objectLockRetainUntilDate"))
    return "InvalidRequest: x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied";
  return textAt(inputs, "serverSideEncryption") === "AES256" && isSet(inputs, "kmsKeyId")
    ? "InvalidArgument: Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms"
    : undefined;
}

/** The object's own lock, else what the bucket gives to everything that is put into it. */
function lockOf({ text, cloud }: Making): { readonly mode: string; readonly until: string } | undefined {
  const mode = text("objectLockMode");
  return mode === ""
    ? defaultRetention(text("bucket"), cloud)
    : { mode, until: text("objectLockRetainUntilDate") };
}

import { estateRule } from "../frameworks";
import { parameters } from "../parameters";
import { BUCKET, BUCKET_V2 } from "../reading/buckets";
import { read } from "../reading/value";
import { rule } from "../rule";

const DEPRECATED_TYPES = [
  BUCKET_V2,
  "aws:s3/bucketAccelerateConfigurationV2:BucketAccelerateConfigurationV2",
  "aws:s3/bucketAclV2:BucketAclV2",
  "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  "aws:s3/bucketLoggingV2:BucketLoggingV2",
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
  "aws:s3/bucketRequestPaymentConfigurationV2:BucketRequestPaymentConfigurationV2",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
  "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2",
];

const INLINE_BLOCKS = [
  "acl",
  "grants",
  "lifecycleRules",
  "versioning",
  "objectLockConfiguration",
  "replicationConfiguration",
  "serverSideEncryptionConfiguration",
  "policy",
  "logging",
];

export const s3NoDeprecatedShapes = rule({
  name: "s3-no-deprecated-shapes",
  why: "A setting that is written in an old way hides from the rules about it",
  level: "mandatory",
  severity: "high",
  framework: estateRule,
  remedy:
    "Write a Bucket and a resource of its own for each setting: BucketVersioning, BucketPolicy and the like, none with V2 in its type.",
  reads: parameters.pick({}),
  types: [BUCKET, ...DEPRECATED_TYPES],
  *resource({ type, props }) {
    if (type !== BUCKET)
      yield { found: `its type is the deprecated ${type}`, expected: "the type without V2" };
    else
      for (const block of INLINE_BLOCKS)
        if (read(props, block).kind !== "missing")
          yield { found: `${block} is given on the bucket itself`, expected: "a resource of its own" };
  },
});

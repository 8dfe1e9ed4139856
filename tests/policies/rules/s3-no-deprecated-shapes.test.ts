import { s3NoDeprecatedShapes } from "../../../policies/rules/s3-no-deprecated-shapes";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const BLOCKS: Readonly<Record<string, unknown>> = {
  acl: "private",
  grants: [{ type: "CanonicalUser", permissions: ["FULL_CONTROL"], id: "79a59df9" }],
  lifecycleRules: [{ enabled: true, expiration: { days: 1 } }],
  versioning: { enabled: true },
  objectLockConfiguration: { objectLockEnabled: "Enabled" },
  replicationConfiguration: { role: "replicator", rules: [] },
  serverSideEncryptionConfiguration: { rule: {} },
  policy: '{"Statement":[]}',
  logging: { targetBucket: "logs" },
};
const DEPRECATED = [
  "aws:s3/bucketV2:BucketV2",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  "aws:s3/bucketAccelerateConfigurationV2:BucketAccelerateConfigurationV2",
  "aws:s3/bucketAclV2:BucketAclV2",
  "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
  "aws:s3/bucketLoggingV2:BucketLoggingV2",
  "aws:s3/bucketRequestPaymentConfigurationV2:BucketRequestPaymentConfigurationV2",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2",
];

function bucket(props: object): Given {
  return { type: "aws:s3/bucket:Bucket", name: "bucket", props: { bucket: "any", ...props } };
}

function inline(what: string, props: object): Refused {
  return {
    what,
    given: bucket(props),
    says: Object.keys(props).map(
      (block) => `bucket: ${block} is given on the bucket itself; expected a resource of its own`,
    ),
  };
}

tryRule(s3NoDeprecatedShapes, {
  remedy:
    "Write a Bucket and a resource of its own for each setting: BucketVersioning, BucketPolicy and the like, none with V2 in its type.",
  accepts: [
    {
      as: "compliant",
      what: "a bucket with what belongs on it",
      given: bucket({ objectLockEnabled: true, forceDestroy: false, tags: { "archive:role": "vault" } }),
    },
    { as: "near miss", what: "blocks that are nothing", given: bucket({ acl: null, policy: undefined }) },
    {
      as: "not applicable",
      what: "a setting in a resource of its own",
      given: { ...bucket(BLOCKS), type: "aws:s3/bucketVersioning:BucketVersioning" },
    },
  ],
  refuses: [
    ...Object.entries(BLOCKS).flatMap(([block, value]) => [
      inline(block, { [block]: value }),
      inline(`${block}, not known`, { [block]: UNKNOWN }),
    ]),
    inline("all of them", BLOCKS),
    ...DEPRECATED.map((type): Refused => ({
      what: type,
      given: { ...bucket(BLOCKS), type },
      says: [`bucket: its type is the deprecated ${type}; expected the type without V2`],
    })),
  ],
});

import { estateNoIgnoredGuardedChanges } from "../../../policies/rules/estate-no-ignored-guarded-changes";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

const GUARDED: Readonly<Record<string, readonly string[]>> = {
  [LOCK]: ["rule", "objectLockEnabled"],
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2": ["rule", "objectLockEnabled"],
  "aws:s3/bucket:Bucket": [
    "objectLockEnabled",
    "objectLockConfiguration",
    "policy",
    "lifecycleRules",
    "replicationConfiguration",
    "versioning",
  ],
  "aws:s3/bucketPolicy:BucketPolicy": ["policy"],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["rules"],
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": ["rules"],
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ["rules", "role"],
  "aws:s3/bucketVersioning:BucketVersioning": ["versioningConfiguration"],
  "aws:s3/bucketVersioningV2:BucketVersioningV2": ["versioningConfiguration"],
  "aws:iam/role:Role": ["assumeRolePolicy", "inlinePolicies", "managedPolicyArns", "permissionsBoundary"],
  "aws:iam/policy:Policy": ["policy"],
  "aws:iam/rolePolicy:RolePolicy": ["policy"],
  "aws:kms/key:Key": ["policy", "enableKeyRotation", "deletionWindowInDays", "isEnabled"],
  "aws:kms/keyPolicy:KeyPolicy": ["policy"],
  "azure-native:storage:StorageAccount": ["immutableStorageWithVersioning"],
  "azure-native:storage:BlobContainer": ["immutableStorageWithVersioning"],
  "azure-native:storage:BlobContainerImmutabilityPolicy": [
    "immutabilityPeriodSinceCreationInDays",
    "allowProtectedAppendWrites",
    "allowProtectedAppendWritesAll",
  ],
  "azure-native:storage:BlobContainerLegalHold": ["tags", "allowProtectedAppendWritesAll"],
  "azure-native:storage:BlobServiceProperties": [
    "isVersioningEnabled",
    "deleteRetentionPolicy",
    "containerDeleteRetentionPolicy",
  ],
  "azure-native:storage:ManagementPolicy": ["policy"],
};

function resource(type: string, ...ignoreChanges: string[]): Given {
  return { type, name: "it", props: { bucket: UNKNOWN }, opts: { ignoreChanges } };
}

function covers(what: string, given: Given, ...covered: readonly string[]): Refused {
  const says = [`it: ignoreChanges covers ${covered.join(", ")}; expected none of these to be ignored`];
  return { what, given, says };
}

const each = Object.entries(GUARDED).flatMap(([type, properties]) => [
  ...properties.map((property) => covers(`${property} of ${type}`, resource(type, property), property)),
  covers(`everything of ${type}`, resource(type, "*"), ...properties),
]);

tryRule(estateNoIgnoredGuardedChanges, {
  remedy: "Take it out of ignoreChanges, and let the program say what is right.",
  accepts: [
    { as: "compliant", what: "a lock that ignores nothing", given: resource(LOCK) },
    {
      as: "compliant",
      what: "a bucket that ignores something else",
      given: resource("aws:s3/bucket:Bucket", "tags", "website.indexDocument"),
    },
    ...["rules", "rul", "token.rule", 'token["rule"]', '["token"].rule', '["a.rule"]', "[0]"].map((path) => ({
      as: "near miss" as const,
      what: `a lock that ignores ${path}`,
      given: resource(LOCK, path),
    })),
    { as: "not applicable", what: "a queue", given: resource("aws:sqs/queue:Queue", "policy", "*") },
  ],
  refuses: [
    ...each,
    ...[
      "rule.defaultRetention",
      "rule[0]",
      'rule["defaultRetention"].days',
      '["rule"]',
      '["rule"].days',
      "RULE",
      ".rule",
    ].map((path) => covers(`a lock that ignores ${path}`, resource(LOCK, path), "rule")),
    ...["", "[*]", "*.rule", '["*"]', '[""]'].map((path) =>
      covers(
        `a lock that ignores what may be all: ${path}`,
        resource(LOCK, path),
        "rule",
        "objectLockEnabled",
      ),
    ),
    covers(
      "the second of two paths",
      resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "token", "role"),
      "role",
    ),
    covers("two paths to one property", resource(LOCK, "rule.a", "rule.b"), "rule"),
  ],
});

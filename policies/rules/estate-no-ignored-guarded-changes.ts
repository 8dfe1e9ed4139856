import { estateRule } from "../frameworks";
import { parameters } from "../parameters";
import { BUCKET, LOCK_CONFIGURATION } from "../reading/buckets";
import { BUCKET_POLICY, KEY, KEY_POLICY, POLICY, ROLE, ROLE_POLICY } from "../reading/policy-documents";
import { rule } from "../rule";

/** By type, the properties by which an archive is kept. */
const GUARDED: Readonly<Record<string, readonly string[]>> = {
  [LOCK_CONFIGURATION]: ["rule", "objectLockEnabled"],
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2": ["rule", "objectLockEnabled"],
  [BUCKET]: [
    "objectLockEnabled",
    "objectLockConfiguration",
    "policy",
    "lifecycleRules",
    "replicationConfiguration",
    "versioning",
  ],
  [BUCKET_POLICY]: ["policy"],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["rules"],
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": ["rules"],
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ["rules", "role"],
  "aws:s3/bucketVersioning:BucketVersioning": ["versioningConfiguration"],
  "aws:s3/bucketVersioningV2:BucketVersioningV2": ["versioningConfiguration"],
  [ROLE]: ["assumeRolePolicy", "inlinePolicies", "managedPolicyArns", "permissionsBoundary"],
  [POLICY]: ["policy"],
  [ROLE_POLICY]: ["policy"],
  [KEY]: ["policy", "enableKeyRotation", "deletionWindowInDays", "isEnabled"],
  [KEY_POLICY]: ["policy"],
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

export const estateNoIgnoredGuardedChanges = rule({
  name: "estate-no-ignored-guarded-changes",
  why: "What ignoreChanges names stays as it is in the cloud, whatever the program and every rule say",
  level: "mandatory",
  severity: "high",
  framework: estateRule,
  remedy: "Take it out of ignoreChanges, and let the program say what is right.",
  reads: parameters.pick({}),
  types: Object.keys(GUARDED),
  *resource({ type, opts }) {
    const ignored = opts.ignoreChanges.map(rootOf);
    const covered = (GUARDED[type] ?? []).filter((property) =>
      ignored.some((root) => root === "*" || root === property.toLowerCase()),
    );
    if (covered.length > 0)
      yield { found: `ignoreChanges covers ${covered.join(", ")}`, expected: "none of these to be ignored" };
  },
});

/** The first name in a property's path, as in `rules[0].status` and `["rules"]`; a path without any is of everything. */
function rootOf(path: string): string {
  const [root = "*"] = /[^.[\]"]+/.exec(path) ?? [];
  return root.toLowerCase();
}

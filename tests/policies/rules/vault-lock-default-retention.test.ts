import { vaultLockDefaultRetention } from "../../../policies/rules/vault-lock-default-retention";
import { type Given, tryRule, UNKNOWN } from "../try-rule";

const RETENTION = { defaultRetention: { mode: "COMPLIANCE", days: 1 } };

function bucket(role: string, name: string = "any", more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: name, tags: { "archive:role": role } },
    ...more,
  };
}

function lock(bucket: unknown, rule: unknown = RETENTION, more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    name: "lock",
    props: { bucket, rule },
    ...more,
  };
}

const V2 = { type: "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2", name: "v2" };

tryRule(vaultLockDefaultRetention, {
  remedy: "Give the bucket one BucketObjectLockConfiguration, with rule.defaultRetention.",
  accepts: [
    { as: "compliant", what: "a vault and its lock, joined by name", given: [bucket("vault"), lock("any")] },
    {
      as: "compliant",
      what: "a vault and its lock, joined by dependency",
      given: [bucket("vault", UNKNOWN), lock(UNKNOWN, RETENTION, { from: { bucket: ["bucket"] } })],
    },
    {
      as: "compliant",
      what: "two vaults, each with a lock",
      given: [
        bucket("vault", "one"),
        bucket("replica", "two", { name: "mirror" }),
        lock("two"),
        lock("one", RETENTION, { name: "other lock" }),
      ],
    },
    { as: "near miss", what: "a bucket for staging without a lock", given: bucket("staging") },
    {
      as: "near miss",
      what: "a lock without a rule on a bucket for logs",
      given: [bucket("logs"), lock("any", null)],
    },
    {
      as: "near miss",
      what: "the deprecated token as the one lock",
      given: [bucket("vault"), lock("any", RETENTION, V2)],
    },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: bucket("vault", "any", { type: "aws:s3/bucketV2:BucketV2" }),
    },
    { as: "not applicable", what: "a lock on a bucket of another stack", given: lock("other", null) },
  ],
  refuses: [
    {
      what: "a vault without a lock",
      given: bucket("vault"),
      says: ["bucket: it has 0 lock configurations; expected one on a bucket whose archive:role is vault"],
    },
    {
      what: "a vault whose role is not known",
      given: bucket(UNKNOWN),
      says: [
        "bucket: it has 0 lock configurations; expected one on a bucket whose archive:role is not known in preview",
      ],
    },
    {
      what: "a vault whose lock is for another bucket",
      given: [bucket("vault"), lock("other")],
      says: ["bucket: it has 0 lock configurations; expected one on a bucket whose archive:role is vault"],
    },
    {
      what: "a vault with the name of its lock's bucket, which is computed from another bucket",
      given: [
        bucket("vault", UNKNOWN),
        bucket("logs", UNKNOWN, { name: "logs" }),
        lock(UNKNOWN, RETENTION, { from: { bucket: ["logs"], rule: ["bucket"] } }),
      ],
      says: ["bucket: it has 0 lock configurations; expected one on a bucket whose archive:role is vault"],
    },
    {
      what: "a vault with two locks",
      given: [bucket("vault"), lock("any"), lock("any", RETENTION, V2)],
      says: ["bucket: it has 2 lock configurations; expected one on a bucket whose archive:role is vault"],
    },
    {
      what: "a lock without a rule",
      given: [bucket("vault"), lock("any", null)],
      says: [
        "lock: rule.defaultRetention is absent; expected a mode and a period on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a lock whose rule has no default retention",
      given: [bucket("vault", "archive-vault-x"), lock("archive-vault-x", {})],
      says: [
        "lock: rule.defaultRetention is absent; expected a mode and a period on a bucket named like a vault",
      ],
    },
    {
      what: "a lock whose rule is not known",
      given: [bucket("vault"), lock("any", UNKNOWN)],
      says: [
        "lock: rule.defaultRetention is not known in preview; expected a mode and a period on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a lock whose default retention is a text",
      given: [bucket("vault"), lock("any", { defaultRetention: "COMPLIANCE" })],
      says: [
        "lock: rule.defaultRetention is not an object; expected a mode and a period on a bucket whose archive:role is vault",
      ],
    },
  ],
});

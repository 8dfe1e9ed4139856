import { vaultLockComplianceMode } from "../../../policies/rules/vault-lock-compliance-mode";
import { type Given, tryRule, UNKNOWN } from "../try-rule";

function lock(bucket: unknown, rule: unknown, more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    name: "lock",
    props: { bucket, rule },
    ...more,
  };
}

function mode(mode: unknown): object {
  return { defaultRetention: { mode, days: 1 } };
}

function bucket(role: string, props: object = {}): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: "any", tags: { "archive:role": role }, ...props },
  };
}

const LAWFUL = { lockProfile: "lawful-deletion" };
const VAULT = "archive-vault-primary";

tryRule(vaultLockComplianceMode, {
  remedy: "Set the mode of the default retention to what the stage's lock profile asks for.",
  accepts: [
    { as: "compliant", what: "a vault in compliance mode", given: lock(VAULT, mode("COMPLIANCE")) },
    {
      as: "compliant",
      what: "the same where deletion must stay lawful",
      given: lock(VAULT, mode("COMPLIANCE")),
      config: LAWFUL,
    },
    {
      as: "compliant",
      what: "a bucket with the deprecated block",
      given: bucket("vault", { objectLockConfiguration: { rule: mode("COMPLIANCE") } }),
    },
    {
      as: "compliant",
      what: "the same where archives are held for a fixed time",
      given: lock(VAULT, mode("COMPLIANCE")),
      config: { lockProfile: "regulated" },
    },
    { as: "near miss", what: "a vault without the deprecated block", given: bucket("vault") },
    {
      as: "near miss",
      what: "governance mode on a bucket for logs, joined by name",
      given: [bucket("logs"), lock("any", mode("GOVERNANCE"))],
    },
    {
      as: "near miss",
      what: "governance mode on a bucket for logs, joined by dependency",
      given: [
        bucket("logs", { bucket: UNKNOWN }),
        { type: "aws:kms/key:Key", name: "key" },
        lock(UNKNOWN, mode("GOVERNANCE"), { from: { bucket: ["key", "bucket"] } }),
      ],
    },
    {
      as: "near miss",
      what: "governance mode in the deprecated block of a bucket for logs",
      given: bucket("logs", { objectLockConfiguration: { rule: mode("GOVERNANCE") } }),
    },
    {
      as: "not applicable",
      what: "the deprecated token, which is refused as such",
      given: lock(VAULT, mode("GOVERNANCE"), {
        type: "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
      }),
    },
  ],
  refuses: [
    {
      what: "a vault in governance mode",
      given: lock(VAULT, mode("GOVERNANCE")),
      says: [
        "lock: the mode of the default retention is GOVERNANCE; expected COMPLIANCE on a bucket named like a vault",
      ],
    },
    {
      what: "the same where deletion must stay lawful, on a replica",
      given: lock("archive-replica-mirror", mode("GOVERNANCE")),
      config: LAWFUL,
      says: [
        "lock: the mode of the default retention is GOVERNANCE; expected COMPLIANCE on a bucket named like a vault",
      ],
    },
    {
      what: "the name of a vault, next to a bucket of that name that was given another role",
      given: [bucket("logs", { bucket: VAULT }), lock(VAULT, mode("GOVERNANCE"))],
      says: [
        "lock: the mode of the default retention is GOVERNANCE; expected COMPLIANCE on a bucket named like a vault",
      ],
    },
    {
      what: "a mode in small letters",
      given: lock(VAULT, mode("compliance")),
      says: [
        "lock: the mode of the default retention is compliance; expected COMPLIANCE on a bucket named like a vault",
      ],
    },
    {
      what: "a mode that is not known",
      given: lock(VAULT, mode(UNKNOWN)),
      says: [
        "lock: the mode of the default retention is not known in preview; expected COMPLIANCE on a bucket named like a vault",
      ],
    },
    {
      what: "a lock whose rule is not known",
      given: lock(VAULT, UNKNOWN),
      says: [
        "lock: the mode of the default retention is not known in preview; expected COMPLIANCE on a bucket named like a vault",
      ],
    },
    {
      what: "a lock whose rule is a list",
      given: lock(VAULT, [mode("COMPLIANCE")]),
      says: [
        "lock: the mode of the default retention is not an object; expected COMPLIANCE on a bucket named like a vault",
      ],
    },
    {
      what: "a lock without a rule",
      given: lock(VAULT, undefined),
      says: [
        "lock: the mode of the default retention is absent; expected COMPLIANCE on a bucket named like a vault",
      ],
    },
    {
      what: "governance mode on a vault with another name",
      given: [bucket("vault"), lock("any", mode("GOVERNANCE"))],
      says: [
        "lock: the mode of the default retention is GOVERNANCE; expected COMPLIANCE on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "governance mode on a vault, joined by dependency",
      given: [
        bucket("vault", { bucket: UNKNOWN }),
        lock(UNKNOWN, mode("GOVERNANCE"), { from: { bucket: ["bucket"] } }),
      ],
      says: [
        "lock: the mode of the default retention is GOVERNANCE; expected COMPLIANCE on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "governance mode on a bucket of another stack",
      given: [bucket("logs"), lock("other", mode("GOVERNANCE"))],
      says: [
        "lock: the mode of the default retention is GOVERNANCE; expected COMPLIANCE on a bucket that is not to be found in this stack",
      ],
    },
    {
      what: "governance mode on one of two buckets",
      given: [
        bucket("logs"),
        { ...bucket("logs"), name: "other" },
        lock(UNKNOWN, mode("GOVERNANCE"), { from: { bucket: ["bucket", "other"] } }),
      ],
      says: [
        "lock: the mode of the default retention is GOVERNANCE; expected COMPLIANCE on a bucket that is not to be found in this stack",
      ],
    },
    {
      what: "governance mode on a bucket that nothing leads to",
      given: [bucket("logs"), lock(UNKNOWN, mode("GOVERNANCE"), { from: { rule: ["bucket"] } })],
      says: [
        "lock: the mode of the default retention is GOVERNANCE; expected COMPLIANCE on a bucket that is not to be found in this stack",
      ],
    },
    {
      what: "governance mode in the deprecated block",
      given: bucket("vault", { objectLockConfiguration: { rule: mode("GOVERNANCE") } }),
      says: [
        "bucket: the mode of the default retention is GOVERNANCE; expected COMPLIANCE on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a deprecated block that is not known",
      given: bucket("vault", { objectLockConfiguration: UNKNOWN }),
      says: [
        "bucket: the mode of the default retention is not known in preview; expected COMPLIANCE on a bucket whose archive:role is vault",
      ],
    },
  ],
});

import { vaultLifecycleNoEarlyExpiry } from "../../../policies/rules/vault-lifecycle-no-early-expiry";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const VAULT = "archive-vault-primary";
const ROLE_IS_VAULT = "on a bucket whose archive:role is vault";

function lifecycle(bucket: unknown, rules: unknown, more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    name: "lifecycle",
    props: { bucket, rules },
    ...more,
  };
}

function enabled(rule: object): object {
  return { id: "tidy", status: "Enabled", ...rule };
}

function bucket(role: string, props: object = {}): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: "any", tags: { "archive:role": role }, ...props },
  };
}

function inline(role: string, rule: object): Given {
  return bucket(role, { lifecycleRules: [{ id: "tidy", enabled: true, ...rule }] });
}

function keeps(what: string, rule: object): Accepted {
  return { as: "compliant", what, given: lifecycle(VAULT, [enabled(rule)]) };
}

function expires(
  what: string,
  rule: unknown,
  ...found: readonly [found: string, expected: string][]
): Refused {
  return {
    what,
    given: lifecycle(VAULT, [rule]),
    says: found.map(
      ([what, expected]) => `lifecycle: ${what}; expected ${expected} on a bucket named like a vault`,
    ),
  };
}

const CURRENT = "expiration.days of lifecycle rule tidy is";
const NONCURRENT = "noncurrentVersionExpiration.noncurrentDays of lifecycle rule tidy is";
const BY_TAG: [string, string] = ["lifecycle rule tidy expires objects by their tags", "no such filter"];
const ON_A_DATE: [string, string] = ["lifecycle rule tidy expires objects on a date", "no date"];

tryRule(vaultLifecycleNoEarlyExpiry, {
  remedy:
    "Let the rule move objects to another storage class, or expire them no sooner than minRetentionDays.",
  accepts: [
    keeps("transitions", {
      transitions: [{ days: 1, storageClass: "GLACIER" }],
      noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "GLACIER" }],
      abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    }),
    keeps("transitions by tag", {
      filter: { tag: { key: "cold", value: "yes" } },
      transitions: [{ days: UNKNOWN, storageClass: "GLACIER" }],
    }),
    keeps("expiry of both kinds as soon as may be", {
      filter: { prefix: "bags/", and: { prefix: "bags/", tags: {} } },
      expiration: { days: 3650, date: "" },
      noncurrentVersionExpiration: { noncurrentDays: 3650 },
    }),
    keeps("markers that hide nothing", { expiration: { expiredObjectDeleteMarker: true } }),
    keeps("markers that hide nothing, with the days as a provider reports them", {
      filter: { tag: { key: "cold", value: "yes" } },
      expiration: { expiredObjectDeleteMarker: true, days: 0, date: null },
    }),
    {
      as: "compliant",
      what: "a stage's vault, with what its locks have let go",
      given: lifecycle(VAULT, [enabled({ noncurrentVersionExpiration: { noncurrentDays: 365 } })]),
      config: { minRetentionDays: 180 },
    },
    {
      as: "near miss",
      what: "an early expiry that is switched off",
      given: lifecycle(VAULT, [{ status: "Disabled", expiration: { days: 1 } }]),
    },
    { as: "near miss", what: "a vault without rules", given: [bucket("vault"), lifecycle(VAULT, undefined)] },
    {
      as: "near miss",
      what: "early expiry on a bucket for staging, joined by name",
      given: [bucket("staging"), lifecycle("any", [enabled({ expiration: { days: 30 } })])],
    },
    {
      as: "near miss",
      what: "early expiry on a bucket for staging, joined by dependency",
      given: [
        bucket("staging", { bucket: UNKNOWN }),
        lifecycle(UNKNOWN, [enabled({ expiration: { days: 30 } })], { from: { bucket: ["bucket"] } }),
      ],
    },
    {
      as: "near miss",
      what: "early expiry inline on a bucket for logs",
      given: inline("logs", { expiration: { days: 30 } }),
    },
    {
      as: "near miss",
      what: "an early expiry inline that is switched off",
      given: inline("vault", { enabled: false, expiration: { days: 30 } }),
    },
    {
      as: "compliant",
      what: "a late expiry inline",
      given: inline("vault", {
        tags: {},
        expiration: { days: 3650 },
        noncurrentVersionExpiration: { days: 3650 },
      }),
    },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: { ...inline("vault", { expiration: { days: 1 } }), type: "aws:s3/bucketV2:BucketV2" },
    },
  ],
  refuses: [
    expires("current versions a day early", enabled({ expiration: { days: 3649 } }), [
      `${CURRENT} 3649`,
      "3650 or more",
    ]),
    expires(
      "noncurrent versions a day early, however many are kept",
      enabled({ noncurrentVersionExpiration: { noncurrentDays: 3649, newerNoncurrentVersions: 100 } }),
      [`${NONCURRENT} 3649`, "3650 or more"],
    ),
    expires(
      "both kinds, in a rule whose switch is not known",
      {
        id: "tidy",
        status: UNKNOWN,
        expiration: { days: 1 },
        noncurrentVersionExpiration: { noncurrentDays: 2 },
      },
      [`${CURRENT} 1`, "3650 or more"],
      [`${NONCURRENT} 2`, "3650 or more"],
    ),
    expires("a rule without a switch or a name", { expiration: { days: 1 } }, [
      "expiration.days of lifecycle rule 1 is 1",
      "3650 or more",
    ]),
    expires("days that are not known", enabled({ expiration: { days: UNKNOWN } }), [
      `${CURRENT} not known in preview`,
      "3650 or more",
    ]),
    expires("an expiration that is not known", enabled({ expiration: UNKNOWN }), [
      `${CURRENT} not known in preview`,
      "3650 or more",
    ]),
    expires("an expiration that is a list", enabled({ expiration: [{ days: 3650 }] }), [
      `${CURRENT} not an object`,
      "3650 or more",
    ]),
    expires("no days at all", enabled({ expiration: { days: 0 } }), [`${CURRENT} 0`, "3650 or more"]),
    expires("days beside markers", enabled({ expiration: { days: 1, expiredObjectDeleteMarker: true } }), [
      `${CURRENT} 1`,
      "3650 or more",
    ]),
    expires("noncurrent versions after nobody knows what", enabled({ noncurrentVersionExpiration: {} }), [
      `${NONCURRENT} absent`,
      "3650 or more",
    ]),
    expires("a noncurrent expiration that is not known", enabled({ noncurrentVersionExpiration: UNKNOWN }), [
      `${NONCURRENT} not known in preview`,
      "3650 or more",
    ]),
    expires(
      "days that are texts",
      enabled({ expiration: { days: "3650" }, noncurrentVersionExpiration: { noncurrentDays: "3650" } }),
      [`${CURRENT} not a whole number`, "3650 or more"],
      [`${NONCURRENT} not a whole number`, "3650 or more"],
    ),
    expires("a date", enabled({ expiration: { date: "2999-01-01" } }), ON_A_DATE),
    expires("a date that is not known", enabled({ expiration: { date: UNKNOWN } }), ON_A_DATE),
    expires(
      "a date, by tag",
      enabled({ filter: { tag: { key: "a" } }, expiration: { date: "2999-01-01" } }),
      ON_A_DATE,
      BY_TAG,
    ),
    expires(
      "late, by tag",
      enabled({ filter: { tag: { key: "a", value: "b" } }, expiration: { days: 3650 } }),
      BY_TAG,
    ),
    expires(
      "late, by one tag of several",
      enabled({
        filter: { and: { tags: { a: "b" } } },
        noncurrentVersionExpiration: { noncurrentDays: 3650 },
      }),
      BY_TAG,
    ),
    expires(
      "late, by a filter that is not known",
      enabled({ filter: UNKNOWN, expiration: { days: 3650 } }),
      BY_TAG,
    ),
    expires(
      "late, by tags that are not known",
      enabled({ filter: { and: { tags: UNKNOWN } }, expiration: { days: 3650 } }),
      BY_TAG,
    ),
    expires("a rule that is not known", UNKNOWN, [
      "lifecycle rule 1 is not known in preview",
      "a rule that can be read",
    ]),
    expires("a rule that is a text", "Enabled", [
      "lifecycle rule 1 is not an object",
      "a rule that can be read",
    ]),
    {
      what: "rules that are not known",
      given: lifecycle(VAULT, UNKNOWN),
      says: [
        "lifecycle: its lifecycle rules are not known in preview; expected rules that can be read on a bucket named like a vault",
      ],
    },
    {
      what: "the second rule of a deprecated token",
      given: lifecycle(
        VAULT,
        [enabled({ expiration: { days: 3650 } }), { status: "Enabled", expiration: { days: 1 } }],
        {
          type: "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
        },
      ),
      says: [
        "lifecycle: expiration.days of lifecycle rule 2 is 1; expected 3650 or more on a bucket named like a vault",
      ],
    },
    {
      what: "a vault with another name",
      given: [bucket("vault"), lifecycle("any", [enabled({ expiration: { days: 30 } })])],
      says: [`lifecycle: ${CURRENT} 30; expected 3650 or more ${ROLE_IS_VAULT}`],
    },
    {
      what: "a vault whose name is not known",
      given: [
        bucket("vault", { bucket: UNKNOWN }),
        lifecycle(UNKNOWN, [enabled({ expiration: { days: 30 } })], { from: { bucket: ["bucket"] } }),
      ],
      says: [`lifecycle: ${CURRENT} 30; expected 3650 or more ${ROLE_IS_VAULT}`],
    },
    {
      what: "a bucket of another stack",
      given: lifecycle("other", [enabled({ expiration: { days: 30 } })]),
      says: [
        `lifecycle: ${CURRENT} 30; expected 3650 or more on a bucket that is not to be found in this stack`,
      ],
    },
    {
      what: "inline, everything at once",
      given: inline("vault", {
        tags: { a: "b" },
        expiration: { days: 30, date: "2999-01-01" },
        noncurrentVersionExpiration: { days: 31 },
      }),
      says: [
        `bucket: ${CURRENT} 30; expected 3650 or more ${ROLE_IS_VAULT}`,
        `bucket: noncurrentVersionExpiration.days of lifecycle rule tidy is 31; expected 3650 or more ${ROLE_IS_VAULT}`,
        `bucket: lifecycle rule tidy expires objects on a date; expected no date ${ROLE_IS_VAULT}`,
        `bucket: lifecycle rule tidy expires objects by their tags; expected no such filter ${ROLE_IS_VAULT}`,
      ],
    },
  ],
});

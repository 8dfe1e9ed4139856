import { vaultLockMinRetention } from "../../../policies/rules/vault-lock-min-retention";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function lock(bucket: unknown, defaultRetention: unknown): Given {
  return {
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    name: "lock",
    props: { bucket, rule: { defaultRetention } },
  };
}

function bucket(role: string, props: object = {}): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: "any", tags: { "archive:role": role }, ...props },
  };
}

const VAULT = "archive-replica-mirror";
const PRO = { minRetentionDays: 180 };

function holds(what: string, defaultRetention: unknown, config: object = {}): Accepted {
  return { as: "compliant", what, given: lock(VAULT, defaultRetention), config };
}

function falls(what: string, defaultRetention: unknown, found: string, least = 3650): Refused {
  return {
    what,
    given: lock(VAULT, defaultRetention),
    config: least === 3650 ? {} : { minRetentionDays: least },
    says: [
      `lock: the default retention in days is ${found}; expected ${least} or more on a bucket named like a vault`,
    ],
  };
}

tryRule(vaultLockMinRetention, {
  remedy: "Set days, or years (365 days each) but not both, to the stage's minRetentionDays or more.",
  accepts: [
    holds("just enough days", { mode: "COMPLIANCE", days: 3650 }),
    holds("just enough years", { mode: "COMPLIANCE", years: 10 }),
    holds("the unit that was not given reported as 0", { days: 3650, years: 0 }),
    holds("the other unit reported as 0", { days: 0, years: 10 }),
    holds("a mode that is not known", { mode: UNKNOWN, days: 4000 }),
    holds("just enough days for the stage", { days: 180 }, PRO),
    holds("a year, which is enough for the stage", { years: 1 }, PRO),
    {
      as: "near miss",
      what: "a day on a bucket for logs",
      given: [bucket("logs"), lock("any", { days: 1 })],
    },
    {
      as: "near miss",
      what: "a day in the deprecated block of a bucket for logs",
      given: bucket("logs", { objectLockConfiguration: { rule: { defaultRetention: { days: 1 } } } }),
    },
    { as: "near miss", what: "a vault without the deprecated block", given: bucket("vault") },
    {
      as: "not applicable",
      what: "the deprecated token, which is refused as such",
      given: {
        ...lock(VAULT, { days: 1 }),
        type: "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
      },
    },
  ],
  refuses: [
    falls("a day too few", { days: 3649 }, "3649"),
    falls("a year too few", { years: 9 }, "3285"),
    falls("a day too few for the stage", { days: 179 }, "179", 180),
    falls("a year where the stage asks for a leap year", { years: 1 }, "365", 366),
    falls("both units", { days: 3650, years: 10 }, "given in days and in years"),
    falls("days that are not known", { days: UNKNOWN }, "not known in preview"),
    falls("years that are not known", { years: UNKNOWN }, "not known in preview"),
    falls(
      "enough days, and years that are not known",
      { days: 3650, years: UNKNOWN },
      "not known in preview",
    ),
    falls("enough years, and days that are not known", { days: UNKNOWN, years: 10 }, "not known in preview"),
    falls("years in a text", { years: "10" }, "not a whole number"),
    falls("a retention that is not known", UNKNOWN, "not known in preview"),
    falls("no period", { mode: "COMPLIANCE" }, "absent"),
    falls("no period but zeros", { days: 0, years: 0 }, "absent"),
    falls("no retention", undefined, "absent"),
    falls("less than nothing", { days: -1 }, "-1"),
    falls("a text", { days: "3650" }, "not a whole number"),
    falls("a part of a day", { days: 3650.5 }, "not a whole number"),
    {
      what: "a day on a vault with another name",
      given: [bucket("vault"), lock("any", { days: 1 })],
      says: [
        "lock: the default retention in days is 1; expected 3650 or more on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a day in the deprecated block",
      given: bucket("vault", { objectLockConfiguration: { rule: { defaultRetention: { days: 1 } } } }),
      says: [
        "bucket: the default retention in days is 1; expected 3650 or more on a bucket whose archive:role is vault",
      ],
    },
  ],
});

import { vaultRetentionFloor } from "../../../policies/rules/vault-retention-floor";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const FLOORS = { retentionFloors: { primary: 180, glacier: 365, mirror: 90 } };

function lock(bucket: unknown, defaultRetention: unknown): Given {
  return {
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    name: "lock",
    props: { bucket, rule: { defaultRetention } },
  };
}

function holds(what: string, bucket: unknown, defaultRetention: unknown): Accepted {
  return { as: "compliant", what, given: lock(bucket, defaultRetention), config: FLOORS };
}

function falls(
  what: string,
  bucket: string,
  defaultRetention: unknown,
  found: string,
  expected: string,
): Refused {
  return {
    what,
    given: lock(bucket, defaultRetention),
    config: FLOORS,
    says: [
      `lock: the default retention in days is ${found}; expected ${expected} or more on a bucket whose name is ${bucket === UNKNOWN ? "not known in preview" : bucket}`,
    ],
  };
}

tryRule(vaultRetentionFloor, {
  remedy: "Set the default retention to the bucket's floor or more; a floor itself is never lowered.",
  accepts: [
    holds("exactly the floor", "primary", { mode: "COMPLIANCE", days: 180 }),
    holds("a day more", "primary", { days: 181 }),
    holds("just enough years", "glacier", { years: 1 }),
    holds("the unit that was not given reported as 0", "glacier", { days: 0, years: 1 }),
    holds("the highest of all floors, on a bucket that is not known", UNKNOWN, { days: 365 }),
    {
      as: "near miss",
      what: "less than others' floors, on a bucket without one",
      given: lock("primary-too", { days: 1 }),
      config: FLOORS,
    },
    {
      as: "near miss",
      what: "a bucket that is not known, without floors",
      given: lock(UNKNOWN, { days: 1 }),
    },
    { as: "near miss", what: "no retention, without floors", given: lock("primary", undefined) },
    {
      as: "not applicable",
      what: "the deprecated token, which is refused as such",
      given: {
        ...lock("primary", { days: 1 }),
        type: "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
      },
      config: FLOORS,
    },
  ],
  refuses: [
    falls("a day too few", "primary", { days: 179 }, "179", "180"),
    falls("a day too few for a higher floor", "glacier", { days: 364 }, "364", "365"),
    falls("a day too few for the last floor", "mirror", { days: 89 }, "89", "90"),
    falls("both units", "mirror", { days: 90, years: 1 }, "given in days and in years", "90"),
    falls("no retention", "primary", undefined, "absent", "180"),
    falls("days that are not known", "primary", { days: UNKNOWN }, "not known in preview", "180"),
    falls("a text", "primary", { days: "180" }, "not a whole number", "180"),
    falls("less than the highest floor, on a bucket that is not known", UNKNOWN, { days: 364 }, "364", "365"),
    {
      what: "a bucket that is no text, where the highest floor comes last",
      given: lock(7, { days: 19 }),
      config: { retentionFloors: { one: 10, two: 20 } },
      says: [
        "lock: the default retention in days is 19; expected 20 or more on a bucket whose name is not a text",
      ],
    },
    {
      what: "a configuration without a bucket or a rule",
      given: { ...lock("any", {}), props: {} },
      config: FLOORS,
      says: [
        "lock: the default retention in days is absent; expected 365 or more on a bucket whose name is absent",
      ],
    },
  ],
});

import { vaultObjectWritesLocked } from "../../../policies/rules/vault-object-writes-locked";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const TYPES = [
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/bucketObject:BucketObject",
  "aws:s3/objectCopy:ObjectCopy",
] as const;
const VAULT = "archive-vault-primary";
const ACCESS_POINT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/any";

function object(props: object, type: string = TYPES[0]): Given {
  return { type, name: "readme", props: { bucket: VAULT, key: "README", ...props } };
}

const HOUR = 3_600_000;

/** So many days from now, and an hour more or less, since some time goes by until the rule is asked. */
function inDays(days: number, hours: 1 | -1): string {
  return new Date(Date.now() + (days * 24 + hours) * HOUR).toISOString();
}

function fine(what: string, props: object, config: object = {}): Accepted {
  return { as: "compliant", what, given: object(props), config };
}

const WHERE = "on what is written into a vault";

function weakMode(what: string, objectLockMode: unknown, found: string, more: object = {}): Refused {
  return {
    what,
    given: object({ objectLockMode, ...more }),
    says: [`readme: objectLockMode is ${found}; expected none, or COMPLIANCE, ${WHERE}`],
  };
}

function short(what: string, objectLockRetainUntilDate: unknown, found: string, least = 3650): Refused {
  return {
    what,
    given: object({ objectLockRetainUntilDate }),
    config: least === 3650 ? {} : { minRetentionDays: least },
    says: [
      `readme: objectLockRetainUntilDate is ${found}; expected none, or a time at least ${least} days from now, ${WHERE}`,
    ],
  };
}

function forced(what: string, props: object, found = "true", type: string = TYPES[0]): Refused {
  return {
    what,
    given: object({ forceDestroy: true, ...props }, type),
    says: [`readme: forceDestroy is ${found}; expected false ${WHERE}`],
  };
}

const NEARLY_TEN_YEARS = inDays(3650, -1);
const NEARLY_HALF_A_YEAR = inDays(180, -1);

tryRule(vaultObjectWritesLocked, {
  remedy: "Leave the lock to the bucket's default retention, and leave forceDestroy out.",
  accepts: [
    fine("an object without a lock of its own", {}),
    fine("one that says no to forceDestroy", { forceDestroy: false }),
    fine("a lock in compliance mode for long enough", {
      objectLockMode: "COMPLIANCE",
      objectLockRetainUntilDate: inDays(3650, 1),
    }),
    fine(
      "a lock for just long enough for the stage",
      { objectLockMode: "COMPLIANCE", objectLockRetainUntilDate: inDays(180, 1) },
      { minRetentionDays: 180, lockProfile: "lawful-deletion" },
    ),
    fine("an object in a bucket that is not known", { bucket: UNKNOWN }),
    {
      as: "near miss",
      what: "a weak lock in another bucket",
      given: object({
        bucket: "my-archive-vault-primary",
        objectLockMode: "GOVERNANCE",
        objectLockRetainUntilDate: "2020-01-01T00:00:00Z",
        forceDestroy: true,
      }),
    },
    {
      as: "near miss",
      what: "forceDestroy in a bucket whose name the stage does not give to vaults",
      given: object({ forceDestroy: true }),
      config: { vaultNamePatterns: ["vault-*"] },
    },
    {
      as: "not applicable",
      what: "an object in a directory bucket of another type",
      given: object({ forceDestroy: true }, "aws:s3/directoryBucket:DirectoryBucket"),
    },
  ],
  refuses: [
    weakMode("governance mode", "GOVERNANCE", "GOVERNANCE"),
    weakMode("another spelling", "compliance", "compliance"),
    weakMode("a mode that is not known", UNKNOWN, "not known in preview"),
    weakMode("governance mode for long enough", "GOVERNANCE", "GOVERNANCE", {
      objectLockRetainUntilDate: inDays(4000, 1),
    }),
    short("a date in the past", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
    short("an hour too short", NEARLY_TEN_YEARS, NEARLY_TEN_YEARS),
    short("an hour too short for the stage", NEARLY_HALF_A_YEAR, NEARLY_HALF_A_YEAR, 180),
    short("what is no date", "never", "never"),
    short("a date that is not known", UNKNOWN, "not known in preview"),
    short("a date that is a number", 4_102_444_800_000, "not a text"),
    ...TYPES.map((type) => forced(`forceDestroy on ${type}`, {}, "true", type)),
    forced("forceDestroy that is not known", { forceDestroy: UNKNOWN }, "not known in preview"),
    forced("forceDestroy that is a text", { forceDestroy: "false" }, "not true or false"),
    forced("forceDestroy in a replica", { bucket: "archive-replica-mirror" }),
    forced("forceDestroy in a bucket that is not known", { bucket: UNKNOWN }),
    forced("forceDestroy in no bucket", { bucket: undefined }),
    forced("forceDestroy behind an access point", { bucket: ACCESS_POINT }),
    {
      what: "all at once",
      given: object({
        objectLockMode: "GOVERNANCE",
        objectLockRetainUntilDate: "2020-01-01T00:00:00Z",
        forceDestroy: true,
      }),
      says: [
        `readme: objectLockMode is GOVERNANCE; expected none, or COMPLIANCE, ${WHERE}`,
        `readme: objectLockRetainUntilDate is 2020-01-01T00:00:00Z; expected none, or a time at least 3650 days from now, ${WHERE}`,
        `readme: forceDestroy is true; expected false ${WHERE}`,
      ],
    },
  ],
});

import { vaultDenyWeakRetentionOnWrite } from "../../../policies/rules/vault-deny-weak-retention-on-write";
import { denying, findsPolicies, guardedBy, LIKE_VAULT, tellsVaults, VAULT } from "../guarded-buckets";
import { type Accepted, type Refused, tryRule, UNKNOWN } from "../try-rule";

const WRITES = ["s3:PutObject", "s3:PutObjectRetention"];
const DAYS = "s3:object-lock-remaining-retention-days";
const MODE = "s3:object-lock-mode";
const OBJECTS = `arn:aws:s3:::${VAULT}/*`;
const config = { minRetentionDays: 30 };

function shorterThan(days: unknown, more: object = {}): object {
  return { Action: WRITES, Resource: OBJECTS, Condition: { NumericLessThan: { [DAYS]: days } }, ...more };
}

const otherModes = {
  Action: WRITES,
  Resource: OBJECTS,
  Condition: { StringNotEquals: { [MODE]: "COMPLIANCE" }, Null: { [MODE]: "false" } },
};
const anywhere = { Resource: "*" };
const good = denying(shorterThan("30", anywhere), { ...otherModes, ...anywhere });

const says = {
  short: (actions: readonly string[] = WRITES, days = 30) =>
    `its policy does not refuse ${actions.join(", ")} with a retention under ${days} days; expected a refusal to everybody`,
  weak: (actions: readonly string[] = WRITES) =>
    `its policy does not refuse ${actions.join(", ")} in the mode GOVERNANCE; expected a refusal to everybody`,
  plain: "its policy refuses s3:PutObject without a retention of its own; expected such writes to pass",
  kept: (actions: readonly string[] = WRITES) =>
    `its policy refuses ${actions.join(", ")} in the mode COMPLIANCE for 30 days; expected such writes to pass`,
};

function enough(what: string, ...statements: readonly object[]): Accepted {
  return { as: "compliant", what, given: guardedBy(denying(...statements)), config };
}

function fails(what: string, statements: readonly unknown[], ...said: readonly string[]): Refused {
  return {
    what,
    given: guardedBy(denying(...statements)),
    config,
    says: said.map((each) => `bucket: ${each} ${LIKE_VAULT}`),
  };
}

const whole = { good, expected: "weak retentions refused", empty: [says.short(), says.weak()], config };
const others = { found: findsPolicies(whole), told: tellsVaults(whole) };

tryRule(vaultDenyWeakRetentionOnWrite, {
  remedy:
    'Give the bucket one BucketPolicy with two Deny for Principal "*" of both writes: one by NumericLessThan on s3:object-lock-remaining-retention-days, the other by StringNotEquals COMPLIANCE together with Null "false" on s3:object-lock-mode.',
  accepts: [
    ...others.found.accepts,
    ...others.told.accepts,
    enough("both refusals, of objects alone", shorterThan(30), otherModes),
    enough(
      "up to a day less",
      shorterThan(0, { Condition: { NumericLessThanEquals: { [DAYS]: 29 } } }),
      otherModes,
    ),
    enough("governance by its name", shorterThan(30), {
      ...otherModes,
      Condition: { StringEquals: { [MODE]: "GOVERNANCE" } },
    }),
    enough(
      "each write in statements of its own",
      ...WRITES.flatMap((Action) => [
        { ...shorterThan(30), Action },
        { ...otherModes, Action },
      ]),
    ),
    enough(
      "longer retentions, too",
      shorterThan(30),
      otherModes,
      shorterThan(0, { Condition: { NumericGreaterThan: { [DAYS]: 30 } } }),
    ),
    enough("requests without TLS, too", shorterThan(30), otherModes, {
      Action: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
    enough("a setting of the bucket, too", shorterThan(30), otherModes, { Action: "s3:PutBucketPolicy" }),
    {
      as: "near miss",
      what: "one day, which is enough for the stage",
      given: guardedBy(denying(shorterThan(1), otherModes)),
      config: { minRetentionDays: 1 },
    },
    {
      as: "compliant",
      what: "the default of ten years",
      given: guardedBy(denying(shorterThan(3650), otherModes)),
    },
  ],
  refuses: [
    ...others.found.refuses,
    ...others.told.refuses,
    fails("nothing about the period", [otherModes], says.short()),
    fails("nothing about the mode", [shorterThan(30)], says.weak()),
    fails("a period that is a day too short", [shorterThan(29), otherModes], says.short()),
    fails("a period that is a day too long", [shorterThan(31), otherModes], says.kept()),
    fails(
      "one period among the shorter ones",
      [shorterThan(0, { Condition: { NumericEquals: { [DAYS]: 29 } } }), otherModes],
      says.short(),
    ),
    fails(
      "short retentions in one mode alone",
      [
        shorterThan(30, {
          Condition: { NumericLessThan: { [DAYS]: 30 }, StringEquals: { [MODE]: "COMPLIANCE" } },
        }),
        otherModes,
      ],
      says.short(),
    ),
    fails(
      "only one of the writes",
      [shorterThan(30, { Action: "s3:PutObject" }), { ...otherModes, Action: "s3:PutObjectRetention" }],
      says.short(["s3:PutObjectRetention"]),
      says.weak(["s3:PutObject"]),
    ),
    fails(
      "only the bucket",
      [shorterThan(30, { Resource: `arn:aws:s3:::${VAULT}` }), otherModes],
      says.short(),
    ),
    fails(
      "all but one writer",
      [
        shorterThan(30, {
          Condition: {
            NumericLessThan: { [DAYS]: 30 },
            ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/writer" },
          },
        }),
        otherModes,
      ],
      says.short(),
    ),
    fails("a period that is not known", [shorterThan(UNKNOWN), otherModes], says.short()),
    fails(
      "plain writes, since they have no such mode",
      [shorterThan(30), { ...otherModes, Condition: { StringNotEquals: { [MODE]: "COMPLIANCE" } } }],
      says.plain,
    ),
    fails(
      "plain writes, since they have no such period",
      [shorterThan(30, { Condition: { NumericLessThanIfExists: { [DAYS]: 30 } } }), otherModes],
      says.plain,
    ),
    fails("all writes", [{ Action: "s3:PutObject*" }], says.plain, says.kept()),
    fails(
      "every retention",
      [shorterThan(30), otherModes, { Action: "s3:PutObjectRetention" }],
      says.kept(["s3:PutObjectRetention"]),
    ),
    {
      what: "a day too few for the default",
      given: guardedBy(denying(shorterThan(3649), otherModes)),
      says: [`bucket: ${says.short(WRITES, 3650)} ${LIKE_VAULT}`],
    },
  ],
});

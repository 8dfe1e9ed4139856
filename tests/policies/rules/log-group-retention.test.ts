import { logGroupRetention } from "../../../policies/rules/log-group-retention";
import { type Accepted, type Given, type Refused, type Repaired, tryRule, UNKNOWN } from "../try-rule";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d";
const AUDIT = { tags: { "archive:log": "audit" } };

function group(props: object, more: Partial<Given> = {}): Given {
  return {
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: "log",
    props: { kmsKeyId: KEY, retentionInDays: 365, ...props },
    ...more,
  };
}

function fine(what: string, given: Given, as: Accepted["as"] = "near miss", config: object = {}): Accepted {
  return { as, what, given, config };
}

function refused(what: string, props: object, ...says: readonly string[]): Refused {
  return { what, given: group(props), says: says.map((each) => `log: ${each}`) };
}

function short(found: string, least = 365): string {
  return `retentionInDays is ${found}; expected ${least} or more, or for ever where the tag archive:log is audit`;
}

function ofClass(what: string, logGroupClass: unknown, found: string): Refused {
  return refused(
    what,
    { logGroupClass },
    `logGroupClass is ${found}; expected STANDARD or INFREQUENT_ACCESS, since the class DELIVERY keeps two days whatever it is told`,
  );
}

function keyless(what: string, kmsKeyId: unknown, found: string): Refused {
  return refused(what, { kmsKeyId }, `kmsKeyId is ${found}; expected the ARN of a customer's key`);
}

function repaired(what: string, retentionInDays: unknown, days: number, least = 365): Repaired {
  return {
    what,
    given: group({ retentionInDays }),
    config: { minLogRetentionDays: least },
    becomes: { kmsKeyId: KEY, retentionInDays: days },
  };
}

tryRule(logGroupRetention, {
  remedy: "Set retentionInDays to the stage's minLogRetentionDays or more, and kmsKeyId to a customer's key.",
  accepts: [
    fine("a year", group({}), "compliant"),
    fine("longer", group({ retentionInDays: 400 }), "compliant"),
    fine("as long as another stage asks for", group({ retentionInDays: 30 }), "compliant", {
      minLogRetentionDays: 30,
    }),
    fine("an audit's log, for ever", group({ ...AUDIT, retentionInDays: 0 })),
    fine("an audit's log that does not say", group({ ...AUDIT, retentionInDays: null })),
    fine(
      "an audit's log by the provider's tags",
      group(
        { retentionInDays: 0 },
        { providerProps: { defaultTags: JSON.stringify({ tags: { "archive:log": "audit" } }) } },
      ),
    ),
    fine("classes that keep what they are told", group({ logGroupClass: "STANDARD" })),
    fine("the other", group({ logGroupClass: "INFREQUENT_ACCESS" })),
    fine("a key that only the deployment will tell", group({ kmsKeyId: UNKNOWN })),
    fine(
      "another type",
      { ...group({ kmsKeyId: null }), type: "aws:cloudwatch/logStream:LogStream" },
      "not applicable",
    ),
  ],
  refuses: [
    refused("for ever", { retentionInDays: 0 }, short("0")),
    refused(
      "for ever, under another tag",
      { tags: { "archive:log": "trace" }, retentionInDays: 0 },
      short("0"),
    ),
    refused("for ever, under tags that are not known", { tags: UNKNOWN, retentionInDays: 0 }, short("0")),
    refused(
      "what is not said, under tags that are not known",
      { tags: UNKNOWN, retentionInDays: null },
      short("absent"),
    ),
    refused("what is not known", { retentionInDays: UNKNOWN }, short("not known in preview")),
    refused(
      "what is not known of an audit's log",
      { ...AUDIT, retentionInDays: UNKNOWN },
      short("not known in preview"),
    ),
    refused("a text", { retentionInDays: "365" }, short("not a whole number")),
    refused("less than nothing", { retentionInDays: -1 }, short("-1")),
    {
      what: "longer than CloudWatch can be told",
      given: group({ retentionInDays: 3653 }),
      config: { minLogRetentionDays: 3654 },
      says: [`log: ${short("3653", 3654)}`],
    },
    ofClass("a class that keeps nothing", "DELIVERY", "DELIVERY"),
    ofClass("a class that is not known", UNKNOWN, "not known in preview"),
    keyless("no key", null, "absent"),
    keyless("a key's id", "0a1b2c3d", "0a1b2c3d"),
    refused(
      "all of it",
      { retentionInDays: UNKNOWN, logGroupClass: UNKNOWN, kmsKeyId: 1 },
      short("not known in preview"),
      "logGroupClass is not known in preview; expected STANDARD or INFREQUENT_ACCESS, since the class DELIVERY keeps two days whatever it is told",
      "kmsKeyId is not a text; expected the ARN of a customer's key",
    ),
  ],
  repairs: [
    repaired("a log that does not say", null, 365),
    repaired("a log that ends too soon", 180, 365),
    repaired("a day", 1, 365),
    repaired("up to the next step that there is", 30, 400, 366),
    repaired("up to the last step", 3288, 3653, 3653),
    {
      what: "an audit's log that ends too soon",
      given: group({ ...AUDIT, retentionInDays: 30 }),
      becomes: { kmsKeyId: KEY, ...AUDIT, retentionInDays: 365 },
    },
    {
      what: "a log that does not say, under another tag",
      given: group({ tags: { "archive:log": "trace" }, retentionInDays: null }),
      becomes: { kmsKeyId: KEY, tags: { "archive:log": "trace" }, retentionInDays: 365 },
    },
  ],
});

import assert from "node:assert/strict";
import { conditionExtent, whyUndecided } from "../../../policies/proof/conditions";
import { possible, type Possible } from "../../../policies/proof/context";
import type { Extent } from "../../../policies/proof/extent";
import type { Requester } from "../../../policies/proof/request";
import { type Condition, conditionsOf } from "../../../policies/reading/condition";
import { valueOf } from "../../../policies/reading/value";
import { UNKNOWN } from "../try-rule";

const ABSENT: Possible = { absent: true, texts: [] };
const ANYTHING: Possible = { absent: true, texts: { like: "*", but: [] } };
const ANY_TEXT: Possible = { absent: false, texts: { like: "*", but: [] } };

function held(...texts: readonly string[]): Possible {
  return { absent: false, texts };
}

function condition(operator: string, value: unknown, key = "aws:Key"): Condition {
  const [first] = conditionsOf(valueOf({ Condition: { [operator]: { [key]: value } } }));
  return first ?? assert.fail("no condition");
}

function extent(operator: string, value: unknown, possible: Possible): Extent {
  return conditionExtent(condition(operator, value), possible);
}

const NEGATIONS: Readonly<Record<string, string>> = {
  StringEquals: "StringNotEquals",
  StringEqualsIgnoreCase: "StringNotEqualsIgnoreCase",
  StringLike: "StringNotLike",
  ArnEquals: "ArnNotEquals",
  ArnLike: "ArnNotLike",
  NumericEquals: "NumericNotEquals",
  DateEquals: "DateNotEquals",
  IpAddress: "NotIpAddress",
};
const opposite = { all: "none", some: "some", none: "all" } as const;

const ROLE = "arn:aws:iam::111122223333:role/a";
const NOON = "2026-01-01T12:00:00Z";

describe("comparing with what the context is known to hold", () => {
  for (const [operator, value, text, expected] of [
    ["StringEquals", "a", "a", "all"],
    ["StringEquals", "a", "A", "none"],
    ["StringEquals", "a*", "ab", "none"],
    ["StringEquals", ["b", "a"], "a", "all"],
    ["StringEquals", ["b", "c"], "a", "none"],
    ["StringEquals", "${aws:username}", "a", "some"],
    ["StringEquals", ["${aws:username}", "a"], "a", "all"],
    ["StringEqualsIgnoreCase", "aB", "Ab", "all"],
    ["StringEqualsIgnoreCase", "aB", "Abc", "none"],
    ["StringLike", "a*c", "abbc", "all"],
    ["StringLike", "a?c", "abbc", "none"],
    ["StringLike", "A*", "ab", "none"],
    ["ArnEquals", ROLE, ROLE, "all"],
    ["ArnEquals", "arn:aws:iam::*:role/*", ROLE, "all"],
    ["ArnLike", "arn:aws:iam::111122223333:role/?", ROLE, "all"],
    ["ArnLike", "arn:aws:iam::111122223333:user/*", ROLE, "none"],
    ["ArnLike", "arn:aws:*:111122223333:role/a", ROLE, "some"],
    ["ArnLike", "arn:*:role/a", ROLE, "some"],
    ["ArnLike", "*", ROLE, "some"],
    ["ArnLike", "*:*:*:*:*:*", ROLE, "all"],
    ["ArnLike", "*:*:*:*:*:*", "no ARN", "some"],
    ["ArnLike", "arn:aws:sns:*:*:a:b", "arn:aws:sns:x:1:a:b", "all"],
    ["ArnLike", "arn:aws:sns:*:*:a", "arn:aws:sns:x:1:a:b", "none"],
    ["ArnLike", "arn:aws:s3:::a*", "arn:aws:s3:::a\nb", "all"],
    ["NumericEquals", 5, "5", "all"],
    ["NumericEquals", "5.0", "5", "all"],
    ["NumericEquals", "-5", "5", "none"],
    ["NumericEquals", "-5", "-5", "all"],
    ["NumericEquals", "5", "05", "all"],
    ["NumericEquals", "five", "5", "some"],
    ["NumericEquals", "5", "five", "some"],
    ["NumericEquals", "5", "", "some"],
    ["NumericEquals", "5", "5 ", "some"],
    ["NumericEquals", "5", " 5", "some"],
    ["NumericEquals", "16", "0x10", "some"],
    ["NumericLessThan", "5", "4", "all"],
    ["NumericLessThan", "5", "5", "none"],
    ["NumericLessThan", "10", "9", "all"],
    ["NumericLessThanEquals", "5", "5", "all"],
    ["NumericLessThanEquals", "5", "6", "none"],
    ["NumericGreaterThan", "5", "6", "all"],
    ["NumericGreaterThan", "5", "5", "none"],
    ["NumericGreaterThanEquals", "5", "5", "all"],
    ["NumericGreaterThanEquals", "5", "4.9", "none"],
    ["DateEquals", NOON, "2026-01-01T13:00:00+01:00", "all"],
    ["DateEquals", NOON, "2026-01-01T12:00:00.000Z", "all"],
    ["DateEquals", NOON, "2026-01-01T12:00Z", "all"],
    ["DateEquals", NOON, "2026-01-01T12:00:01Z", "none"],
    ["DateEquals", NOON, "2026-01-01", "some"],
    ["DateEquals", NOON, "2026-13-01T12:00:00Z", "some"],
    ["DateEquals", NOON, `${NOON} `, "some"],
    ["DateEquals", NOON, `x${NOON}`, "some"],
    ["DateEquals", NOON, "1767268800", "some"],
    ["DateEquals", "1767268800", "1767268800", "all"],
    ["DateEquals", "1767268800", NOON, "some"],
    ["DateLessThan", NOON, "2026-01-01T11:59:59Z", "all"],
    ["DateLessThan", NOON, NOON, "none"],
    ["DateLessThan", "1767268800", "1767268799", "all"],
    ["DateLessThanEquals", NOON, NOON, "all"],
    ["DateLessThanEquals", NOON, "2026-01-01T12:00:01Z", "none"],
    ["DateGreaterThan", NOON, "2026-01-01T12:00:01Z", "all"],
    ["DateGreaterThan", NOON, NOON, "none"],
    ["DateGreaterThanEquals", NOON, NOON, "all"],
    ["DateGreaterThanEquals", NOON, "2026-01-01T11:59:59Z", "none"],
    ["Bool", "false", "false", "all"],
    ["Bool", false, "False", "all"],
    ["Bool", "TRUE", "true", "all"],
    ["Bool", "true", "false", "none"],
    ["Bool", "yes", "true", "some"],
    ["Bool", "true", "yes", "some"],
    ["Bool", "yes", "yes", "some"],
    ["BinaryEquals", "QQ==", "QQ==", "all"],
    ["BinaryEquals", "QQ==", "Qg==", "none"],
    ["IpAddress", "203.0.113.0/24", "203.0.113.255", "all"],
    ["IpAddress", "203.0.113.0/24", "203.0.114.0", "none"],
    ["IpAddress", "0.0.0.0/0", "203.0.113.255", "all"],
    ["IpAddress", "203.0.113.7", "203.0.113.7", "all"],
    ["IpAddress", "203.0.113.7", "203.0.113.8", "none"],
    ["IpAddress", "203.0.113.7/32", "203.0.113.7", "all"],
    ["IpAddress", "203.0.113.7/33", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.7/", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.7/24/24", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.7/0024", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.7/x", "203.0.113.7", "some"],
    ["IpAddress", "everywhere", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.0/24", "nowhere", "some"],
    ["IpAddress", "2001:db8::/32", "2001:db8::1", "all"],
    ["IpAddress", "2001:db8::1", "2001:db8::1", "all"],
    ["IpAddress", "2001:db8::1", "2001:db8::2", "none"],
    ["IpAddress", "2001:db8::1/129", "2001:db8::1", "some"],
    ["IpAddress", "2001:db8::1/128", "2001:db8::1", "all"],
    ["IpAddress", "2001:db8::/32", "2001:db9::1", "none"],
    ["IpAddress", "2001:db8::/32", "203.0.113.7", "none"],
    ["IpAddress", "203.0.113.0/24", "2001:db8::1", "none"],
  ] as const) {
    it(`finds that ${operator} ${JSON.stringify(value)} holds of ${text}: ${expected}`, () => {
      assert.equal(extent(operator, value, held(text)), expected);
      // A qualifier makes no difference where there is one value, nor does IfExists where there is any.
      for (const written of [`ForAllValues:${operator}`, `ForAnyValue:${operator}`, `${operator}IfExists`])
        assert.equal(extent(written, value, held(text)), expected);
    });
    const negation = NEGATIONS[operator];
    if (negation !== undefined)
      it(`finds the opposite of ${negation} ${JSON.stringify(value)} and ${text}`, () =>
        assert.equal(extent(negation, value, held(text)), opposite[expected]));
  }

  it("asks of several possible texts whether the condition holds of each", () => {
    assert.equal(extent("StringLike", "a*", held("ab", "ac")), "all");
    assert.equal(extent("StringLike", "a*", held("ab", "b")), "some");
    assert.equal(extent("StringLike", "a*", held("c", "b")), "none");
    assert.equal(extent("StringNotLike", "a*", held("ab", "b")), "some");
    assert.equal(extent("StringNotLike", "a*", held("c", "b")), "all");
  });
});

describe("conditions on a key that is absent, or may be", () => {
  const positive = ["StringEquals", "StringLike", "ArnLike", "NumericLessThan", "Bool", "IpAddress"];
  for (const operator of positive)
    it(`knows that ${operator} needs the key`, () => {
      assert.equal(extent(operator, "x", ABSENT), "none");
      assert.equal(extent(`${operator}IfExists`, "x", ABSENT), "all");
      assert.equal(extent(`ForAllValues:${operator}`, "x", ABSENT), "all");
      assert.equal(extent(`ForAllValues:${operator}IfExists`, "x", ABSENT), "all");
      assert.equal(extent(`ForAnyValue:${operator}`, "x", ABSENT), "none");
      assert.equal(extent(`ForAnyValue:${operator}IfExists`, "x", ABSENT), "some");
    });

  for (const operator of Object.values(NEGATIONS))
    it(`knows that ${operator} does not`, () => {
      assert.equal(extent(operator, "x", ABSENT), "all");
      assert.equal(extent(`${operator}IfExists`, "x", ABSENT), "all");
      assert.equal(extent(`ForAllValues:${operator}`, "x", ABSENT), "all");
      assert.equal(extent(`ForAnyValue:${operator}`, "x", ABSENT), "none");
    });

  it("puts both cases together", () => {
    assert.equal(extent("StringNotEquals", "a", { absent: true, texts: ["b"] }), "all");
    assert.equal(extent("StringNotEquals", "a", { absent: true, texts: ["a"] }), "some");
    assert.equal(extent("StringEquals", "a", { absent: true, texts: ["b"] }), "none");
    assert.equal(extent("StringEquals", "a", { absent: true, texts: ["a"] }), "some");
    assert.equal(extent("StringEqualsIfExists", "a", { absent: true, texts: ["a"] }), "all");
  });
});

describe("conditions on a key of which little is known", () => {
  const inAccount: Possible = {
    absent: false,
    texts: { like: "arn:*:*::111122223333:*", but: [ROLE, "arn:aws:iam::111122223333:role/x*"] },
  };
  for (const [operator, value, possible, expected] of [
    ["StringLike", "*", ANY_TEXT, "all"],
    ["StringLike", "**", ANY_TEXT, "all"],
    ["StringLike", "a*", ANY_TEXT, "some"],
    ["StringLike", "a", ANY_TEXT, "some"],
    ["StringLike", "*", ANYTHING, "some"],
    ["StringLike", ["a", "*"], ANY_TEXT, "all"],
    ["StringLikeIfExists", "*", ANYTHING, "all"],
    ["ForAllValues:StringLike", "*", ANYTHING, "all"],
    ["StringNotLike", "*", ANY_TEXT, "none"],
    ["StringNotLike", "*", ANYTHING, "some"],
    ["StringEquals", "*", ANY_TEXT, "some"],
    ["StringEqualsIgnoreCase", "*", ANY_TEXT, "some"],
    ["StringLike", "${aws:username}*", ANY_TEXT, "some"],
    ["NumericLessThan", "5", ANY_TEXT, "some"],
    ["DateLessThan", NOON, ANY_TEXT, "some"],
    ["Bool", ["true", "false"], ANY_TEXT, "some"],
    ["IpAddress", "0.0.0.0/0", ANY_TEXT, "some"],
    ["BinaryEquals", "QQ==", ANY_TEXT, "some"],
    ["ArnLike", "*", ANY_TEXT, "some"],
    ["ArnLike", ROLE, ANY_TEXT, "some"],
    ["ArnLike", "arn:aws:iam::*:*", ANY_TEXT, "some"],
    ["StringEquals", ROLE, inAccount, "none"],
    ["StringEquals", `${ROLE}b`, inAccount, "some"],
    ["StringEquals", "arn:aws:iam::444455556666:role/a", inAccount, "none"],
    ["StringNotEquals", ROLE, inAccount, "all"],
    ["StringNotEquals", [ROLE, `${ROLE}b`], inAccount, "some"],
    ["StringNotEqualsIgnoreCase", ROLE, inAccount, "some"],
    ["StringLike", ROLE, inAccount, "none"],
    ["StringLike", "arn:aws:iam::111122223333:role/x*", inAccount, "some"],
    ["StringLike", "arn:aws:iam::111122223333:role/x?", inAccount, "some"],
    ["StringLike", "arn:*:*::111122223333:*", inAccount, "all"],
    ["StringLike", "*:111122223333:*", inAccount, "all"],
    ["StringLike", "*:444455556666:*", inAccount, "some"],
    ["StringLike", "x*", inAccount, "none"],
    ["ArnEquals", ROLE, inAccount, "none"],
    ["ArnEquals", "arn:aws:iam::111122223333:role/x*", inAccount, "some"],
    ["ArnEquals", "arn:aws:iam::111122223333:role/x?", inAccount, "some"],
    ["ArnLike", "arn:aws:iam::111122223333:role/b", inAccount, "some"],
    ["ArnLike", "arn:aws:iam::444455556666:role/b", inAccount, "none"],
    ["ArnLike", "arn:aws:iam::444455556666:role/*", inAccount, "none"],
    ["ArnLike", "arn:*:*:*:111122223333:*", inAccount, "all"],
    ["ArnLike", "arn:*:*:*:1111*:*", inAccount, "all"],
    ["ArnLike", "arn:*:iam:*:111122223333:*", inAccount, "some"],
    ["ArnLike", "*:111122223333:*", inAccount, "some"],
    ["ArnNotLike", ROLE, inAccount, "all"],
    ["ArnNotEquals", [ROLE], inAccount, "all"],
    ["ArnNotEquals", [ROLE, `${ROLE}b`], inAccount, "some"],
    ["ArnNotEquals", ["arn:aws:iam::444455556666:role/b", ROLE], inAccount, "all"],
    ["ArnNotEqualsIfExists", ROLE, { ...inAccount, absent: true }, "all"],
    ["ArnNotEquals", ROLE, { ...inAccount, absent: true }, "all"],
  ] as const)
    it(`finds that ${operator} ${JSON.stringify(value)} holds of ${JSON.stringify(possible.texts)}: ${expected}`, () =>
      assert.equal(extent(operator, value, possible), expected));
});

describe("asking whether there is a key at all", () => {
  for (const [value, absent, present, either] of [
    ["true", "all", "none", "some"],
    ["false", "none", "all", "some"],
    [["true", "false"], "all", "all", "all"],
    ["TRUE", "all", "none", "some"],
    ["maybe", "some", "some", "some"],
    [["true", "maybe"], "some", "some", "some"],
  ] as const)
    it(`reads Null ${JSON.stringify(value)}`, () => {
      assert.equal(extent("Null", value, ABSENT), absent);
      assert.equal(extent("Null", value, held("a", "b")), present);
      assert.equal(extent("Null", value, ANY_TEXT), present);
      assert.equal(extent("Null", value, ANYTHING), either);
      assert.equal(extent("Null", value, { absent: true, texts: ["a"] }), either);
      for (const strange of ["NullIfExists", "ForAllValues:Null", "ForAnyValue:Null"])
        assert.equal(extent(strange, value, ABSENT), "some");
    });
});

describe("what nobody knows of a condition", () => {
  for (const [what, undecided, why] of [
    [
      "an operator that is not known",
      condition("StringResembles", "a"),
      "the condition on aws:key is by stringresembles, which is not understood",
    ],
    [
      "a name that every object has",
      condition("constructor", "a"),
      "the condition on aws:key is by constructor, which is not understood",
    ],
    ["no values", condition("StringEquals", []), "the condition on aws:key has no values"],
    ["no values of Null", condition("Null", []), "the condition on aws:key has no values"],
    ["values that are not known", condition("StringEquals", UNKNOWN), "a condition is not known in preview"],
    ["values that are no texts", condition("StringEquals", [{}]), "a condition is not a text"],
    [
      "the negation of an unknown operator",
      condition("BinaryNotEquals", "a"),
      "the condition on aws:key is by binarynotequals, which is not understood",
    ],
  ] as const)
    it(`says of ${what} that it may hold, and why`, () => {
      for (const possible of [ABSENT, ANYTHING, held("a")])
        assert.equal(conditionExtent(undecided, possible), "some");
      assert.equal(whyUndecided(undecided), why);
    });

  it("has no doubt about what is understood", () => {
    for (const operator of [
      "Null",
      ...Object.keys(NEGATIONS),
      ...Object.values(NEGATIONS),
      "NumericLessThan",
      "Bool",
    ])
      assert.equal(whyUndecided(condition(operator, "x")), undefined);
  });
});

describe("what IAM says of a requester", () => {
  const arn = ROLE;
  const identity: Requester = { kind: "identity", arn };
  const any: Requester = { kind: "any identity", accountId: "111122223333", but: [arn] };
  const service: Requester = { kind: "service", principal: "s3.amazonaws.com" };
  const federated: Requester = { kind: "federated", provider: "accounts.example.com" };
  const anonymous: Requester = { kind: "anonymous" };
  const anyone: Requester = { kind: "anyone", but: [arn] };

  function of(requester: Requester, key: string, context = {}): Possible {
    return possible(key, { requester, action: "s3:GetObject", resource: "*", context });
  }

  for (const [requester, key, expected] of [
    [identity, "aws:principalarn", held(arn)],
    [identity, "aws:principalaccount", held("111122223333")],
    [identity, "aws:principalisawsservice", held("false")],
    [identity, "aws:principalservicename", ABSENT],
    [identity, "aws:principaltype", ANYTHING],
    [{ kind: "identity", arn: "unheard of" }, "aws:principalaccount", ANYTHING],
    [any, "aws:principalarn", { absent: false, texts: { like: "arn:*:*::111122223333:*", but: [arn] } }],
    [any, "aws:principalaccount", held("111122223333")],
    [any, "aws:principalisawsservice", held("false")],
    [any, "aws:principalservicename", ABSENT],
    [service, "aws:principalarn", ABSENT],
    [service, "aws:principalisawsservice", held("true")],
    [service, "aws:principalservicename", held("s3.amazonaws.com")],
    [service, "aws:principalaccount", ANYTHING],
    [federated, "aws:principalarn", ANYTHING],
    [anonymous, "aws:principalarn", ABSENT],
    [anonymous, "aws:principalorgid", ABSENT],
    [anonymous, "aws:principaltag/team", ABSENT],
    [anonymous, "aws:principaltype", held("Anonymous")],
    [anonymous, "aws:principalaccount", { absent: true, texts: ["anonymous"] }],
    [anonymous, "aws:sourceip", ANYTHING],
    [anyone, "aws:principalarn", { absent: true, texts: { like: "*", but: [arn] } }],
    [anyone, "aws:principalaccount", ANYTHING],
    [identity, "constructor", ANYTHING],
    [identity, "__proto__", ANYTHING],
  ] as const)
    it(`knows ${key} of ${requester.kind}`, () => assert.deepEqual(of(requester, key), expected));

  it("yields to what is said of the request itself", () => {
    assert.deepEqual(of(identity, "aws:principalarn", { "aws:principalarn": { kind: "absent" } }), ABSENT);
    assert.deepEqual(
      of(identity, "aws:securetransport", {
        "aws:securetransport": { kind: "one of", values: ["true", "false"] },
      }),
      held("true", "false"),
    );
  });
});

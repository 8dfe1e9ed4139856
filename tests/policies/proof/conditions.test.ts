import assert from "node:assert/strict";
import { conditionExtent, whyUndecided } from "../../../policies/proof/conditions";
import type { Possible } from "../../../policies/proof/context";
import { UNKNOWN } from "../try-rule";
import { ABSENT, ANY_TEXT, ANYTHING, condition, extent, held, NEGATIONS } from "./possibilities";

const ROLE = "arn:aws:iam::111122223333:role/a";
const NOON = "2026-01-01T12:00:00Z";

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

import assert from "node:assert/strict";
import { type Condition, conditionsOf } from "../../../policies/reading/condition";
import { known, unknown, valueOf } from "../../../policies/reading/value";
import { UNKNOWN } from "../try-rule";

function read(Condition: unknown): readonly Condition[] {
  return conditionsOf(valueOf({ Condition }));
}

function only(operator: string, value: unknown = "x"): Condition {
  const [first, ...others] = read({ [operator]: { "aws:Key": value } });
  assert.deepEqual(others, []);
  return first ?? assert.fail("no condition");
}

const plain = { operator: "stringequals", ifExists: false, key: "aws:key", values: known(["x"]) };
const unreadable = (why: string) => ({
  operator: "unreadable",
  ifExists: false,
  key: "",
  values: unknown(why),
});

describe("reading conditions", () => {
  for (const [written, read] of [
    ["StringEquals", plain],
    ["STRINGEQUALS", plain],
    ["StringEqualsIfExists", { ...plain, ifExists: true }],
    ["stringequalsifexists", { ...plain, ifExists: true }],
    ["ForAllValues:StringEquals", { ...plain, qualifier: "forallvalues" }],
    ["forANYvalue:StringEquals", { ...plain, qualifier: "foranyvalue" }],
    [
      "ForAnyValue:StringLikeIfExists",
      { ...plain, operator: "stringlike", qualifier: "foranyvalue", ifExists: true },
    ],
    ["ForSomeValues:StringEquals", { ...plain, operator: "forsomevalues:stringequals" }],
    ["ForAllValues", { ...plain, operator: "forallvalues" }],
    ["StringEqualsIfExistsNot", { ...plain, operator: "stringequalsifexistsnot" }],
    ["Null", { ...plain, operator: "null" }],
  ] as const)
    it(`reads ${written}`, () => assert.deepEqual(only(written), read));

  for (const [what, written, values] of [
    ["one text", "a", known(["a"])],
    ["texts", ["a", "b"], known(["a", "b"])],
    ["numbers and truth values", [1, true, 2.5, false], known(["1", "true", "2.5", "false"])],
    ["a number alone", 0, known(["0"])],
    ["none", [], known([])],
    ["one that is not known", UNKNOWN, unknown("not known in preview")],
    ["some of which one is not known", ["a", UNKNOWN], unknown("not known in preview")],
    ["nothing", null, unknown("absent")],
    ["nothing among others", ["a", null], unknown("absent")],
    ["an object", { a: "b" }, unknown("not a text")],
    ["a list in a list", [["a"]], unknown("not a text")],
  ] as const)
    it(`reads ${what} for values`, () => assert.deepEqual(only("StringEquals", written).values, values));

  it("takes each key of each operator for a condition of its own", () =>
    assert.deepEqual(
      read({ Bool: { A: "true", b: "false" }, Null: { c: "true" } }).map(({ operator, key }) => [
        operator,
        key,
      ]),
      [
        ["bool", "a"],
        ["bool", "b"],
        ["null", "c"],
      ],
    ));

  for (const [what, written, conditions] of [
    ["no condition", undefined, []],
    ["one that is not known", UNKNOWN, [unreadable("not known in preview")]],
    ["a text", "Bool", [unreadable("not an object")]],
    ["nothing in it", {}, []],
    ["an operator without keys", { Bool: {} }, []],
    ["an operator of which nothing is known", { Bool: UNKNOWN }, [unreadable("not known in preview")]],
    ["an operator with a text", { Bool: "true" }, [unreadable("not an object")]],
    [
      "an operator twice",
      { Bool: { a: "true" }, bool: { a: "false" } },
      [unreadable("given more than once"), unreadable("given more than once")],
    ],
    [
      "an operator of which nothing is known among others",
      { Bool: UNKNOWN, Null: { "aws:Key": "x" } },
      [unreadable("not known in preview"), { ...plain, operator: "null" }],
    ],
  ] as const)
    it(`reads ${what}`, () => assert.deepEqual(read(written), conditions));

  it("does not choose between two spellings of one key", () =>
    assert.deepEqual(
      read({ Bool: { a: "true", A: "false" } }).map(({ values }) => values),
      [unknown("given more than once"), unknown("given more than once")],
    ));

  it("finds none in what is no statement, and the element in any case", () => {
    for (const statement of [UNKNOWN, "Allow", null]) assert.deepEqual(conditionsOf(valueOf(statement)), []);
    assert.deepEqual(conditionsOf(valueOf({ condition: { StringEquals: { "AWS:key": ["x"] } } })), [plain]);
  });
});

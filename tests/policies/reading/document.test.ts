import assert from "node:assert/strict";
import { grantsOf, type Reach, statementsOf, widened } from "../../../policies/reading/document";
import { known, missing, unknown } from "../../../policies/reading/value";
import { UNKNOWN } from "../try-rule";

const NOT_KNOWN = "not known in preview";
const absent: Reach = { patterns: [], complement: false, undecided: "absent" };

/** The one statement of a document. */
function read(statement: unknown) {
  const statements = statementsOf(known({ Statement: [statement] }));
  assert.ok(statements.kind === "known");
  const [only] = statements.value;
  return only ?? assert.fail("no statement");
}

function plain(...patterns: readonly string[]): Reach {
  return { patterns, complement: false };
}

describe("reading a document", () => {
  const statement = { Effect: "Deny", Action: "s3:*", Resource: ["a", "b"] };

  for (const [what, document] of [
    ["as an object", { Statement: [statement] }],
    ["as JSON", JSON.stringify({ Statement: [statement] })],
    [
      "as JSON that hides its letters",
      '{"Statement":{"Effect":"\\u0044eny","Action":"s3:*","Resource":["a","b"]}}',
    ],
    ["with one statement that is not in a list", { Statement: statement }],
    ["in another case", { statement: { effect: "Deny", ACTION: "s3:*", resource: ["a", "b"] } }],
  ] as const)
    it(`reads it ${what}`, () =>
      assert.deepEqual(
        statementsOf(known(document)),
        known([
          {
            label: "statement 1",
            effect: "Deny",
            actions: plain("s3:*"),
            resources: plain("a", "b"),
            conditions: [],
          },
        ]),
      ));

  for (const [what, document, why] of [
    ["that is not known", known(UNKNOWN), NOT_KNOWN],
    ["whose statements are not known", known({ Statement: UNKNOWN }), NOT_KNOWN],
    ["that is no JSON", known("{"), "not JSON"],
    ["that is no document", known("[]"), "not an object"],
    ["without statements", known({ Version: "2012-10-17" }), "not a document with statements"],
    ["that is not there", missing, "not a document with statements"],
  ] as const)
    it(`says why it cannot read one ${what}`, () => {
      const value = document.kind === "known" && document.value === UNKNOWN ? unknown(NOT_KNOWN) : document;
      assert.deepEqual(statementsOf(value), unknown(why));
      assert.deepEqual(grantsOf(value), unknown(why));
    });

  it("names statements by their Sid, else by their place", () => {
    const all = statementsOf(known({ Statement: [{ Sid: "First" }, {}, { Sid: UNKNOWN }, { Sid: "a b" }] }));
    assert.deepEqual(all.kind === "known" && all.value.map(({ label }) => label), [
      "statement First",
      "statement 2",
      "statement 3",
      "statement a text of 3 characters",
    ]);
  });

  it("takes for an Allow what is not known to be a Deny", () => {
    const effects = ["Deny", "Allow", "deny", "Audit", UNKNOWN, undefined, ["Deny"]];
    assert.deepEqual(
      effects.map((Effect) => read({ Effect }).effect),
      ["Deny", "Allow", "Allow", "Allow", "Allow", "Allow", "Allow"],
    );
  });

  it("gives what a document allows", () => {
    const document = { Statement: [{ Sid: "No", Effect: "Deny" }, { Sid: "Yes", Effect: "Allow" }, {}] };
    const grants = grantsOf(known(document));
    assert.deepEqual(grants.kind === "known" && grants.value.map(({ label }) => label), [
      "statement Yes",
      "statement 3",
    ]);
  });

  it("reads whom a statement names and under which conditions it holds", () => {
    const { principals, conditions } = read({
      Principal: "*",
      Condition: { Bool: { "aws:SecureTransport": false } },
    });
    assert.deepEqual(principals, { named: [{ kind: "everyone" }], complement: false });
    assert.deepEqual(conditions, [
      { operator: "bool", ifExists: false, key: "aws:securetransport", values: known(["false"]) },
    ]);
    assert.ok(!("principals" in read({ Action: "*" })));
  });
});

describe("reading what a statement covers", () => {
  for (const [name, not, element] of [
    ["Action", "NotAction", "actions"],
    ["Resource", "NotResource", "resources"],
  ] as const) {
    it(`reads ${name}, alone or in a list`, () => {
      assert.deepEqual(read({ [name]: "a" })[element], plain("a"));
      assert.deepEqual(read({ [name]: ["a", "b*"] })[element], plain("a", "b*"));
      assert.deepEqual(read({ [name]: [] })[element], plain());
    });

    it(`reads ${not} as everything but that, even beside ${name}`, () => {
      const complement = { patterns: ["a"], complement: true };
      assert.deepEqual(read({ [not]: "a" })[element], complement);
      assert.deepEqual(read({ [not]: ["a"], [name]: "b" })[element], complement);
      assert.deepEqual(read({ [not]: UNKNOWN })[element], {
        patterns: [],
        complement: true,
        undecided: NOT_KNOWN,
      });
    });

    it(`says what of ${name} cannot be told`, () => {
      assert.deepEqual(read({})[element], absent);
      assert.deepEqual(read({ [name]: UNKNOWN })[element], { ...absent, undecided: NOT_KNOWN });
      assert.deepEqual(read({ [name]: { a: "b" } })[element], { ...absent, undecided: "not a text" });
      assert.deepEqual(read({ [name]: "a", [name.toLowerCase()]: "b" })[element], {
        ...absent,
        undecided: "given more than once",
      });
      assert.deepEqual(read({ [name]: ["a", UNKNOWN, "b"] })[element], {
        patterns: ["a", "b"],
        complement: false,
        undecided: NOT_KNOWN,
      });
      assert.deepEqual(read({ [name]: ["a", 1] })[element], {
        patterns: ["a"],
        complement: false,
        undecided: "not a text",
      });
    });
  }

  it("knows nothing of a statement that is none", () => {
    for (const [statement, why] of [
      [UNKNOWN, NOT_KNOWN],
      ["Allow", "not an object"],
      [null, "absent"],
    ]) {
      const reach = { patterns: [], complement: false, undecided: why };
      assert.deepEqual(read(statement), {
        label: "statement 1",
        effect: "Allow",
        actions: reach,
        resources: reach,
        conditions: [],
      });
    }
  });
});

describe("widening policy variables", () => {
  for (const [pattern, wide] of [
    ["arn:aws:s3:::vault/*", "arn:aws:s3:::vault/*"],
    ["home/${aws:username}/x", "home/*/x"],
    ["${a}/${b}", "*/*"],
    ["${a, 'x'}/y", "*/y"],
    ["${a, '}/z'}/y", "*/y"],
    ["x/${a'}/y", "x/*"],
    ["x/${a", "x/*"],
    ["x/${a\n}y", "x/*y"],
    ["x/${a\ny", "x/*"],
    ["$a{b}", "$a{b}"],
    ["${*}", "*"],
    ["${}", "*"],
  ] as const)
    it(`makes ${wide} of ${pattern}`, () => assert.deepEqual(widened(plain(pattern, "a")), [wide, "a"]));
});

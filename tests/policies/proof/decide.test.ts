import assert from "node:assert/strict";
import * as fc from "fast-check";
import { mayBeAllowed, surelyDenied } from "../../../policies/proof/decide";
import { unrefused } from "../../../policies/proof/refusals";
import type { Documents, Request } from "../../../policies/proof/request";
import type { Statement } from "../../../policies/reading/document";
import { UNKNOWN } from "../try-rule";
import {
  ACCOUNT,
  buckets,
  concrete,
  identityStatements,
  resourceStatements,
  ROLE,
} from "./arbitrary-policies";
import { classOf, statement, statements, toClass } from "./requests";

const request: Request = {
  requester: { kind: "identity", arn: ROLE },
  action: "s3:DeleteObject",
  resource: "arn:aws:s3:::vault/*",
  context: {},
};

function allow(written: object = {}): Statement {
  return statement({ Sid: "Allow", Effect: "Allow", Action: "s3:*", Resource: "*", ...written });
}

function deny(written: object = {}): Statement {
  return statement({ Sid: "Deny", Effect: "Deny", Action: "s3:*", Resource: "*", ...written });
}

const toAccount = { Sid: "Account", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } };
const toRole = { Sid: "Role", Principal: { AWS: ROLE } };
const toOther = { Sid: "Other", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/other` } };
const elsewhere = { Action: "s3:GetObject" };
const sometimes = { Condition: { Bool: { "aws:SecureTransport": "false" } } };

function documentsWith(documents: Partial<Documents>): Documents {
  return { identity: [], ...documents };
}

/** The Sids of what allows the request; undefined where it is refused. */
function allowedBy(
  documents: Partial<Documents>,
  needsResourcePolicy?: boolean,
): readonly string[] | undefined {
  const how = needsResourcePolicy === undefined ? undefined : { needsResourcePolicy };
  const { allowed, by, undecided } = mayBeAllowed(request, documentsWith(documents), how);
  if (!allowed) assert.deepEqual([by, undecided], [[], []]);
  else assert.ok(by.length > 0);
  return allowed ? by.map(({ label }) => label.replace("statement ", "")) : undefined;
}

describe("whether a request may be allowed", () => {
  const refused = undefined;
  for (const [what, documents, expected] of [
    ["nothing speaks of it", {}, refused],
    ["its requester's policies allow it", { identity: [allow()] }, ["Allow"]],
    ["they allow something else", { identity: [allow(elsewhere)] }, refused],
    ["they may allow it", { identity: [allow(elsewhere), allow(sometimes)] }, ["Allow"]],
    ["they allow it twice", { identity: [allow(), allow({ Sid: "Too" })] }, ["Allow", "Too"]],
    ["they deny it, too", { identity: [allow(), deny()] }, refused],
    ["they deny it sometimes", { identity: [allow(), deny(sometimes)] }, ["Allow"]],
    [
      "they deny a part of it",
      { identity: [allow(), deny({ Resource: "arn:aws:s3:::vault/a*" })] },
      ["Allow"],
    ],
    ["they deny something else", { identity: [allow(), deny(elsewhere)] }, ["Allow"]],
    ["they only deny it", { identity: [deny()] }, refused],
    ["a boundary allows it, too", { identity: [allow()], boundary: [allow({ Sid: "Limit" })] }, ["Allow"]],
    ["a boundary allows something else", { identity: [allow()], boundary: [allow(elsewhere)] }, refused],
    ["a boundary allows nothing", { identity: [allow()], boundary: [] }, refused],
    ["a boundary may allow it", { identity: [allow()], boundary: [allow(sometimes)] }, ["Allow"]],
    ["a boundary denies it", { identity: [allow()], boundary: [allow(), deny()] }, refused],
    [
      "a boundary denies it sometimes",
      { identity: [allow()], boundary: [allow(), deny(sometimes)] },
      ["Allow"],
    ],
    ["only a boundary allows it", { boundary: [allow()] }, refused],
    ["the resource's policy names its requester", { resource: [allow(toRole)] }, ["Role"]],
    ["the resource's policy names everybody", { resource: [allow({ Principal: "*" })] }, ["Allow"]],
    ["the resource's policy names another", { resource: [allow(toOther)] }, refused],
    ["the resource's policy leaves it to the account", { resource: [allow(toAccount)] }, refused],
    [
      "the account, to which it is left, allows it",
      { identity: [allow()], resource: [allow(toAccount)] },
      ["Allow"],
    ],
    [
      "both allow it",
      { identity: [allow()], resource: [allow(toAccount), allow(toRole)] },
      ["Allow", "Role"],
    ],
    [
      "the resource's policy denies it",
      { identity: [allow()], resource: [deny({ Principal: "*" })] },
      refused,
    ],
    [
      "the resource's policy denies it to another",
      { identity: [allow()], resource: [deny(toOther)] },
      ["Allow"],
    ],
    [
      "the resource's policy names it despite of its boundary",
      { boundary: [], resource: [allow(toRole)] },
      ["Role"],
    ],
    [
      "a boundary denies what the resource's policy allows",
      { boundary: [deny()], resource: [allow(toRole)] },
      refused,
    ],
  ] as const)
    it(`finds where ${what}: ${expected ? expected.join(" and ") : "refused"}`, () => {
      assert.deepEqual(allowedBy(documents), expected);
      assert.deepEqual(allowedBy(documents, false), expected);
    });

  for (const [what, documents, expected] of [
    ["there is none", { identity: [allow()] }, refused],
    ["it says nothing", { identity: [allow()], resource: [] }, refused],
    [
      "it allows something else",
      { identity: [allow()], resource: [allow({ ...toAccount, ...elsewhere })] },
      refused,
    ],
    ["it lets the account in", { identity: [allow()], resource: [allow(toAccount)] }, ["Allow"]],
    [
      "it lets another account in",
      { identity: [allow()], resource: [allow({ Principal: { AWS: "444455556666" } })] },
      refused,
    ],
    [
      "it may let the account in",
      { identity: [allow()], resource: [allow({ ...toAccount, ...sometimes })] },
      ["Allow"],
    ],
    ["it names the requester", { resource: [allow(toRole)] }, ["Role"]],
    [
      "it names the requester, as its policies allow",
      { identity: [allow()], resource: [allow(toRole)] },
      ["Allow", "Role"],
    ],
    ["it only lets the account in", { resource: [allow(toAccount)] }, refused],
    [
      "it lets the account in, but a boundary does not",
      { identity: [allow()], boundary: [], resource: [allow(toAccount)] },
      refused,
    ],
  ] as const)
    it(`finds where the resource's policy has to agree and ${what}: ${expected ? expected.join(" and ") : "refused"}`, () =>
      assert.deepEqual(allowedBy(documents, true), expected));
});

describe("what a decision was not sure of", () => {
  const unknownAction = allow({ Sid: "Odd", Action: UNKNOWN });
  const why = "statement Odd: its Action is not known in preview";
  for (const [what, documents, undecided] of [
    ["nothing", { identity: [allow()] }, []],
    ["an action", { identity: [unknownAction] }, [why]],
    ["an action, once", { identity: [unknownAction, unknownAction] }, [why]],
    ["an action that another statement names", { identity: [unknownAction, allow()] }, []],
    ["an action beside the one", { identity: [allow({ Action: [UNKNOWN, "s3:*"] })] }, []],
    [
      "a resource",
      { identity: [allow({ Resource: UNKNOWN })] },
      ["statement Allow: its Resource is not known in preview"],
    ],
    ["a resource beside the one", { identity: [allow({ Resource: [UNKNOWN, "*"] })] }, []],
    [
      "nothing of a statement without resources",
      { resource: [statement({ Effect: "Allow", Action: "*", Principal: "*" })] },
      [],
    ],
    [
      "whom it names",
      { resource: [allow({ Principal: UNKNOWN })] },
      ["statement Allow: its Principal is not known in preview"],
    ],
    ["whom it names besides", { resource: [allow({ Principal: { AWS: [UNKNOWN, ROLE] } })] }, []],
    ["whom it names, if not by name", { resource: [allow({ Principal: { AWS: `${ROLE}*` } })] }, []],
    [
      "a condition",
      { identity: [allow({ Condition: UNKNOWN })] },
      ["statement Allow: a condition is not known in preview"],
    ],
    [
      "an operator",
      { identity: [allow({ Condition: { StringResembles: { "aws:SourceVpc": "x" } } })] },
      ["statement Allow: the condition on aws:sourcevpc is by stringresembles, which is not understood"],
    ],
    ["a condition that depends on the request", { identity: [allow(sometimes)] }, []],
    [
      "several things",
      { identity: [allow({ Action: UNKNOWN, Resource: UNKNOWN, Condition: UNKNOWN })] },
      [
        "statement Allow: its Action is not known in preview",
        "statement Allow: its Resource is not known in preview",
        "statement Allow: a condition is not known in preview",
      ],
    ],
    ["a boundary", { identity: [allow()], boundary: [unknownAction] }, [why]],
    ["a boundary that allows it besides", { identity: [allow()], boundary: [unknownAction, allow()] }, []],
    [
      "a boundary's statement about something else",
      { identity: [allow()], boundary: [allow(), allow(elsewhere)] },
      [],
    ],
    ["a refusal", { identity: [allow(), deny({ Sid: "Odd", Action: UNKNOWN })] }, [why]],
    [
      "a refusal beside one that depends on the request",
      { identity: [allow(), deny(sometimes), deny({ Sid: "Odd", Action: UNKNOWN })] },
      [why],
    ],
    ["a refusal to another", { identity: [allow()], resource: [deny({ ...toOther, Action: UNKNOWN })] }, []],
    [
      "a refusal by the resource's policy",
      { identity: [allow()], resource: [deny({ Sid: "Odd", Action: UNKNOWN })] },
      [why],
    ],
    [
      "a refusal by the boundary",
      { identity: [allow()], boundary: [allow(), deny({ Sid: "Odd", Action: UNKNOWN })] },
      [why],
    ],
    ["what it did not come to", { identity: [allow(), deny()], resource: [unknownAction] }, []],
    [
      "whether the account is let in, which does not matter",
      { identity: [allow()], resource: [allow({ ...toAccount, Action: UNKNOWN })] },
      [],
    ],
  ] as const)
    it(`names ${what}`, () =>
      assert.deepEqual(mayBeAllowed(request, documentsWith(documents)).undecided, undecided));

  it("names what of the resource's policy nobody knows where that has to agree", () => {
    const resource = [allow({ ...toAccount, Action: UNKNOWN })];
    assert.deepEqual(
      mayBeAllowed(request, { identity: [allow()], resource }, { needsResourcePolicy: true }).undecided,
      ["statement Account: its Action is not known in preview"],
    );
  });
});

describe("what refuses a request for sure", () => {
  it("is the first statement that denies all of it", () => {
    const all = [allow(), deny(elsewhere), deny(sometimes), deny({ Sid: "This" }), deny({ Sid: "Later" })];
    assert.equal(surelyDenied(request, all)?.label, "statement This");
    assert.equal(surelyDenied(request, all.slice(0, 3)), undefined);
  });

  it("has to refuse it to everybody, or to all but those exempted", () => {
    const exempting = (value: unknown) =>
      deny({ Principal: "*", Condition: { ArnNotEquals: { "aws:PrincipalArn": value } } });
    const actions = ["s3:GetObject", "kms:Decrypt", "s3:PutObject"];
    const refusing = { actions, resource: (action: string) => `arn:aws:s3:::vault/${action}` };
    const refused = (...by: readonly Statement[]) => unrefused(by, refusing);
    assert.deepEqual(refused(), actions);
    assert.deepEqual(refused(deny({ Principal: "*" })), ["kms:Decrypt"]);
    assert.deepEqual(refused(deny({ Principal: "*", Resource: "*/s3:GetObject" })), [
      "kms:Decrypt",
      "s3:PutObject",
    ]);
    assert.deepEqual(refused(exempting(ROLE)), actions);
    assert.deepEqual(unrefused([exempting(ROLE)], { ...refusing, but: [ROLE] }), ["kms:Decrypt"]);
    assert.deepEqual(unrefused([exempting([ROLE, `${ROLE}2`])], { ...refusing, but: [ROLE] }), actions);
    assert.deepEqual(refused(deny({ ...sometimes, Principal: "*" })), actions);
    assert.deepEqual(
      unrefused([deny({ ...sometimes, Principal: "*" })], {
        ...refusing,
        context: { "aws:securetransport": { kind: "one of", values: ["false"] } },
      }),
      ["kms:Decrypt"],
    );
  });
});

describe("decisions, one compared with another", () => {
  const documents = fc.record({
    identity: identityStatements(buckets).map(statements),
    boundary: fc.option(identityStatements(buckets).map(statements), { nil: undefined }),
    resource: resourceStatements(buckets).map(statements),
  });
  const cases = fc.record({
    documents,
    more: resourceStatements(buckets).map(statements),
    how: fc.record({ needsResourcePolicy: fc.boolean() }),
    member: concrete(buckets),
  });

  function decide(
    of: Request,
    {
      identity,
      boundary,
      resource,
    }: {
      identity: readonly Statement[];
      boundary: readonly Statement[] | undefined;
      resource: readonly Statement[];
    },
    how: { readonly needsResourcePolicy: boolean },
  ): boolean {
    return mayBeAllowed(of, { identity, ...(boundary && { boundary }), resource }, how).allowed;
  }

  it("never refuse more for another Allow, nor allow more for another Deny", () =>
    fc.assert(
      fc.property(cases, ({ documents, more, how, member }) => {
        const before = decide(toClass(member), documents, how);
        for (const each of more) {
          const after = decide(
            toClass(member),
            { ...documents, resource: [...documents.resource, each] },
            how,
          );
          if (each.effect === "Allow") assert.ok(after || !before);
          else assert.ok(before || !after);
        }
      }),
      { numRuns: 1500 },
    ));

  it("never refuse more for a wider boundary, nor for none", () =>
    fc.assert(
      fc.property(cases, ({ documents, how, member }) => {
        if (!decide(toClass(member), documents, how)) return;
        assert.ok(decide(toClass(member), { ...documents, boundary: undefined }, how));
      }),
      { numRuns: 1000 },
    ));

  it("refuse each request of a class that they refuse", () => {
    let refused = 0;
    fc.assert(
      fc.property(
        cases.chain((given) => fc.record({ given: fc.constant(given), of: classOf(given.member) })),
        ({ given: { documents, how, member }, of }) => {
          if (decide(of, documents, how)) return;
          refused += 1;
          assert.ok(!decide(toClass(member), documents, how));
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(refused > 100, `${refused} classes were refused`);
  });
});

import assert from "node:assert/strict";
import { mayBeAllowed, surelyDenied, unrefused } from "../../../policies/proof/decide";
import type { Documents } from "../../../policies/proof/request";
import type { Statement } from "../../../policies/reading/document";
import { ROLE } from "./arbitrary-policies";
import {
  allow,
  deny,
  documentsWith,
  elsewhere,
  request,
  sometimes,
  toAccount,
  toOther,
  toRole,
} from "./samples";

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

import assert from "node:assert/strict";
import { mayBeAllowed } from "../../../policies/proof/decide";
import { UNKNOWN } from "../try-rule";
import { ROLE } from "./arbitrary-policies";
import { statement } from "./requests";
import { allow, deny, documentsWith, elsewhere, request, sometimes, toAccount, toOther } from "./samples";

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

import { iamPolicyKnownAtPreview } from "../../../policies/rules/iam-policy-known-at-preview";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const EXPECTED = "expected a document that can be read in preview";
const STATEMENT = { Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "*" };
const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";

function resource(props: object, type = POLICY): Given {
  return { type, name: "it", props };
}

function policy(...statements: readonly unknown[]): Given {
  return resource({ policy: { Version: "2012-10-17", Statement: statements } });
}

function readable(what: string, given: Given): Accepted {
  return { as: "compliant", what, given };
}

function unreadable(what: string, given: Given, ...found: readonly string[]): Refused {
  return { what, given, says: found.map((each) => `it: ${each}; ${EXPECTED}`) };
}

function unknownPart(what: string, part: object, found: string): Refused {
  return unreadable(what, policy({ ...STATEMENT, ...part }, STATEMENT), `policy, statement 1 ${found}`);
}

/** Where a document stands, by type. */
const PLACES: readonly (readonly [type: string, place: string, props: (document: unknown) => object])[] = [
  [POLICY, "policy", (policy) => ({ policy })],
  ["aws:iam/rolePolicy:RolePolicy", "policy", (policy) => ({ policy })],
  [ROLE, "assumeRolePolicy", (assumeRolePolicy) => ({ assumeRolePolicy })],
  [ROLE, "inlinePolicies[1].policy", (policy) => ({ inlinePolicies: [{}, { policy }] })],
  ["aws:s3/bucketPolicy:BucketPolicy", "policy", (policy) => ({ policy })],
  ["aws:kms/key:Key", "policy", (policy) => ({ policy })],
];

tryRule(iamPolicyKnownAtPreview, {
  remedy:
    "Build the document from names that the program knows; only resources and conditions may be outputs.",
  accepts: [
    ...PLACES.map(([type, place, props]) =>
      readable(`${place} of ${type}`, resource(props(JSON.stringify({ Statement: STATEMENT })), type)),
    ),
    readable(
      "actions and principals of many kinds",
      policy(
        { Effect: "Deny", NotAction: ["s3:*", "sqs:*"], NotPrincipal: { AWS: ["111122223333", "*"] } },
        { Effect: "Allow", Action: [], Principal: { Service: "s3.amazonaws.com" } },
        { Effect: "Allow", Action: "s3:GetObject" },
      ),
    ),
    {
      as: "near miss",
      what: "resources, conditions and names that are not known",
      given: policy({
        ...STATEMENT,
        Sid: UNKNOWN,
        Resource: UNKNOWN,
        NotResource: [UNKNOWN],
        Condition: UNKNOWN,
      }),
    },
    { as: "near miss", what: "no statements", given: resource({ policy: { Statement: [] } }) },
    { as: "near miss", what: "no documents", given: resource({}, ROLE) },
    {
      as: "near miss",
      what: "another property that is not known",
      given: resource({ name: UNKNOWN, description: UNKNOWN }),
    },
    ...[
      "aws:iam/groupPolicy:GroupPolicy",
      "aws:sqs/queuePolicy:QueuePolicy",
      "aws:kms/keyPolicy:KeyPolicy",
    ].map((type): Accepted => ({
      as: "not applicable",
      what: type,
      given: resource({ policy: UNKNOWN }, type),
    })),
  ],
  refuses: [
    ...PLACES.map(([type, place, props]) =>
      unreadable(
        `${place} of ${type}`,
        resource(props(UNKNOWN), type),
        `what ${place} states is not known in preview`,
      ),
    ),
    unreadable(
      "inline documents that are not known",
      resource({ inlinePolicies: UNKNOWN }, ROLE),
      "what inlinePolicies states is not known in preview",
    ),
    unreadable(
      "both documents of a role",
      resource({ assumeRolePolicy: UNKNOWN, inlinePolicies: [{ policy: UNKNOWN }] }, ROLE),
      "what inlinePolicies[0].policy states is not known in preview",
      "what assumeRolePolicy states is not known in preview",
    ),
    unreadable("a text that is not JSON", resource({ policy: "{" }), "what policy states is not JSON"),
    unreadable("a document without statements", resource({ policy: "{}" }), "what policy states is absent"),
    unreadable(
      "statements that are not known",
      resource({ policy: { Statement: UNKNOWN } }),
      "what policy states is not known in preview",
    ),
    unreadable(
      "a statement that is not known, and one that is none",
      policy(STATEMENT, UNKNOWN, "Allow"),
      "policy, statement 2 is not known in preview",
      "policy, statement 3 is not an object",
    ),
    unknownPart("an effect", { Effect: UNKNOWN }, "has an Effect that is not known in preview"),
    unknownPart("an effect that is no text", { Effect: true }, "has an Effect that is not a text"),
    unknownPart("no effect", { Effect: undefined }, "has an Effect that is absent"),
    unknownPart("an action", { Action: UNKNOWN }, "has an Action that is not known in preview"),
    unknownPart(
      "an action among others",
      { Action: ["s3:*", UNKNOWN] },
      "has an Action that is not known in preview",
    ),
    unknownPart("an action that is no text", { Action: [1] }, "has an Action that is not a text"),
    unknownPart(
      "an action that is left out",
      { Action: undefined, NotAction: [UNKNOWN] },
      "has a NotAction that is not known in preview",
    ),
    unknownPart("principals", { Principal: UNKNOWN }, "has a principal that is not known in preview"),
    unknownPart(
      "principals of a kind",
      { Principal: { AWS: UNKNOWN } },
      "has a principal that is not known in preview",
    ),
    unknownPart(
      "a principal among others",
      { Principal: { AWS: ["111122223333", UNKNOWN] } },
      "has a principal that is not known in preview",
    ),
    unknownPart(
      "a principal that is left out",
      { NotPrincipal: { AWS: UNKNOWN } },
      "has a principal that is not known in preview",
    ),
    unreadable(
      "several parts of the second statement",
      policy(STATEMENT, { Effect: UNKNOWN, Action: [UNKNOWN, UNKNOWN], Principal: UNKNOWN }),
      "policy, statement 2 has an Effect that is not known in preview",
      "policy, statement 2 has an Action that is not known in preview",
      "policy, statement 2 has an Action that is not known in preview",
      "policy, statement 2 has a principal that is not known in preview",
    ),
  ],
});

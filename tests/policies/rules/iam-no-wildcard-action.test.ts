import { iamNoWildcardAction } from "../../../policies/rules/iam-no-wildcard-action";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const EXPECTED = "expected named actions, or one service's Get*, List*, Describe* or BatchGet*";
const READABLE = "expected an IAM document that can be read in preview";

function policy(policy: unknown, type = "aws:iam/policy:Policy"): Given {
  return { type, name: "reader", props: { policy } };
}

function role(inlinePolicies: unknown): Given {
  return { type: "aws:iam/role:Role", name: "worker", props: { inlinePolicies } };
}

function document(...statements: readonly object[]): object {
  return { Version: "2012-10-17", Statement: statements };
}

function allow(action: unknown, more: object = {}): object {
  return { Effect: "Allow", Action: action, Resource: "*", ...more };
}

function narrow(what: string, action: unknown): Accepted {
  return { as: "compliant", what, given: policy(JSON.stringify(document(allow(action)))) };
}

function wide(what: string, action: unknown, ...found: readonly string[]): Refused {
  return {
    what,
    given: policy(document(allow(action))),
    says: found.map((each) => `reader: policy, statement 1 allows ${each}; ${EXPECTED}`),
  };
}

function unreadable(what: string, given: Given, ...found: readonly string[]): Refused {
  return { what, given, says: found.map((each) => `${given.name}: ${each}; ${READABLE}`) };
}

tryRule(iamNoWildcardAction, {
  remedy: "List the actions that are needed.",
  accepts: [
    narrow("one action", "s3:PutObject"),
    narrow("several", ["s3:PutObject", "sqs:SendMessage"]),
    narrow("reading", ["s3:Get*", "s3:ListBucket*", "ec2:Describe*", "ecr:BatchGet*", "S3:getobject?agging"]),
    narrow("nothing", []),
    {
      as: "near miss",
      what: "a denial of everything",
      given: policy({ Statement: { Effect: "Deny", NotAction: "s3:*", Resource: "*" } }),
    },
    {
      as: "near miss",
      what: "an object whose resource is not known",
      given: policy(document(allow("s3:PutObject", { Resource: UNKNOWN, Condition: UNKNOWN }))),
    },
    { as: "near miss", what: "a role without documents", given: role([{}, { name: "empty" }]) },
    { as: "near miss", what: "a role", given: role(undefined) },
    {
      as: "near miss",
      what: "what a role trusts",
      given: {
        type: "aws:iam/role:Role",
        name: "worker",
        props: { assumeRolePolicy: document(allow("sts:*")) },
      },
    },
    {
      as: "not applicable",
      what: "a user",
      given: policy(document(allow("*")), "aws:iam/userPolicy:UserPolicy"),
    },
    {
      as: "not applicable",
      what: "a queue",
      given: policy(document(allow("*")), "aws:sqs/queuePolicy:QueuePolicy"),
    },
  ],
  refuses: [
    wide("everything", "*", "*"),
    wide("a service", "s3:*", "s3:*"),
    wide("among others", ["s3:GetObject", "s3:Put*", "sqs:SendMessage", "kms:*"], "s3:Put*", "kms:*"),
    wide("a verb that may read or not", "s3:Ge*", "s3:Ge*"),
    wide("a wildcard before what is read", "s3:*Get", "s3:*Get"),
    wide("one unknown letter", "s3:PutObjec?", "s3:PutObjec?"),
    wide("reading, of any service", ["*:Get*", "s?:Get*", "Get*"], "*:Get*", "s?:Get*", "Get*"),
    wide("verbs within a name", "s3:BatchPutGet*", "s3:BatchPutGet*"),
    wide("an action that is not known", UNKNOWN, "an action that is not known in preview"),
    wide(
      "one that is not known, among others",
      ["s3:*", UNKNOWN],
      "an action that is not known in preview",
      "s3:*",
    ),
    wide("no action", undefined, "an action that is absent"),
    wide("a number", [1], "an action that is not a text"),
    wide("a sentence", "* or so", "a text of 7 characters"),
    {
      what: "all but some",
      given: policy(document({ Sid: "Most", Effect: "Allow", NotAction: ["iam:*"], Resource: "*" })),
      says: [`reader: policy, statement Most allows all but what NotAction lists; ${EXPECTED}`],
    },
    {
      what: "all but something that is not known",
      given: policy(document({ Effect: "Allow", NotAction: UNKNOWN, Resource: "*" })),
      says: [
        `reader: policy, statement 1 allows an action that is not known in preview; ${EXPECTED}`,
        `reader: policy, statement 1 allows all but what NotAction lists; ${EXPECTED}`,
      ],
    },
    {
      what: "the second statement of three, the first of which denies",
      given: policy(
        document({ Effect: "Deny", Action: "*", Resource: "*" }, allow("s3:*"), allow("s3:GetObject")),
      ),
      says: [`reader: policy, statement 2 allows s3:*; ${EXPECTED}`],
    },
    {
      what: "an effect that is not known",
      given: policy(document(allow("s3:*", { Effect: UNKNOWN }))),
      says: [`reader: policy, statement 1 allows s3:*; ${EXPECTED}`],
    },
    {
      what: "an effect that is nearly a denial",
      given: policy(document(allow("s3:*", { Effect: "deny" }))),
      says: [`reader: policy, statement 1 allows s3:*; ${EXPECTED}`],
    },
    {
      what: "letters hidden from a search",
      given: policy('{"Statement":{"Effect":"Allow","\\u0041ction":"s3:\\u002a","Resource":"*"}}'),
      says: [`reader: policy, statement 1 allows s3:*; ${EXPECTED}`],
    },
    {
      what: "elements in small letters",
      given: policy({ statement: [{ effect: "Allow", action: "s3:*", resource: "*" }] }),
      says: [`reader: policy, statement 1 allows s3:*; ${EXPECTED}`],
    },
    {
      what: "an element twice",
      given: policy(document({ Effect: "Allow", Action: "s3:GetObject", action: "s3:*", Resource: "*" })),
      says: [`reader: policy, statement 1 allows an action that is given more than once; ${EXPECTED}`],
    },
    {
      what: "a statement that is not known",
      given: policy({ Statement: [UNKNOWN] }),
      says: [`reader: policy, statement 1 allows an action that is not known in preview; ${EXPECTED}`],
    },
    unreadable("a document that is not known", policy(UNKNOWN), "policy is not known in preview"),
    unreadable(
      "statements that are not known",
      policy({ Statement: UNKNOWN }),
      "policy is not known in preview",
    ),
    unreadable("a document that is not JSON", policy("{"), "policy is not JSON"),
    unreadable("an empty text", policy(""), "policy is not JSON"),
    unreadable("a document in two wrappings", policy('"{}"'), "policy is not an object"),
    unreadable("a document without statements", policy({}), "policy is not a document with statements"),
    unreadable("a number", policy(1), "policy is not an object"),
    unreadable(
      "inline documents that are not known",
      role(UNKNOWN),
      "inlinePolicies is not known in preview",
    ),
    unreadable("inline documents that are no list", role({ policy: "{}" }), "inlinePolicies is not a list"),
    unreadable(
      "one inline document of three that is not known",
      role([{}, { policy: UNKNOWN }, { policy: document() }]),
      "inlinePolicies[1].policy is not known in preview",
    ),
    {
      what: "an inline document",
      given: role([{ name: "a", policy: JSON.stringify(document(allow("s3:*"))) }]),
      says: [`worker: inlinePolicies[0].policy, statement 1 allows s3:*; ${EXPECTED}`],
    },
    {
      what: "a policy in a role",
      given: policy(document(allow("s3:*")), "aws:iam/rolePolicy:RolePolicy"),
      says: [`reader: policy, statement 1 allows s3:*; ${EXPECTED}`],
    },
    {
      what: "a policy in a group",
      given: policy(document(allow("s3:*")), "aws:iam/groupPolicy:GroupPolicy"),
      says: [`reader: policy, statement 1 allows s3:*; ${EXPECTED}`],
    },
    {
      what: "a policy in a permission set",
      given: {
        type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
        name: "people",
        props: { inlinePolicy: JSON.stringify(document(allow("s3:*"))) },
      },
      says: [`people: inlinePolicy, statement 1 allows s3:*; ${EXPECTED}`],
    },
  ],
});

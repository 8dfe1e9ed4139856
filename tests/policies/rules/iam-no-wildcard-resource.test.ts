import { iamNoWildcardResource } from "../../../policies/rules/iam-no-wildcard-resource";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const config = {
  approvedBoundaryArns: [
    "arn:aws:iam::111122223333:policy/pre-operators",
    "arn:aws:iam::111122223333:policy/estate/pre-boundary",
  ],
};
const EXPECTED = "expected named resources for an action that takes them";

function policy(policy: unknown, more: object = {}, type = "aws:iam/policy:Policy"): Given {
  return { type, name: "worker", props: { policy, ...more } };
}

function allowing(Action: unknown, Resource: unknown, more: object = {}): object {
  return { Statement: [{ Effect: "Allow", Action, Resource, ...more }] };
}

function narrow(as: Accepted["as"], what: string, given: Given): Accepted {
  return { as, what, given, config };
}

function near(what: string, Action: unknown, Resource: unknown, more: object = {}): Accepted {
  return narrow("near miss", what, policy(allowing(Action, Resource, more)));
}

function wide(what: string, document: unknown, ...found: readonly string[]): Refused {
  return {
    what,
    given: policy(document),
    config,
    says: found.map((each) => `worker: policy, statement 1 allows ${each}; ${EXPECTED}`),
  };
}

function everything(Resource: string, shown = Resource): Refused {
  return wide(
    `everything as ${Resource}`,
    allowing("sqs:SendMessage", Resource),
    `sqs:SendMessage on ${shown}`,
  );
}

const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:work";
const ALL = allowing("sqs:SendMessage", "*");

tryRule(iamNoWildcardResource, {
  remedy: "Name the resources; give actions that take none a statement of their own.",
  accepts: [
    narrow("compliant", "a named resource", policy(JSON.stringify(allowing("sqs:SendMessage", QUEUE)))),
    narrow(
      "compliant",
      "actions that take no resources",
      policy(allowing(["ecr:GetAuthorizationToken", "S3:ListAllMyBuckets", "xray:GetTrace*"], "*")),
    ),
    narrow(
      "compliant",
      "metrics, of which an account has one set",
      policy(
        allowing(["cloudwatch:PutMetricData", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics"], "*"),
      ),
    ),
    near("all queues of an account in a region", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:*"),
    near("all queues of an account", "sqs:SendMessage", "arn:aws:sqs:*:111122223333:*"),
    near("all queues of some accounts", "sqs:SendMessage", "arn:aws:sqs:*:1*:*"),
    near("all queues of some regions", "sqs:SendMessage", "arn:aws:sqs:a-*:*:*"),
    near("queues of one beginning", "sqs:SendMessage", "arn:aws:sqs:*:*:c*"),
    near("roles of one beginning", "iam:GetRole", "arn:aws:iam::*:c*"),
    near("all of an account", "sqs:SendMessage", "arn:aws:*:*:111122223333:*"),
    near("all buckets", "s3:GetObject", "arn:aws:s3:::*"),
    near("buckets that a tag names", "s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}"),
    near("no resources", "sqs:SendMessage", []),
    near("no actions", [], "*"),
    near("a denial", "sqs:SendMessage", "*", { Effect: "Deny" }),
    narrow("near miss", "the boundary", policy(ALL, { name: "pre-boundary" })),
    narrow("near miss", "a role without documents", {
      type: "aws:iam/role:Role",
      name: "worker",
      props: { assumeRolePolicy: ALL },
    }),
    narrow("not applicable", "a permission set", {
      type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
      name: "people",
      props: { inlinePolicy: ALL },
    }),
    narrow("not applicable", "a user", policy(ALL, {}, "aws:iam/userPolicy:UserPolicy")),
  ],
  refuses: [
    everything("*"),
    everything("**"),
    everything("arn:*"),
    everything("ARN:AWS:*"),
    everything("arn:aws:s*"),
    everything("arn:aws:sqs:*"),
    everything("arn:aws:sqs:*:*:*"),
    everything("arn:aws:sqs:*-*:*:*"),
    everything("arn:aws:iam::*:*"),
    everything("arn:aws:?qs:*:*:*"),
    everything("arn:aws:*:*:*:*"),
    everything("${aws:PrincipalTag/scope}", "*"),
    wide(
      "everything, among others",
      allowing("sqs:SendMessage", [QUEUE, "*", "arn:*"]),
      "sqs:SendMessage on *",
    ),
    wide(
      "some actions of many",
      allowing(
        ["ecr:GetAuthorizationToken", "s3:GetObject", "cloudwatch:PutMetricData", "SQS:SendMessage"],
        "*",
      ),
      "s3:GetObject on *",
      "SQS:SendMessage on *",
    ),
    wide(
      "actions by patterns",
      allowing(["xray:Get*", "cloudwatch:GetMetricD*", "*"], "*"),
      "xray:Get* on *",
      "cloudwatch:GetMetricD* on *",
      "* on *",
    ),
    wide("an action that nobody knows", allowing("sqs:Teleport", "*"), "sqs:Teleport on *"),
    wide(
      "whatever the condition",
      allowing("s3:GetObject", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      "s3:GetObject on *",
    ),
    wide(
      "all but some actions",
      { Statement: { Effect: "Allow", NotAction: "iam:*", Resource: "*" } },
      "all but what NotAction lists on *",
    ),
    wide(
      "all but some resources",
      { Statement: { Effect: "Allow", Action: "sqs:SendMessage", NotResource: QUEUE } },
      "sqs:SendMessage on all but what NotResource lists",
    ),
    wide(
      "actions of which one is not known",
      allowing([UNKNOWN, "ecr:GetAuthorizationToken", "s3:GetObject"], "*"),
      "an action that is not known in preview on *",
      "s3:GetObject on *",
    ),
    wide(
      "a resource that is not known",
      allowing("sqs:SendMessage", [QUEUE, UNKNOWN]),
      "sqs:SendMessage on a resource that is not known in preview",
    ),
    wide(
      "no resource",
      allowing("sqs:SendMessage", undefined),
      "sqs:SendMessage on a resource that is absent",
    ),
    {
      what: "a policy with another name than the boundary's",
      given: policy(ALL, { name: "boundary" }),
      config,
      says: [`worker: policy, statement 1 allows sqs:SendMessage on *; ${EXPECTED}`],
    },
    {
      what: "a policy whose name is not known",
      given: policy(ALL, { name: UNKNOWN }),
      config,
      says: [`worker: policy, statement 1 allows sqs:SendMessage on *; ${EXPECTED}`],
    },
    ...["aws:iam/rolePolicy:RolePolicy", "aws:iam/groupPolicy:GroupPolicy"].map((type): Refused => ({
      what: `${type} that is named like the boundary`,
      given: policy(ALL, { name: "pre-boundary" }, type),
      config,
      says: [`worker: policy, statement 1 allows sqs:SendMessage on *; ${EXPECTED}`],
    })),
    {
      what: "an inline document, the second of two",
      given: {
        type: "aws:iam/role:Role",
        name: "worker",
        props: { inlinePolicies: [{ policy: '{"Statement":[]}' }, { policy: JSON.stringify(ALL) }] },
      },
      config,
      says: [`worker: inlinePolicies[1].policy, statement 1 allows sqs:SendMessage on *; ${EXPECTED}`],
    },
    {
      what: "a document that is not known",
      given: policy(UNKNOWN),
      config,
      says: ["worker: policy is not known in preview; expected an IAM document that can be read in preview"],
    },
  ],
});

import { iamNoAdmin } from "../../../policies/rules/iam-no-admin";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const BROAD = ["AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "AmazonS3FullAccess"];
const OWN_POLICY: Given = {
  type: "aws:iam/policy:Policy",
  name: "own",
  props: { policy: JSON.stringify({ Statement: [] }) },
};
const OTHER: Given = { type: "aws:iam/role:Role", name: "other" };

function policy(statement: object, type = "aws:iam/policy:Policy"): Given {
  return {
    type,
    name: "admin",
    props: { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] } },
  };
}

function attachment(policyArn: unknown, more: Partial<Given> = {}): Given {
  return {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: "attachment",
    props: { role: "worker", policyArn },
    ...more,
  };
}

function role(props: object, more: Partial<Given> = {}): Given {
  return { type: "aws:iam/role:Role", name: "worker", props, ...more };
}

function managed(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}

function narrow(what: string, statement: object): Accepted {
  return { as: "near miss", what, given: policy(statement) };
}

function grants(what: string, statement: object, found: string, type?: string): Refused {
  return {
    what,
    given: policy(statement, type),
    says: [`admin: policy, statement 1 allows ${found}; expected no grant of everything`],
  };
}

const NOT_KNOWN = "expected an ARN known in preview, or that of a policy of this stack";

const eachBroad = BROAD.map((name): Refused => ({
  what: `AWS's ${name}`,
  given: attachment(managed(name)),
  says: [`attachment: policyArn is AWS's ${name}; expected a narrower policy`],
}));

tryRule(iamNoAdmin, {
  remedy: "Grant the actions that are needed, on the resources that they are needed for.",
  accepts: [
    {
      as: "compliant",
      what: "named actions on named resources",
      given: policy({ Action: ["s3:GetObject"], Resource: "arn:aws:s3:::bucket/*" }),
    },
    {
      as: "compliant",
      what: "a narrow policy of AWS's",
      given: role({ managedPolicyArns: [managed("service-role/AmazonECSTaskExecutionRolePolicy")] }),
    },
    {
      as: "compliant",
      what: "a policy of this stack whose ARN is not known",
      given: [OWN_POLICY, attachment(UNKNOWN, { from: { policyArn: ["own"] } })],
    },
    {
      as: "compliant",
      what: "a role with policies of this stack and of AWS's, some not known",
      given: [
        OWN_POLICY,
        role(
          { managedPolicyArns: [managed("ReadOnlyAccess"), UNKNOWN] },
          { from: { managedPolicyArns: ["own"] } },
        ),
      ],
    },
    {
      as: "compliant",
      what: "a role whose provider fills in its policies",
      given: role({ managedPolicyArns: UNKNOWN }),
    },
    narrow("everything on one bucket", { Action: "*", Resource: "arn:aws:s3:::bucket/*" }),
    narrow("everything of one service", {
      Action: "*",
      Resource: ["arn:aws:s3:::*", "arn:aws:iam::*:role/*"],
    }),
    narrow("two services everywhere", { Action: ["s3:*", "iam:*"], Resource: "*" }),
    narrow("something not known in one bucket", { Action: UNKNOWN, Resource: "arn:aws:s3:::bucket/*" }),
    narrow("all but some in one bucket", { NotAction: "s3:Delete*", Resource: "arn:aws:s3:::bucket/*" }),
    narrow("reading all but one bucket", { Action: "s3:GetObject", NotResource: "arn:aws:s3:::bucket/*" }),
    narrow("reading what is not known", { Action: "s3:GetObject", Resource: UNKNOWN }),
    narrow("a denial", { Effect: "Deny", Action: "*", Resource: "*" }),
    {
      as: "near miss",
      what: "a policy of the account's own with a broad name",
      given: attachment("arn:aws:iam::123456789012:policy/AdministratorAccess"),
    },
    {
      as: "near miss",
      what: "a policy of AWS's that begins like a broad one",
      given: attachment(managed("AdministratorAccess-Amplify")),
    },
    {
      as: "near miss",
      what: "a policy of AWS's that ends like a broad one",
      given: attachment(managed("x-AdministratorAccess")),
    },
    {
      as: "not applicable",
      what: "a user",
      given: policy({ Action: "*", Resource: "*" }, "aws:iam/userPolicy:UserPolicy"),
    },
  ],
  refuses: [
    ...eachBroad,
    grants("everything", { Action: "*", Resource: "*" }, "all actions on all resources"),
    grants(
      "everything, in other words",
      { Action: ["s3:Get*", "*:*"], Resource: ["arn:aws:*"] },
      "all actions on all resources",
    ),
    grants(
      "everything, whatever the condition",
      { Action: "**", Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
      "all actions on all resources",
    ),
    grants(
      "everything, in capitals",
      { Action: "*:*", Resource: "ARN:AWS:*" },
      "all actions on all resources",
    ),
    grants(
      "everything, through a variable",
      { Action: "*", Resource: "${aws:PrincipalTag/scope}" },
      "all actions on all resources",
    ),
    grants(
      "a power user written by hand",
      { NotAction: ["iam:*"], Resource: "*" },
      "all but some actions on all resources",
    ),
    grants(
      "everything but one bucket",
      { Action: "*", NotResource: "arn:aws:s3:::bucket" },
      "all actions on all but some resources",
    ),
    grants(
      "actions that are not known",
      { Action: UNKNOWN, Resource: "*" },
      "actions of which one is not known in preview on all resources",
    ),
    grants(
      "resources of which one is not known",
      { Action: "*", Resource: ["arn:aws:s3:::bucket", UNKNOWN] },
      "all actions on resources of which one is not known in preview",
    ),
    grants("no resource", { Action: "*" }, "all actions on resources of which one is absent"),
    grants(
      "a policy in a role",
      { Action: "*", Resource: "*" },
      "all actions on all resources",
      "aws:iam/rolePolicy:RolePolicy",
    ),
    {
      what: "an inline document",
      given: role({
        inlinePolicies: [{ policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' }],
      }),
      says: [
        "worker: inlinePolicies[0].policy, statement 1 allows all actions on all resources; expected no grant of everything",
      ],
    },
    {
      what: "a document that is not known",
      given: { type: "aws:iam/policy:Policy", name: "admin", props: { policy: UNKNOWN } },
      says: ["admin: policy is not known in preview; expected an IAM document that can be read in preview"],
    },
    {
      what: "a document that is not JSON",
      given: { type: "aws:iam/rolePolicy:RolePolicy", name: "admin", props: { policy: "Allow *" } },
      says: ["admin: policy is not JSON; expected an IAM document that can be read in preview"],
    },
    {
      what: "a broad policy under a path, in another partition",
      given: attachment("arn:aws-cn:iam::aws:policy/job-function/PowerUserAccess", {
        type: "aws:iam/policyAttachment:PolicyAttachment",
      }),
      says: ["attachment: policyArn is AWS's PowerUserAccess; expected a narrower policy"],
    },
    {
      what: "a broad policy of a permission set",
      given: {
        type: "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
        name: "people",
        props: { managedPolicyArn: managed("AdministratorAccess") },
      },
      says: ["people: managedPolicyArn is AWS's AdministratorAccess; expected a narrower policy"],
    },
    {
      what: "a broad policy in a role's list",
      given: role({ managedPolicyArns: [managed("ReadOnlyAccess"), managed("IAMFullAccess")] }),
      says: ["worker: managedPolicyArns[1] is AWS's IAMFullAccess; expected a narrower policy"],
    },
    {
      what: "a policy that the stage counts as broad",
      given: attachment(managed("AmazonSQSFullAccess")),
      config: { broadManagedPolicies: ["AmazonSQSFullAccess"] },
      says: ["attachment: policyArn is AWS's AmazonSQSFullAccess; expected a narrower policy"],
    },
    {
      what: "one of the four, whatever the stage counts as broad",
      given: attachment(managed("AdministratorAccess")),
      config: { broadManagedPolicies: ["AmazonSQSFullAccess"] },
      says: ["attachment: policyArn is AWS's AdministratorAccess; expected a narrower policy"],
    },
    {
      what: "an ARN that comes from nowhere",
      given: attachment(UNKNOWN),
      says: [`attachment: policyArn is not known in preview; ${NOT_KNOWN}`],
    },
    {
      what: "an ARN that comes from a policy and from something else",
      given: [OWN_POLICY, OTHER, attachment(UNKNOWN, { from: { policyArn: ["own", "other"] } })],
      says: [`attachment: policyArn is not known in preview; ${NOT_KNOWN}`],
    },
    {
      what: "an ARN that comes from elsewhere than its role",
      given: [OWN_POLICY, attachment(UNKNOWN, { from: { role: ["own"] } })],
      says: [`attachment: policyArn is not known in preview; ${NOT_KNOWN}`],
    },
    {
      what: "a role's list that comes from something else",
      given: [OTHER, role({ managedPolicyArns: UNKNOWN }, { from: { managedPolicyArns: ["other"] } })],
      says: [`worker: managedPolicyArns is not known in preview; ${NOT_KNOWN}`],
    },
    {
      what: "one of a role's list that comes from nowhere",
      given: role({ managedPolicyArns: [UNKNOWN] }),
      says: [`worker: managedPolicyArns[0] is not known in preview; ${NOT_KNOWN}`],
    },
    {
      what: "an ARN that is a number",
      given: attachment(1),
      says: [`attachment: policyArn is not a text; ${NOT_KNOWN}`],
    },
  ],
});

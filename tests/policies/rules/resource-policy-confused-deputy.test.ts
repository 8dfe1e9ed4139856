import { resourcePolicyConfusedDeputy } from "../../../policies/rules/resource-policy-confused-deputy";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const SNS = { Service: "sns.amazonaws.com" };
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:topic";

const TYPES = [
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:kms/key:Key",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
];

function policy(...statements: readonly object[]): Given {
  return {
    type: "aws:sqs/queuePolicy:QueuePolicy",
    name: "door",
    props: { policy: JSON.stringify({ Statement: statements }) },
  };
}

function allows(Principal: unknown, operator = "StringEquals", key?: string, value?: unknown): Given {
  const Condition = key === undefined ? undefined : { [operator]: { [key]: value } };
  return policy({ Effect: "Allow", Principal, Condition });
}

function permission(props: object, principal: unknown = "sns.amazonaws.com"): Given {
  return { type: "aws:lambda/permission:Permission", name: "door", props: { principal, ...props } };
}

function fits(as: Accepted["as"], what: string, given: Given): Accepted {
  return { as, what, given };
}

function serves(what: string, given: Given, ...deputies: readonly string[]): Refused {
  return {
    what,
    given,
    says: deputies.map(
      (deputy) =>
        `door: ${deputy} on anyone's behalf; expected a condition on aws:SourceArn, aws:SourceAccount or aws:SourceOrgID`,
    ),
  };
}

const FIRST = "policy, statement 1 lets in sns.amazonaws.com";

const eachType = TYPES.map((type) => serves(type, { ...allows(SNS), type }, FIRST));

tryRule(resourcePolicyConfusedDeputy, {
  remedy:
    "Add a condition by StringEquals on aws:SourceAccount or aws:SourceOrgID, or by ArnEquals or ArnLike on aws:SourceArn; give a Permission its sourceArn or sourceAccount.",
  accepts: [
    fits("compliant", "a source", allows(SNS, "ArnEquals", "aws:SourceArn", TOPIC)),
    fits(
      "compliant",
      "any source of one account",
      allows(SNS, "ArnLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:*"),
    ),
    fits("compliant", "an organization", allows(SNS, "StringEquals", "aws:SourceOrgID", "o-abcdefghij")),
    fits(
      "compliant",
      "somebody unknown, held to an account",
      allows(UNKNOWN, "StringEquals", "aws:SourceAccount", "111122223333"),
    ),
    fits("compliant", "a permission with a source", permission({ sourceArn: TOPIC })),
    fits("compliant", "a permission with an account", permission({ sourceAccount: "111122223333" })),
    fits(
      "compliant",
      "a permission for any source of one account",
      permission({ sourceArn: "arn:aws:sns:eu-west-1:111122223333:*" }),
    ),
    fits("near miss", "a permission whose source is not made yet", permission({ sourceArn: UNKNOWN })),
    fits("near miss", "a permission whose account is not known yet", permission({ sourceAccount: UNKNOWN })),
    fits("near miss", "a permission for an account", permission({}, "111122223333")),
    fits("near miss", "a permission for a role", permission({}, "arn:aws:iam::111122223333:role/x")),
    fits("near miss", "a permission for everyone, which another rule refuses", permission({}, "*")),
    fits("near miss", "identities", allows({ AWS: "111122223333", Federated: "x", CanonicalUser: "y" })),
    fits("near miss", "everyone, which another rule refuses", allows("*")),
    fits(
      "near miss",
      "everyone but a service, which another rule refuses",
      policy({ Effect: "Allow", NotPrincipal: SNS }),
    ),
    fits("near miss", "a denial of a service", policy({ Effect: "Deny", Principal: SNS })),
    fits("near miss", "a queue without a policy of its own", {
      type: "aws:sqs/queue:Queue",
      name: "door",
      props: {},
    }),
    fits("not applicable", "a role's trust", {
      type: "aws:iam/role:Role",
      name: "door",
      props: { assumeRolePolicy: policy().props },
    }),
  ],
  refuses: [
    ...eachType,
    serves("a service", allows(SNS), FIRST),
    serves("a service after an identity", allows({ AWS: "111122223333", ...SNS }), FIRST),
    serves(
      "two services",
      allows({ Service: ["s3.amazonaws.com", "sns.amazonaws.com"] }),
      "policy, statement 1 lets in s3.amazonaws.com",
    ),
    serves("any service", allows({ Service: "*" }), "policy, statement 1 lets in *"),
    serves(
      "any account's sources",
      allows(SNS, "ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:*:topic"),
      FIRST,
    ),
    serves(
      "any account's sources, perhaps",
      allows(SNS, "StringLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:*"),
      FIRST,
    ),
    serves("any account", allows(SNS, "StringLike", "aws:SourceAccount", "*"), FIRST),
    serves(
      "one account, if it says so",
      allows(SNS, "StringEqualsIfExists", "aws:SourceAccount", "111122223333"),
      FIRST,
    ),
    serves(
      "one account and a source that is not known",
      allows(SNS, "ArnEquals", "aws:SourceArn", [TOPIC, UNKNOWN]),
      FIRST,
    ),
    ...[
      "aws:PrincipalOrgID",
      "aws:PrincipalAccount",
      "kms:CallerAccount",
      "kms:ViaService",
      "aws:SourceVpce",
      "kms:EncryptionContext:aws:logs:arn",
    ].map((key) => serves(`a service, held by ${key}`, allows(SNS, "StringEquals", key, "x"), FIRST)),
    serves(
      "the second of two statements",
      policy({ Effect: "Allow", Principal: { AWS: "111122223333" } }, { Effect: "Allow", Principal: SNS }),
      "policy, statement 2 lets in sns.amazonaws.com",
    ),
    serves(
      "somebody who is not known",
      allows(UNKNOWN),
      "policy, statement 1 lets in a principal that is not known in preview",
    ),
    serves("nobody", allows(undefined), "policy, statement 1 lets in a principal that is absent"),
    serves("a permission without a source", permission({}), "it lets in sns.amazonaws.com"),
    serves(
      "a permission for an organization's principals",
      permission({ principalOrgId: "o-abcdefghij" }),
      "it lets in sns.amazonaws.com",
    ),
    serves(
      "a permission for an organization that is not known",
      permission({ principalOrgId: UNKNOWN }),
      "it lets in sns.amazonaws.com",
    ),
    serves(
      "a permission for any account's sources",
      permission({ sourceArn: "arn:aws:sns:eu-west-1:*:topic" }),
      "it lets in sns.amazonaws.com",
    ),
    serves(
      "a permission whose source is a number",
      permission({ sourceArn: 1 }),
      "it lets in sns.amazonaws.com",
    ),
    serves(
      "a permission for who is not known",
      permission({}, UNKNOWN),
      "it lets in a principal that is not known in preview",
    ),
    serves(
      "a source that is not known on what is no permission",
      { ...allows(SNS), props: { ...allows(SNS).props, sourceArn: UNKNOWN, sourceAccount: UNKNOWN } },
      FIRST,
    ),
    {
      what: "a policy that is not known",
      given: { ...policy(), props: { policy: UNKNOWN } },
      says: ["door: policy is not known in preview; expected an IAM document that can be read in preview"],
    },
  ],
});

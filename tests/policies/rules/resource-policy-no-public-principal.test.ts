import { resourcePolicyNoPublicPrincipal } from "../../../policies/rules/resource-policy-no-public-principal";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const TYPES = [
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/accessPoint:AccessPoint",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sqs/queue:Queue",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:kms/key:Key",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
];
const EXPECTED = "expected named principals, or a condition that holds it to somebody";
const OWN = { AWS: "arn:aws:iam::111122223333:root" };

function policy(statement: unknown, more: Partial<Given> = {}): Given {
  const props = { policy: { Version: "2012-10-17", Statement: statement } };
  return { type: "aws:s3/bucketPolicy:BucketPolicy", name: "door", props, ...more };
}

function allows(element: object): Given {
  return policy([{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...element }]);
}

function permission(props: object): Given {
  return { type: "aws:lambda/permission:Permission", name: "door", props };
}

function fits(as: Accepted["as"], what: string, given: Given): Accepted {
  return { as, what, given };
}

function opens(what: string, given: Given, ...found: readonly string[]): Refused {
  return { what, given, says: found.map((each) => `door: ${each}; ${EXPECTED}`) };
}

function statementOpens(what: string, element: object, whom: string): Refused {
  return opens(what, allows(element), `policy, statement 1 lets in ${whom}`);
}

function held(operator: string, key: string, value: unknown): object {
  return { Principal: "*", Condition: { [operator]: { [key]: value } } };
}

const eachType = [
  ...TYPES.map((type) => ({ ...allows({ Principal: "*" }), type })),
  {
    type: "aws:opensearch/domainPolicy:DomainPolicy",
    name: "door",
    props: { accessPolicies: '{"Statement":{"Effect":"Allow","Principal":"*"}}' },
  },
].map((given) =>
  opens(given.type, given, `${Object.keys(given.props ?? {})[0]}, statement 1 lets in everyone`),
);

tryRule(resourcePolicyNoPublicPrincipal, {
  remedy:
    "Name the principals, or hold the statement to an organization, an account, a network or a source, by StringEquals, ArnEquals or IpAddress and without wildcards.",
  accepts: [
    fits("compliant", "an account's root", allows({ Principal: OWN })),
    fits("compliant", "roles, services, a directory and a canonical user", {
      ...allows({
        Principal: {
          AWS: ["111122223333", "arn:aws:iam::444455556666:role/reader"],
          Service: "sns.amazonaws.com",
          Federated: "arn:aws:iam::111122223333:saml-provider/people",
          CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
        },
      }),
    }),
    ...[
      held("StringEquals", "aws:PrincipalOrgID", "o-abcdefghij"),
      held("StringEquals", "AWS:SourceOwner", "111122223333"),
      held("ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:111122223333:topic"),
      held("StringLike", "aws:SourceVpce", "vpce-0a1b2c3d"),
      held("IpAddress", "aws:SourceIp", ["192.0.2.0/24", "198.51.100.7"]),
    ].map((element) => fits("compliant", `held: ${JSON.stringify(element)}`, allows(element))),
    fits(
      "compliant",
      "somebody unknown, held to an account",
      allows({ ...held("StringEquals", "aws:PrincipalAccount", "111122223333"), Principal: UNKNOWN }),
    ),
    fits(
      "compliant",
      "everyone but somebody, held to an account",
      allows({
        ...held("StringEquals", "aws:PrincipalAccount", "111122223333"),
        Principal: undefined,
        NotPrincipal: OWN,
      }),
    ),
    fits("compliant", "a permission for a service", permission({ principal: "events.amazonaws.com" })),
    fits(
      "compliant",
      "a permission for everyone in an organization",
      permission({ principal: "*", principalOrgId: "o-abcdefghij" }),
    ),
    fits(
      "compliant",
      "a permission for everyone who comes from a source",
      permission({ principal: "*", sourceArn: "arn:aws:s3:::bucket" }),
    ),
    fits(
      "near miss",
      "a denial of everyone",
      policy([
        { Effect: "Deny", Principal: "*" },
        { Effect: "Deny", NotPrincipal: OWN },
      ]),
    ),
    fits("near miss", "a policy without statements", policy([])),
    fits("near miss", "a topic without a policy of its own", {
      type: "aws:sns/topic:Topic",
      name: "door",
      props: {},
    }),
    fits(
      "not applicable",
      "what an identity may do",
      policy({ Effect: "Allow", Principal: "*" }, { type: "aws:iam/policy:Policy" }),
    ),
  ],
  refuses: [
    ...eachType,
    statementOpens("everyone", { Principal: "*" }, "everyone"),
    statementOpens("everyone, as an AWS principal", { Principal: { AWS: "*" } }, "everyone"),
    statementOpens("everyone, in a list", { Principal: { AWS: ["111122223333", "*"] } }, "everyone"),
    statementOpens("everyone, before another", { Principal: { AWS: ["*", "111122223333"] } }, "everyone"),
    statementOpens("everyone but somebody", { NotPrincipal: OWN }, "everyone but those in NotPrincipal"),
    statementOpens(
      "any account's root",
      { Principal: { AWS: "arn:aws:iam::*:root" } },
      "arn:aws:iam::*:root",
    ),
    statementOpens("ten accounts", { Principal: { AWS: "11112222333?" } }, "11112222333?"),
    statementOpens("any service", { Principal: { Service: "*" } }, "*"),
    statementOpens(
      "the users of a web site",
      { Principal: { Federated: "graph.facebook.com" } },
      "everyone with a login at graph.facebook.com",
    ),
    statementOpens(
      "somebody who is not known",
      { Principal: UNKNOWN },
      "a principal that is not known in preview",
    ),
    statementOpens(
      "one who is not known among others",
      { Principal: { AWS: ["111122223333", UNKNOWN] } },
      "a principal that is not known in preview",
    ),
    statementOpens("nobody", {}, "a principal that is absent"),
    statementOpens(
      "everyone, on a loose condition",
      held("StringLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:*"),
      "everyone",
    ),
    statementOpens(
      "everyone from a part of another's accounts",
      held("ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:111122223333:*"),
      "everyone",
    ),
    statementOpens(
      "everyone, if they say nothing",
      held("StringEqualsIfExists", "aws:PrincipalOrgID", "o-abcdefghij"),
      "everyone",
    ),
    statementOpens("everyone of half the world", held("IpAddress", "aws:SourceIp", "0.0.0.0/1"), "everyone"),
    statementOpens("everyone over TLS", held("Bool", "aws:SecureTransport", "true"), "everyone"),
    statementOpens(
      "everyone, on a condition that is not known",
      held("StringEquals", "aws:PrincipalOrgID", UNKNOWN),
      "everyone",
    ),
    opens(
      "the second of two statements, and an effect that is no Deny",
      policy([
        { Effect: "Allow", Principal: OWN },
        { Effect: "Allow", Principal: "*" },
        { Effect: "deny", Principal: "*" },
      ]),
      "policy, statement 2 lets in everyone",
      "policy, statement 3 lets in everyone",
    ),
    opens("a permission for everyone", permission({ principal: "*" }), "it lets in everyone"),
    opens(
      "a permission for everyone from sources that are not known",
      permission({ principal: "*", sourceArn: UNKNOWN }),
      "it lets in everyone",
    ),
    opens(
      "a permission for somebody who is not known",
      permission({ principal: UNKNOWN }),
      "it lets in a principal that is not known in preview",
    ),
    {
      what: "a policy that is not known",
      given: policy([], { props: { policy: UNKNOWN } }),
      says: ["door: policy is not known in preview; expected an IAM document that can be read in preview"],
    },
  ],
});

import { resourcePolicyKnownAccounts } from "../../../policies/rules/resource-policy-known-accounts";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const OWN = "111122223333";
const PARTNER = "444455556666";
const STRANGER = "999988887777";
const PULLER = "555566667777";
const CONFIG = { trustedAccounts: [OWN, PARTNER], pullingAccounts: [PULLER], organizationId: "o-abcdefghij" };

const REPOSITORY = "aws:ecr/repositoryPolicy:RepositoryPolicy";
const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const EITHER = "expected an account in trustedAccounts or pullingAccounts";

const TYPES = [
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:kms/key:Key",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  REPOSITORY,
  "aws:lambda/resourcePolicy:ResourcePolicy",
];

function policy(...statements: readonly unknown[]): Given {
  return {
    type: "aws:sqs/queuePolicy:QueuePolicy",
    name: "door",
    props: { policy: JSON.stringify({ Statement: statements }) },
  };
}

function allows(Principal: unknown, Condition?: object): Given {
  return policy({ Effect: "Allow", Principal, Condition });
}

function root(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

function permission(props: object): Given {
  return { type: "aws:lambda/permission:Permission", name: "door", props };
}

function grant(granteePrincipal: unknown): Given {
  return { type: "aws:kms/grant:Grant", name: "door", props: { granteePrincipal } };
}

function fits(as: Accepted["as"], what: string, given: Given): Accepted {
  return { as, what, given, config: CONFIG };
}

function names(what: string, given: Given, ...found: readonly string[]): Refused {
  const says = found.map((each) => `door: ${each}; expected an account in trustedAccounts`);
  return { what, given, config: CONFIG, says };
}

function organization(what: string, key: string, value: string): Refused {
  const said = `door: a condition of policy, statement 1 names ${value}; expected the organization in organizationId`;
  return { what, given: allows("*", { StringLike: { [key]: value } }), config: CONFIG, says: [said] };
}

function pulls(Principal: unknown, what: object, type = REPOSITORY): Given {
  return { ...policy({ Effect: "Allow", Principal, ...what }), type };
}

const eachType = TYPES.map((type) =>
  names(type, { ...allows({ AWS: STRANGER }), type }, `policy, statement 1 names ${STRANGER}`),
);

tryRule(resourcePolicyKnownAccounts, {
  remedy:
    "Take the account out, or add it to trustedAccounts; one that only pulls images belongs in pullingAccounts, an organization in organizationId.",
  accepts: [
    fits(
      "compliant",
      "our accounts, in all spellings",
      allows({
        AWS: [
          OWN,
          root(PARTNER),
          `arn:aws:iam::${OWN}:role/reader`,
          `arn:aws:sts::${PARTNER}:assumed-role/reader/me`,
        ],
        Federated: `arn:aws:iam::${OWN}:saml-provider/people`,
      }),
    ),
    fits(
      "compliant",
      "our accounts and our organization in conditions",
      allows("*", {
        StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij", "aws:SourceAccount": [OWN, PARTNER] },
        "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/*" },
        ArnLike: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${OWN}:*` },
      }),
    ),
    fits(
      "compliant",
      "a permission for a service of our account's",
      permission({
        principal: "sns.amazonaws.com",
        sourceArn: `arn:aws:sns:eu-west-1:${OWN}:topic`,
        sourceAccount: OWN,
      }),
    ),
    fits(
      "compliant",
      "a permission for our account",
      permission({ principal: PARTNER, principalOrgId: "o-abcdefghij" }),
    ),
    fits(
      "compliant",
      "accounts that pull images, and nothing else",
      pulls({ AWS: [root(OWN), root(PULLER)] }, { Action: PULL }),
    ),
    fits(
      "near miss",
      "a part of a pull, in other letters",
      pulls({ AWS: PULLER }, { Action: "ECR:batchgetimage" }),
    ),
    fits("compliant", "a grant to our account's role", grant(`arn:aws:iam::${OWN}:role/reader`)),
    fits("near miss", "a grant to a role that is not made yet", grant(UNKNOWN)),
    fits("near miss", "a service", allows({ Service: "sns.amazonaws.com" })),
    fits("near miss", "everyone, which another rule refuses", allows("*")),
    fits(
      "near miss",
      "everyone but a stranger, which another rule refuses",
      policy({ Effect: "Allow", NotPrincipal: { AWS: root(STRANGER) } }),
    ),
    fits(
      "near miss",
      "a denial of strangers",
      policy({
        Effect: "Deny",
        Principal: { AWS: root(STRANGER) },
        Condition: { StringEquals: { "aws:SourceAccount": STRANGER } },
      }),
    ),
    fits(
      "near miss",
      "conditions that name no account",
      allows(
        { AWS: OWN },
        {
          StringEquals: {
            "aws:SourceVpce": "vpce-0a1b2c3d",
            "s3:prefix": STRANGER,
            "aws:SourceOwner": UNKNOWN,
          },
          StringLike: { "aws:PrincipalAccount": "*" },
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" },
          StringNotEquals: { "aws:PrincipalAccount": STRANGER },
          IpAddress: { "aws:SourceIp": "192.0.2.1" },
        },
      ),
    ),
    fits(
      "near miss",
      "a user whose id ends like an organization's",
      allows({ AWS: OWN }, { StringEquals: { "aws:userid": "no-other" } }),
    ),
    fits("near miss", "a queue without a policy of its own", {
      type: "aws:sqs/queue:Queue",
      name: "door",
      props: {},
    }),
    fits("not applicable", "a role's trust", {
      type: "aws:iam/role:Role",
      name: "door",
      props: { assumeRolePolicy: "{}" },
    }),
  ],
  refuses: [
    ...eachType,
    ...[
      STRANGER,
      root(STRANGER),
      `arn:aws:iam::${STRANGER}:user/spy`,
      `${OWN}4`,
      "AROAEXAMPLEID",
      "arn:aws:iam::*:root",
    ].map((value) =>
      names(`a stranger: ${value}`, allows({ AWS: value }), `policy, statement 1 names ${value}`),
    ),
    ...[{ CanonicalUser: "79a59df9" }, { Federated: "accounts.google.com" }].map((principal) =>
      names(
        `an identity without an account: ${Object.keys(principal)[0]}`,
        allows(principal),
        `policy, statement 1 names ${Object.values(principal)[0]}`,
      ),
    ),
    names(
      "all strangers of a list, in the second of two statements",
      policy(
        { Effect: "Allow", Principal: { AWS: OWN } },
        {
          Effect: "Allow",
          Principal: { AWS: [STRANGER, PARTNER, root(STRANGER)], Service: "sns.amazonaws.com" },
        },
      ),
      `policy, statement 2 names ${STRANGER}`,
      `policy, statement 2 names ${root(STRANGER)}`,
    ),
    names(
      "somebody who is not known",
      allows(UNKNOWN),
      "policy, statement 1 names a principal that is not known in preview",
    ),
    names(
      "one who is not known beside a stranger",
      allows({ AWS: [STRANGER, UNKNOWN] }),
      "policy, statement 1 names a principal that is not known in preview",
      `policy, statement 1 names ${STRANGER}`,
    ),
    names("nobody", allows(undefined), "policy, statement 1 names a principal that is absent"),
    names(
      "strangers in conditions",
      allows("*", {
        StringEquals: { "aws:SourceAccount": [OWN, STRANGER] },
        ArnLike: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${STRANGER}:*` },
      }),
      `a condition of policy, statement 1 names ${STRANGER}`,
      `a condition of policy, statement 1 names arn:aws:sns:eu-west-1:${STRANGER}:*`,
    ),
    names(
      "a stranger in a condition for a service",
      allows({ Service: "sns.amazonaws.com" }, { StringEqualsIfExists: { "aws:SourceAccount": STRANGER } }),
      `a condition of policy, statement 1 names ${STRANGER}`,
    ),
    organization("another organization", "aws:PrincipalOrgID", "o-zzzzzzzzzz"),
    organization("an organization like ours", "aws:PrincipalOrgID", "o-abcdefghijk"),
    organization("a part of another organization", "aws:SourceOrgPaths", "o-zzzzzzzzzz/r-ab12/*"),
    {
      ...organization("an organization where there is none", "aws:SourceOrgID", "o-abcdefghij"),
      config: { trustedAccounts: [OWN] },
    },
    names("a permission for a stranger", permission({ principal: STRANGER }), `it names ${STRANGER}`),
    names(
      "a permission for a stranger's service",
      permission({ principal: "sns.amazonaws.com", sourceAccount: STRANGER }),
      `a condition of it names ${STRANGER}`,
    ),
    names(
      "a permission for who is not known",
      permission({ principal: UNKNOWN }),
      "it names a principal that is not known in preview",
    ),
    names(
      "a grant to a stranger",
      grant(`arn:aws:iam::${STRANGER}:role/spy`),
      `granteePrincipal is arn:aws:iam::${STRANGER}:role/spy`,
    ),
    names("a grant to nobody's", grant("AROAEXAMPLEID"), "granteePrincipal is AROAEXAMPLEID"),
    names("a grant to nobody", grant(undefined), "granteePrincipal is absent"),
    names("a grant to a number", grant(1), "granteePrincipal is not a text"),
    {
      ...names("a stranger who pulls", pulls({ AWS: STRANGER }, { Action: PULL })),
      says: [`door: policy, statement 1 names ${STRANGER}; ${EITHER}`],
    },
    {
      ...names(
        "a stranger who pulls, in a condition",
        pulls("*", { Action: PULL, Condition: { StringEquals: { "aws:PrincipalAccount": STRANGER } } }),
      ),
      says: [`door: a condition of policy, statement 1 names ${STRANGER}; ${EITHER}`],
    },
    ...Object.entries({
      "who may push as well": { Action: [...PULL, "ecr:PutImage"] },
      "by a pattern": { Action: "ecr:Batch*" },
      "by actions that are not known": { Action: [...PULL, UNKNOWN] },
      "by all other actions": { NotAction: PULL },
      "by no action": {},
    }).map(([what, actions]) =>
      names(
        `somebody who pulls, ${what}`,
        pulls({ AWS: PULLER }, actions),
        `policy, statement 1 names ${PULLER}`,
      ),
    ),
    names(
      "somebody who pulls, where there are no images",
      pulls({ AWS: PULLER }, { Action: PULL }, "aws:ecr/registryPolicy:RegistryPolicy"),
      `policy, statement 1 names ${PULLER}`,
    ),
    names(
      "a grant to somebody who pulls",
      grant(`arn:aws:iam::${PULLER}:role/images`),
      `granteePrincipal is arn:aws:iam::${PULLER}:role/images`,
    ),
    names("a permission for somebody who pulls", permission({ principal: PULLER }), `it names ${PULLER}`),
    {
      what: "a policy that is not known",
      given: { ...policy(), props: { policy: UNKNOWN } },
      config: CONFIG,
      says: ["door: policy is not known in preview; expected an IAM document that can be read in preview"],
    },
  ],
});

import { CUSTODIAN, DEPLOY, document, GITHUB, roleArn, SUBJECT, trust } from "../documents";
import { type Change, changing, without } from "../estate";
import { AS_CUSTODIAN, tryWaysIn, type WayIn } from "../ways-in";

const SUB = "token.actions.githubusercontent.com:sub";

function deployBy(Condition: object | undefined, Principal: object = { Federated: GITHUB }): Change {
  const token = { Sid: "Token", Effect: "Allow", Principal, Action: "sts:AssumeRoleWithWebIdentity" };
  return changing("deploy", { assumeRolePolicy: document({ ...token, ...(Condition && { Condition }) }) });
}

/** A workflow of somebody else's could deploy. */
function tokens(way: string, condition: object | undefined, nearMiss: string, harmless: object): WayIn {
  return {
    way,
    by: deployBy(condition),
    could: AS_CUSTODIAN,
    says: `whoever ${GITHUB} knows: whoever ${GITHUB} knows becomes role deploy by deploy: assumeRolePolicy, statement Token`,
    nearMiss,
    harmless: deployBy(harmless),
  };
}

const pinned = { StringEquals: { [SUB]: SUBJECT } };

tryWaysIn("by a token of an identity provider", [
  tokens("whoever has a GitHub account, without a sub", undefined, "with one, by StringEquals", pinned),
  tokens(
    "a wildcard for the sub",
    { StringLike: { [SUB]: "repo:example-archive/*" } },
    "the sub itself, by StringLike",
    {
      StringLike: { [SUB]: SUBJECT },
    },
  ),
  tokens(
    "a sub that is not the stage's",
    { StringEquals: { [SUB]: `${SUBJECT}x` } },
    "the stage's, in a list",
    {
      StringEquals: { [SUB]: [SUBJECT] },
    },
  ),
  tokens(
    "the stage's sub or another",
    { StringEquals: { [SUB]: [SUBJECT, "repo:x/y"] } },
    "the stage's twice",
    {
      StringEquals: { [SUB]: [SUBJECT, SUBJECT] },
    },
  ),
  tokens(
    "all values of none (ForAllValues)",
    { "ForAllValues:StringEquals": { [SUB]: SUBJECT } },
    "beside the condition that asks for it",
    { "ForAllValues:StringEquals": { [SUB]: SUBJECT }, ...pinned },
  ),
  tokens("a sub if there is one", { StringEqualsIfExists: { [SUB]: SUBJECT } }, "and another claim", {
    StringEqualsIfExists: { "token.actions.githubusercontent.com:ref": "x" },
    ...pinned,
  }),
  tokens(
    "all subs but one",
    { StringNotEquals: { [SUB]: SUBJECT } },
    "the one, in other letters of the key",
    {
      StringEquals: { [SUB.toUpperCase()]: SUBJECT },
    },
  ),
  tokens(
    "another claim alone",
    { StringEquals: { "token.actions.githubusercontent.com:aud": SUBJECT } },
    "and the sub",
    {
      StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", [SUB]: SUBJECT },
    },
  ),
  {
    way: "an account of which nobody knows where it has the sub from",
    by: deployBy(pinned, { AWS: "444455556666" }),
    could: AS_CUSTODIAN,
    says: "any identity of account 444455556666: any identity of account 444455556666 becomes role deploy by deploy: assumeRolePolicy, statement Token",
    nearMiss: "a token that has it, and a refusal of another provider's",
    harmless: changing("deploy", {
      assumeRolePolicy: document(
        {
          Sid: "Token",
          Effect: "Allow",
          Principal: { Federated: GITHUB },
          Action: "sts:*",
          Condition: pinned,
        },
        { Effect: "Deny", Principal: { Federated: "accounts.google.com" }, Action: "sts:*" },
      ),
    }),
  },
  {
    way: "the custodian by such a token, without a deploy",
    by: changing("custodian", {
      assumeRolePolicy: document(trust({ AWS: DEPLOY }), {
        Sid: "Token",
        Effect: "Allow",
        Principal: { Federated: GITHUB },
        Action: "sts:AssumeRoleWithSAML",
      }),
    }),
    could: AS_CUSTODIAN,
    says: `whoever ${GITHUB} knows: whoever ${GITHUB} knows becomes role custodian by custodian: assumeRolePolicy, statement Token`,
    nearMiss: "a workload by such a token",
    harmless: changing("worker", {
      assumeRolePolicy: document({ Effect: "Allow", Principal: { Federated: GITHUB }, Action: "sts:*" }),
    }),
  },
]);

/** The custodian trusts somebody who is in no stack. */
function strangers(way: string, principal: unknown, who: string, more: object = {}): WayIn {
  return {
    way,
    by: changing("custodian", {
      assumeRolePolicy: document(trust({ AWS: DEPLOY }), { ...trust(principal), Sid: "Too", ...more }),
    }),
    could: AS_CUSTODIAN,
    says: `${who}: ${who} becomes role custodian by custodian: assumeRolePolicy, statement Too`,
    nearMiss: `${way}, of a workload's`,
    harmless: changing("worker", { assumeRolePolicy: document({ ...trust(principal), ...more }) }),
  };
}

tryWaysIn("by who is in no stack", [
  strangers("another account", { AWS: "444455556666" }, "any identity of account 444455556666"),
  strangers(
    "a role of another account",
    { AWS: "arn:aws:iam::444455556666:role/x" },
    "arn:aws:iam::444455556666:role/x",
  ),
  strangers("a role that was made by hand", { AWS: roleArn("by-hand") }, roleArn("by-hand")),
  strangers("everyone", "*", "everyone"),
  strangers("everyone who has an account", { AWS: "*" }, "everyone", {
    Condition: { StringEquals: { "sts:ExternalId": "x" } },
  }),
  strangers("a canonical user", { CanonicalUser: "79a59df900b949e5" }, "everyone"),
  strangers("a service", { Service: "codebuild.amazonaws.com" }, "the service codebuild.amazonaws.com"),
  strangers(
    "a user of single sign-on",
    { Federated: "arn:aws:iam::111122223333:saml-provider/people" },
    "whoever arn:aws:iam::111122223333:saml-provider/people knows",
    { Action: "sts:AssumeRoleWithSAML" },
  ),
  {
    way: "all but one (NotPrincipal)",
    by: changing("custodian", {
      assumeRolePolicy: document({
        Sid: "Not",
        Effect: "Allow",
        NotPrincipal: { AWS: roleArn("worker") },
        Action: "sts:AssumeRole",
      }),
    }),
    could: AS_CUSTODIAN,
    says: "whoever the statement does not exclude: whoever the statement does not exclude becomes role custodian by custodian: assumeRolePolicy, statement Not",
    nearMiss: "all but one, refused",
    harmless: changing("custodian", {
      assumeRolePolicy: document(trust({ AWS: DEPLOY }), {
        Effect: "Deny",
        NotPrincipal: { AWS: DEPLOY },
        Action: "sts:AssumeRole",
      }),
    }),
  },
  {
    way: "somebody whom the trust does not tell",
    by: changing("custodian", {
      assumeRolePolicy: { Statement: [trust({ AWS: [DEPLOY, "04da6b54-80e4-46f7-96ec-b56ff0331ba9"] })] },
    }),
    could: AS_CUSTODIAN,
    says: "role worker: role worker becomes role custodian by sts:AssumeRole (custodian: assumeRolePolicy, statement Trust) (custodian: assumeRolePolicy, statement Trust: its Principal is not known in preview)",
    nearMiss: "of a workload's",
    harmless: changing("worker", {
      assumeRolePolicy: { Statement: [trust({ AWS: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })] },
    }),
  },
  {
    way: "somebody whom the trust does not tell, all the way to a vault's policy",
    by: changing("custodian", {
      assumeRolePolicy: { Statement: [trust({ AWS: [DEPLOY, "04da6b54-80e4-46f7-96ec-b56ff0331ba9"] })] },
    }),
    could: AS_CUSTODIAN,
    says: "role worker: role worker becomes role custodian by sts:AssumeRole (custodian: assumeRolePolicy, statement Trust); then s3:PutBucketPolicy (custodian-permissions: policy, statement Change) (custodian: assumeRolePolicy, statement Trust: its Principal is not known in preview)",
    nearMiss: "to whom the trust is refused",
    harmless: changing("custodian", {
      assumeRolePolicy: {
        Statement: [
          trust({ AWS: [DEPLOY, "04da6b54-80e4-46f7-96ec-b56ff0331ba9"] }),
          {
            Effect: "Deny",
            Principal: "*",
            Action: "sts:*",
            Condition: { ArnNotEquals: { "aws:PrincipalArn": DEPLOY } },
          },
        ],
      },
    }),
  },
  {
    way: "a trust that cannot be read",
    by: changing("custodian", { assumeRolePolicy: "anybody" }),
    could: AS_CUSTODIAN,
    says: "everyone: everyone becomes role custodian by custodian: assumeRolePolicy (custodian: assumeRolePolicy: its Action is not JSON)",
    nearMiss: "a trust that everybody is refused by",
    harmless: changing("custodian", {
      assumeRolePolicy: document(trust("*"), { Effect: "Deny", Principal: "*", Action: "sts:*" }),
    }),
  },
  {
    way: "a custodian that is in no stack",
    by: without("custodian"),
    could: ["sts:AssumeRole"],
    says: `nobody knows who: ${CUSTODIAN} is in none of the stacks (${CUSTODIAN} is in none of the stacks)`,
    nearMiss: "a deploy that may become nobody",
    harmless: without("deploy-permissions"),
  },
]);

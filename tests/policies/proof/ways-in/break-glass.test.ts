import {
  ACCOUNT,
  allow,
  BREAK_GLASS,
  CUSTODIAN,
  document,
  MIRROR,
  PERSON,
  roleArn,
  type Statement,
  trust,
  VAULT,
} from "../documents";
import { all, type Change, changing, having, made, without } from "../estate";
import { vaultStatements } from "../good-estate";
import { AS_BREAK_GLASS, tryWaysIn, type WayIn } from "../ways-in";

const MFA = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const SSO = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com`;

function trusting(...statements: readonly Statement[]): Change {
  return changing("break-glass", { assumeRolePolicy: document(...statements) });
}

const to = (principal: unknown, Condition: object = MFA, more: object = {}): Statement => ({
  ...trust(principal),
  Condition,
  ...more,
});

/** Somebody may become break-glass who is no person, or shows no second factor. */
function person(
  way: string,
  statement: Statement,
  who: string,
  nearMiss: string,
  harmless: Statement,
  doubts = "",
): WayIn {
  return {
    way,
    by: trusting(statement),
    could: AS_BREAK_GLASS,
    says: `${who}: ${who} becomes role break-glass by break-glass: assumeRolePolicy, statement Trust${doubts}`,
    nearMiss,
    harmless: trusting(harmless),
  };
}

const mfa = (way: string, condition: object, nearMiss: string, harmless: object, doubts?: string) =>
  person(way, to({ AWS: PERSON }, condition), PERSON, nearMiss, to({ AWS: PERSON }, harmless), doubts);

const anyOther = `any other identity of account ${ACCOUNT}`;
const ofAccount = (operator: string, arn: string | readonly string[]) =>
  to({ AWS: ACCOUNT }, { ...MFA, [operator]: { "aws:PrincipalArn": arn } });

const people = having({
  people: made("aws:ssoadmin/permissionSet:PermissionSet", { name: "people", arn: "arn:aws:sso:::set" }),
  "people-permissions": made("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", {
    permissionSetArn: "arn:aws:sso:::set",
    inlinePolicy: document({ Sid: "Take", ...allow("sts:AssumeRole", BREAK_GLASS) }),
  }),
});

/** Vaults that refuse destruction to everybody. */
const refusingAll: Change = all(
  ...[["vault", VAULT] as const, ["mirror", MIRROR] as const].map(([name, bucket]) => {
    const { destruction, ...others } = vaultStatements(bucket);
    const refused = { ...destruction, Condition: {} };
    return changing(`${name}-policy`, { policy: document(refused, ...Object.values(others)) });
  }),
);

/** What nobody may do, but for break-glass where there is one. */
const DELETING = [
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutObjectLegalHold",
  "s3:ReplicateDelete",
  "s3:UpdateObjectEncryption",
  "s3:PutObjectAcl",
  "s3:PutObjectVersionAcl",
];

tryWaysIn("by break-glass", [
  mfa("a person without a second factor", {}, "with one, and a fresh one", {
    ...MFA,
    NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
  }),
  mfa(
    "with one where the request tells (IfExists)",
    { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
    "in other letters",
    {
      bool: { "AWS:MultifactorAuthPresent": "TRUE" },
    },
  ),
  mfa("with none", { Bool: { "aws:MultiFactorAuthPresent": "false" } }, "as a truth value", {
    Bool: { "aws:MultiFactorAuthPresent": true },
  }),
  mfa("with one or none", { Bool: { "aws:MultiFactorAuthPresent": ["true", "false"] } }, "with one or one", {
    Bool: { "aws:MultiFactorAuthPresent": ["true", "true"] },
  }),
  mfa(
    "with one in all of no values",
    { "ForAllValues:Bool": { "aws:MultiFactorAuthPresent": "true" } },
    "and with one",
    {
      "ForAllValues:Bool": { "aws:MultiFactorAuthPresent": "true" },
      ...MFA,
    },
  ),
  mfa(
    "with one that is not denied",
    { StringNotEquals: { "aws:MultiFactorAuthPresent": "false" } },
    "and one",
    {
      StringNotEquals: { "aws:MultiFactorAuthPresent": "false" },
      ...MFA,
    },
  ),
  mfa(
    "with no value",
    { Bool: { "aws:MultiFactorAuthPresent": [] } },
    "with a value",
    MFA,
    " (break-glass: assumeRolePolicy, statement Trust: the condition on aws:multifactorauthpresent has no values)",
  ),
  mfa(
    "with a value that is not known",
    { Bool: { "aws:MultiFactorAuthPresent": null } },
    "with a value beside it",
    {
      ...MFA,
      StringEquals: { "aws:PrincipalTag/x": null },
    },
    " (break-glass: assumeRolePolicy, statement Trust: a condition is absent)",
  ),
  person(
    "a service",
    to({ Service: "lambda.amazonaws.com" }),
    "the service lambda.amazonaws.com",
    "a user",
    to({ AWS: PERSON }),
  ),
  person(
    "a role of another account",
    to({ AWS: "arn:aws:iam::777788889999:role/people" }),
    "arn:aws:iam::777788889999:role/people",
    "a role of single sign-on",
    to({ AWS: `${SSO}/eu-west-1/AWSReservedSSO_BreakGlass_0123456789abcdef` }),
  ),
  person(
    "everyone",
    to("*"),
    "everyone",
    "two people",
    to({ AWS: [PERSON, "arn:aws:iam::777788889999:user/break-glass/second-person"] }),
  ),
  person(
    "any user, by a variable",
    ofAccount("ArnLike", `arn:aws:iam::${ACCOUNT}:user/\${aws:username}`),
    anyOther,
    "a user by his name",
    ofAccount("ArnLike", `arn:aws:iam::${ACCOUNT}:user/first-person`),
  ),
  person(
    "any permission set, by a variable",
    ofAccount("StringLike", `${SSO}/AWSReservedSSO_\${aws:PrincipalTag/set}`),
    anyOther,
    "one, of any number",
    ofAccount("StringLike", `${SSO}/AWSReservedSSO_BreakGlass_*`),
  ),
  person(
    "a path of users",
    to({ AWS: "arn:aws:iam::777788889999:user/break-glass/*" }),
    "arn:aws:iam::777788889999:user/break-glass/*",
    "a user in that path",
    to({ AWS: "arn:aws:iam::777788889999:user/break-glass/second-person" }),
  ),
  person(
    "the account",
    to({ AWS: ACCOUNT }),
    anyOther,
    "of the account a permission set",
    ofAccount("ArnLike", `${SSO}/*/AWSReservedSSO_BreakGlass_*`),
  ),
  person(
    "all who sign in",
    ofAccount("ArnLike", `${SSO}/*`),
    anyOther,
    "without a region in their names",
    ofAccount("StringLike", `${SSO}/AWSReservedSSO_BreakGlass_*`),
  ),
  person(
    "any permission set",
    ofAccount("ArnLike", `${SSO}/AWSReservedSSO_*`),
    anyOther,
    "one by its whole name",
    ofAccount("ArnEquals", `${SSO}/AWSReservedSSO_BreakGlass_01`),
  ),
  person(
    "a permission set, or a role",
    ofAccount("ArnLike", [`${SSO}/AWSReservedSSO_BreakGlass_*`, roleArn("*")]),
    anyOther,
    "one of two permission sets",
    ofAccount("StringEquals", [`${SSO}/AWSReservedSSO_BreakGlass_01`, `${SSO}/AWSReservedSSO_Second_02`]),
  ),
  person(
    "all but a permission set",
    ofAccount("ArnNotLike", `${SSO}/AWSReservedSSO_BreakGlass_*`),
    anyOther,
    "whoever a directory knows",
    to({ Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/people` }, MFA, {
      Action: "sts:AssumeRoleWithSAML",
    }),
  ),
  person(
    "whoever another provider of tokens knows",
    to({ Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/accounts.google.com` }, MFA, {
      Action: "sts:AssumeRoleWithWebIdentity",
    }),
    `whoever arn:aws:iam::${ACCOUNT}:oidc-provider/accounts.google.com knows`,
    "the same by an action that is another's",
    to({ Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/accounts.google.com` }, MFA, {
      Action: "sts:TagSession",
    }),
  ),
  {
    way: "two ways in, of which one asks for no second factor",
    by: trusting(to({ AWS: PERSON }), { ...to({ AWS: `${PERSON}s` }, {}), Sid: "Second" }),
    could: AS_BREAK_GLASS,
    says: `${PERSON}s: ${PERSON}s becomes role break-glass by break-glass: assumeRolePolicy, statement Second`,
    nearMiss: "two that ask for one",
    harmless: trusting(to({ AWS: PERSON }), { ...to({ AWS: `${PERSON}s` }), Sid: "Second" }),
  },
  {
    way: "a person by way of the custodian",
    by: all(
      changing("custodian", { assumeRolePolicy: document(to({ AWS: PERSON })) }),
      trusting(to({ AWS: [PERSON, CUSTODIAN] })),
    ),
    could: [
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:PutBucketPolicy",
      "kms:PutKeyPolicy",
      "sts:AssumeRole",
    ],
    says: `${PERSON}: ${PERSON} becomes role custodian by custodian: assumeRolePolicy, statement Trust; then role custodian becomes role break-glass by sts:AssumeRole (break-glass: assumeRolePolicy, statement Trust)`,
    nearMiss: "a person, beside a statement by which another only tags his session",
    harmless: trusting(to({ AWS: PERSON }), {
      ...to({ AWS: roleArn("by-hand") }, {}),
      Action: "sts:TagSession",
    }),
  },
  {
    way: "a permission set of the stacks, which may be changed there",
    by: all(people, trusting(ofAccount("ArnLike", `${SSO}/*/AWSReservedSSO_people_*`))),
    could: AS_BREAK_GLASS,
    says: "permission set people: permission set people becomes role break-glass by sts:AssumeRole (people-permissions: inlinePolicy, statement Take)",
    nearMiss: "one that the trust does not name",
    harmless: people,
  },
  {
    way: "a session of more than an hour",
    by: changing("break-glass", { maxSessionDuration: 3601 }),
    could: ["to stay longer than an hour"],
    says: "whoever becomes role break-glass: maxSessionDuration is 3601, more than 3600 seconds",
    nearMiss: "of AWS's default, which is an hour",
    harmless: changing("break-glass", { maxSessionDuration: undefined }),
  },
  {
    way: "a session of which nobody knows how long it is",
    by: changing("break-glass", { maxSessionDuration: "an hour" }),
    could: ["to stay longer than an hour"],
    says: "whoever becomes role break-glass: maxSessionDuration is not a whole number, more than 3600 seconds",
    nearMiss: "a custodian with a longer one",
    harmless: changing("custodian", { maxSessionDuration: 43200 }),
  },
  {
    way: "the break-glass role of a stage that holds all for a fixed time",
    by: (estate) => estate,
    could: DELETING,
    says: `any identity of account ${ACCOUNT} that is given it: no statement of the policy of ${VAULT} surely refuses s3:DeleteObject to all`,
    nearMiss: "one to whom all is refused as well",
    harmless: refusingAll,
    given: { lockProfile: "regulated" },
  },
  {
    way: "a break-glass role where the law asks for none",
    by: (estate) => estate,
    could: DELETING,
    says: "role break-glass: s3:DeleteObject (break-glass-permissions: policy, statement Delete)",
    nearMiss: "no such role, and no exception for it",
    harmless: all(without("break-glass", "break-glass-permissions"), refusingAll),
    given: { lockProfile: "regulated", breakGlassRoleArns: [] },
  },
]);

import { iamNoKmsDestruction } from "../../../policies/rules/iam-no-kms-destruction";
import { holding, near, role, statement } from "../holding";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const ENDING = [
  "kms:ScheduleKeyDeletion",
  "kms:DisableKey",
  "kms:DeleteImportedKeyMaterial",
  "kms:DeleteCustomKeyStore",
  "kms:DisconnectCustomKeyStore",
];
const CHANGING = [
  "kms:PutKeyPolicy",
  "kms:CreateGrant",
  "kms:RevokeGrant",
  "kms:UpdatePrimaryRegion",
  "kms:UpdateAlias",
  "kms:DeleteAlias",
];
const CUSTODIAN = "arn:aws:iam::111122223333:role/custodian";
const config = { custodianRoleArns: [CUSTODIAN] };
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
const ALIAS = "alias/kubernetes";
const WORKER = "arn:aws:iam::111122223333:role/worker";
const grantor = { ...config, keyGrantors: { [ALIAS]: [WORKER] } };
const named = (alias: unknown, operator = "ForAnyValue:StringEquals") => ({
  Condition: { [operator]: { "kms:ResourceAliases": alias } },
});
const grants = (more: object, action: unknown = "kms:CreateGrant") => holding(statement(action, KEY, more));
const HELD = "held: policy, statement It";
const NOBODY = "expected nobody to be allowed that";
const CUSTODIANS = `expected only ${CUSTODIAN} to be allowed that`;
const forServices = (operator: string, value: string) => ({
  Condition: { [operator]: { "kms:GrantIsForAWSResource": value } },
});

function refusedOf(what: string, given: Given[], ...says: readonly string[]): Refused {
  return { what, given, config, says: says.map((each) => `worker-role: role worker may ${each}`) };
}

tryRule(iamNoKmsDestruction, {
  remedy: "Take the actions away; a key's policy and its names are for custodians alone.",
  accepts: [
    {
      as: "compliant",
      what: "a role that uses a key",
      given: holding(statement(["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"], KEY)),
      config,
    },
    {
      as: "compliant",
      what: "a custodian that changes one",
      given: holding(statement(CHANGING, "*"), role("custodian")),
      config,
    },
    near(
      "grants for AWS's services",
      holding(statement("kms:CreateGrant", KEY, forServices("Bool", "true"))),
      config,
    ),
    near("a grant of the one key that its grantor may grant", grants(named(ALIAS)), grantor),
    near("a grant of a key that two may grant", grants(named(ALIAS)), {
      ...config,
      keyGrantors: { [ALIAS]: [CUSTODIAN, WORKER] },
    }),
    near("everything of another service", holding(statement("*", "arn:aws:s3:::*")), config),
    near("a refusal", holding(statement("kms:*", "*", { Effect: "Deny" })), config),
    {
      as: "not applicable",
      what: "a key's own policy",
      given: { type: "aws:kms/key:Key", name: "key", props: { policy: { Statement: [statement("kms:*")] } } },
      config,
    },
  ],
  refuses: [
    ...ENDING.map((action) =>
      refusedOf(
        action,
        holding(statement(action, KEY.replace(/1$/, "*"))),
        `${action} on a key, by ${HELD}; ${NOBODY}`,
      ),
    ),
    ...CHANGING.map((action) =>
      refusedOf(action, holding(statement(action, "*")), `${action} on a key, by ${HELD}; ${CUSTODIANS}`),
    ),
    refusedOf(
      "another action, under the condition of a grant",
      holding(statement("kms:PutKeyPolicy", KEY, forServices("Bool", "true"))),
      `kms:PutKeyPolicy on a key, by ${HELD}; ${CUSTODIANS}`,
    ),
    {
      what: "what two custodians may",
      given: holding(statement("kms:PutKeyPolicy", KEY)),
      config: { custodianRoleArns: [CUSTODIAN, `${CUSTODIAN}-2`] },
      says: [
        `worker-role: role worker may kms:PutKeyPolicy on a key, by ${HELD}; expected only ${CUSTODIAN}, ${CUSTODIAN}-2 to be allowed that`,
      ],
    },
    refusedOf(
      "everything",
      holding(statement("kms:*")),
      `${ENDING.join(", ")} on a key, by ${HELD}; ${NOBODY}`,
      `${CHANGING.join(", ")} on a key, by ${HELD}; ${CUSTODIANS}`,
    ),
    refusedOf(
      "grants of his own",
      holding(statement("kms:CreateGrant", KEY, forServices("Bool", "false"))),
      `kms:CreateGrant on a key, by ${HELD}; ${CUSTODIANS}`,
    ),
    refusedOf(
      "grants that say nothing",
      holding(statement("kms:CreateGrant", KEY, forServices("BoolIfExists", "true"))),
      `kms:CreateGrant on a key, by ${HELD}; ${CUSTODIANS}`,
    ),
    ...[
      { what: "by a role that is no grantor of it", given: grants(named(ALIAS)), own: config },
      {
        what: "of a key that another may grant",
        given: grants(named(ALIAS)),
        own: { ...config, keyGrantors: { [ALIAS]: [CUSTODIAN], "alias/other": [WORKER] } },
      },
      { what: "of every key", given: grants({}), own: grantor },
      {
        what: "of whatever it calls so",
        given: grants({ Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": ALIAS } } }),
        own: grantor,
      },
      { what: "of a key that cannot be told", given: grants(named({ of: ALIAS })), own: grantor },
      { what: "of another key", given: grants(named("alias/data")), own: grantor },
      { what: "of one key more", given: grants(named([ALIAS, "alias/data"])), own: grantor },
      {
        what: "of all keys but one",
        given: grants(named(ALIAS, "ForAnyValue:StringNotEquals")),
        own: grantor,
      },
      {
        what: "of keys with no name",
        given: grants(named(ALIAS, "ForAllValues:StringEquals")),
        own: grantor,
      },
      {
        what: "of keys whose names are not told",
        given: grants(named(ALIAS, "ForAnyValue:StringEqualsIfExists")),
        own: grantor,
      },
      {
        what: "of keys told by a pattern",
        given: grants(named(ALIAS, "ForAnyValue:StringLike")),
        own: grantor,
      },
      {
        what: "by what else it may",
        given: grants(named(ALIAS), ["kms:CreateGrant", "kms:Decrypt"]),
        own: grantor,
      },
    ].map(({ what, given, own }) => ({
      what: `a grant ${what}`,
      given,
      config: own,
      says: [`worker-role: role worker may kms:CreateGrant on a key, by ${HELD}; ${CUSTODIANS}`],
    })),
    {
      what: "another change of the key that it may grant",
      given: grants(named(ALIAS), "kms:PutKeyPolicy"),
      config: grantor,
      says: [`worker-role: role worker may kms:PutKeyPolicy on a key, by ${HELD}; ${CUSTODIANS}`],
    },
    refusedOf(
      "whatever other condition",
      holding(
        statement("kms:DisableKey", KEY, { Condition: { StringEquals: { "aws:PrincipalArn": "nobody" } } }),
      ),
      `kms:DisableKey on a key, by ${HELD}; ${NOBODY}`,
    ),
    refusedOf(
      "a document that is not known",
      holding({}, role(), { policy: UNKNOWN }),
      `${ENDING.join(", ")} on a key, by held: policy; held: policy: its Action is not known in preview; ${NOBODY}`,
      `${CHANGING.join(", ")} on a key, by held: policy; held: policy: its Action is not known in preview; ${CUSTODIANS}`,
    ),
    {
      what: "a custodian that ends a key",
      given: holding(statement("kms:DisableKey"), role("custodian")),
      config,
      says: [`custodian-role: role custodian may kms:DisableKey on a key, by ${HELD}; ${NOBODY}`],
    },
  ],
});

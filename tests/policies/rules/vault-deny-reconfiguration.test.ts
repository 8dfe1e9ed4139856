import { vaultDenyReconfiguration } from "../../../policies/rules/vault-deny-reconfiguration";
import { denying, findsPolicies, guardedBy, LIKE_VAULT, tellsVaults, VAULT } from "../guarded-buckets";
import { type Accepted, type Refused, tryRule, UNKNOWN } from "../try-rule";

const ALL = [
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketVersioning",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
  "s3:PutBucketPolicy",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketOwnershipControls",
  "s3:PutEncryptionConfiguration",
  "s3:PutIntelligentTieringConfiguration",
];
const BUCKET = `arn:aws:s3:::${VAULT}`;
const ONE = "arn:aws:iam::111122223333:role/custodian";
const TWO = "arn:aws:iam::111122223333:role/deploy";
const config = { custodianRoleArns: [ONE, TWO] };
/** Where the second has projects of its own. */
const shared = (...projects: readonly string[]) => ({
  config: { custodianRoleArns: [ONE, TWO], custodianProjects: { [TWO]: projects } },
});
const expected = "a refusal to everybody but the custodian roles";

function exempting(value: unknown, more: object = {}): object {
  return denying({
    Action: ALL,
    Resource: BUCKET,
    Condition: { ArnNotEquals: { "aws:PrincipalArn": value } },
    ...more,
  });
}

function enough(what: string, policy: object, as: Accepted["as"] = "compliant"): Accepted {
  return { as, what, given: guardedBy(policy), config };
}

function lets(what: string, policy: object, actions: readonly string[] = ALL): Refused {
  return {
    what,
    given: guardedBy(policy),
    config,
    says: [`bucket: its policy does not refuse ${actions.join(", ")}; expected ${expected} ${LIKE_VAULT}`],
  };
}

const whole = {
  good: exempting([ONE, TWO], { Resource: "*" }),
  expected,
  empty: [`its policy does not refuse ${ALL.join(", ")}; expected ${expected}`],
  config,
};
const others = { found: findsPolicies(whole), told: tellsVaults(whole) };

tryRule(vaultDenyReconfiguration, {
  remedy:
    'Give the bucket one BucketPolicy with a Deny for Principal "*" of these actions on the bucket, which exempts the exact ARNs of the custodian roles by ArnNotEquals on aws:PrincipalArn.',
  accepts: [
    ...others.found.accepts,
    ...others.told.accepts,
    enough("both custodians exempted, on the bucket", exempting([ONE, TWO])),
    enough("each action in a statement of its own", denying(...ALL.map((Action) => ({ Action })))),
    enough("one of two custodians exempted", exempting([TWO]), "near miss"),
    { ...enough("its own custodian exempted", exempting([TWO])), ...shared("strongroom") },
    {
      ...enough("he who has all that is nobody's own exempted", exempting([ONE]), "near miss"),
      ...shared("another"),
    },
    enough("nobody exempted", denying({ Action: ALL }), "near miss"),
  ],
  refuses: [
    ...others.found.refuses,
    ...others.told.refuses,
    ...ALL.map((missing) =>
      lets(
        `all but ${missing}`,
        exempting([ONE, TWO], { Action: ALL.filter((action) => action !== missing) }),
        [missing],
      ),
    ),
    { ...lets("another's custodian exempted", exempting([ONE, TWO])), ...shared("another") },
    { ...lets("he exempted whose own it is not", exempting([ONE])), ...shared("strongroom") },
    lets("objects alone", exempting([ONE, TWO], { Resource: `${BUCKET}/*` })),
    lets("another role exempted", exempting([ONE, TWO, `${ONE}-too`])),
    lets("whatever is named like a custodian exempted", exempting([`${ONE}*`])),
    lets("a role exempted that is not known", exempting([ONE, UNKNOWN])),
    lets("everybody of the account exempted", exempting("arn:aws:iam::111122223333:*")),
    lets("a Deny for the account alone", exempting([ONE], { Principal: { AWS: "111122223333" } })),
  ],
});

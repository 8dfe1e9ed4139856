import { ACCOUNT, BREAK_GLASS, deny, roleArn, type Statement, VAULT } from "../documents";
import { destroyingActions } from "../good-estate";
import { tryWaysIn, vaultPolicy, type WayIn } from "../ways-in";

const [ITSELF, OBJECTS] = [`arn:aws:s3:::${VAULT}`, `arn:aws:s3:::${VAULT}/*`];
const ANYBODY = `any identity of account ${ACCOUNT} that is given it: no statement of the policy of ${VAULT} surely refuses`;
const BUT_BREAK_GLASS = ` to all but ${BREAK_GLASS}`;
/** Of the destroying actions S3 itself refuses two where all is in compliance mode. */
const DESTRUCTION = destroyingActions.filter(
  (action) => !["s3:DeleteBucket", "s3:BypassGovernanceRetention"].includes(action),
);

const but = { ArnNotEquals: { "aws:PrincipalArn": BREAK_GLASS } };
const refusing = (more: object) => ({ ...deny("R", destroyingActions, [ITSELF, OBJECTS], but), ...more });

/** The refusal of destruction does not refuse all. */
function open(
  way: string,
  destruction: Statement | undefined,
  nearMiss: string,
  harmless: Statement,
  could = DESTRUCTION,
  doubts = "",
): WayIn {
  const [first = ""] = could;
  return {
    way,
    by: vaultPolicy({ destruction }),
    could,
    says: `${ANYBODY} ${first}${BUT_BREAK_GLASS}${doubts}`,
    nearMiss,
    harmless: vaultPolicy({ destruction: harmless }),
  };
}

const condition = (way: string, Condition: object, nearMiss: string, harmless: object, doubts?: string) =>
  open(way, refusing({ Condition }), nearMiss, refusing({ Condition: harmless }), DESTRUCTION, doubts);

tryWaysIn("by a vault's own policy", [
  open(
    "no refusal",
    undefined,
    "one of everything but reading",
    refusing({ Action: "s3:*", NotAction: undefined }),
  ),
  open(
    "a refusal of the bucket alone",
    refusing({ Resource: ITSELF }),
    "of bucket and objects by one wildcard",
    refusing({ Resource: `${ITSELF}*` }),
  ),
  open(
    "of some objects",
    refusing({ Resource: [ITSELF, `${ITSELF}/b/*`] }),
    "of all by another pattern",
    refusing({ Resource: [`${ITSELF}*`] }),
  ),
  open(
    "of all but some objects",
    refusing({ Resource: undefined, NotResource: `${ITSELF}/b/*` }),
    "of all but another bucket",
    refusing({ Resource: undefined, NotResource: "arn:aws:s3:::other" }),
  ),
  open(
    "of what a variable stands for",
    refusing({ Resource: [ITSELF, `${ITSELF}/\${aws:username}/*`] }),
    "of that, and of all",
    refusing({ Resource: [ITSELF, `${ITSELF}/\${aws:username}/*`, OBJECTS] }),
  ),
  open(
    "of actions in one case of a letter",
    refusing({ Action: destroyingActions.map((action) => action.replace("Delete", "Delet")) }),
    "in any",
    refusing({ Action: destroyingActions.map((action) => action.toUpperCase()) }),
    ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:ReplicateDelete"],
  ),
  open(
    "of actions by marks that ask for more letters",
    refusing({ Action: ["s3:Delete?bject?", "s3:DeleteB*", "s3:B*", "s3:Put*", "s3:R*", "s3:U*"] }),
    "by marks that fit",
    refusing({
      Action: [
        "s3:Delete?bject",
        "s3:DeleteObject?ersion",
        "s3:DeleteB*",
        "s3:B*",
        "s3:PutObjectL*",
        "s3:PutObject*Acl",
        "s3:R*",
        "s3:U*",
      ],
    }),
    ["s3:DeleteObject", "s3:DeleteObjectVersion"],
  ),
  open(
    "of all but some actions",
    refusing({ Action: undefined, NotAction: ["s3:Get*", "s3:DeleteObject"] }),
    "of all but reading",
    refusing({ Action: undefined, NotAction: ["s3:Get*", "s3:List*", "s3:PutObject", "s3:PutBucketPolicy"] }),
    ["s3:DeleteObject"],
  ),
  open(
    "to one account alone",
    refusing({ Principal: { AWS: roleArn("worker") } }),
    "to everybody of AWS",
    refusing({ Principal: { AWS: "*" } }),
  ),
  open(
    "to all but one (NotPrincipal)",
    refusing({ Principal: undefined, NotPrincipal: { AWS: roleArn("worker") } }),
    "to all, beside that",
    refusing({}),
  ),
  condition(
    "but for who signs in with a second factor",
    { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    "but for break-glass",
    but,
  ),
  condition(
    "but for another role as well",
    { ArnNotEquals: { "aws:PrincipalArn": [BREAK_GLASS, roleArn("worker")] } },
    "for break-glass twice",
    { ArnNotEquals: { "aws:PrincipalArn": [BREAK_GLASS, BREAK_GLASS] } },
  ),
  condition(
    "but for a pattern",
    { ArnNotLike: { "aws:PrincipalArn": `${BREAK_GLASS}*` } },
    "for the role by ArnNotLike",
    { ArnNotLike: { "aws:PrincipalArn": BREAK_GLASS } },
  ),
  condition(
    "but for a pattern of texts",
    { StringNotLike: { "aws:PrincipalArn": `${BREAK_GLASS}*` } },
    "for the role by StringNotEquals",
    { StringNotEquals: { "aws:PrincipalArn": BREAK_GLASS } },
  ),
  condition(
    "but for a tag that somebody may have",
    { StringNotEqualsIfExists: { "aws:PrincipalTag/x": "y" } },
    "for the role, if there is one",
    { StringNotEqualsIfExists: { "aws:PrincipalArn": BREAK_GLASS } },
  ),
  condition(
    "only where a request says what it may leave out",
    { StringLike: { "aws:PrincipalTag/x": "*" } },
    "only where there is a role, or none",
    { ArnNotEqualsIfExists: { "aws:PrincipalArn": BREAK_GLASS } },
  ),
  condition(
    "under an operator that IAM does not know",
    { ArnDiffers: { "aws:PrincipalArn": BREAK_GLASS } },
    "in other letters",
    { arnnotequals: { "AWS:principalARN": BREAK_GLASS } },
    " (vault-policy: policy, statement R: the condition on aws:principalarn is by arndiffers, which is not understood)",
  ),
]);

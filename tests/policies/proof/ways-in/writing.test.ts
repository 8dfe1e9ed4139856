import { ACCOUNT, allow, CUSTODIAN, document, roleArn } from "../documents";
import { all, type Change, changing, having, made } from "../estate";
import { EVERYTHING, tryWaysIn, type WayIn, worker } from "../ways-in";

const NARROW = `arn:aws:iam::${ACCOUNT}:policy/narrow`;
const anything = changing("boundary", { policy: document(allow("*")) });
const HELD = "(worker-permissions: policy, statement Write)";
const SOME = [`arn:aws:iam::${ACCOUNT}:user/app/*`, roleArn("app-*")];
const BY = "role worker: role worker becomes anybody in the account by";

/** Somebody may write permissions. */
function writing(action: string, harmless = "iam:GetRole", more: object = {}): WayIn {
  const write = (written: string) => worker({ Sid: "Write", ...allow(written, "*", { ...more }) });
  return {
    way: action,
    by: all(anything, write(action)),
    could: EVERYTHING,
    says: `${BY} ${action} ${HELD}; then account:CloseAccount (whatever he gives himself)`,
    nearMiss: `${harmless} in the place of ${action}`,
    harmless: all(anything, write(harmless)),
  };
}

const boundTo = (operator: string, boundary: unknown) => ({
  Condition: { [operator]: { "iam:PermissionsBoundary": boundary } },
});
const write = (more: object) => worker({ Sid: "Write", ...allow("iam:PutRolePolicy", "*", { ...more }) });

const leaving = (action: string): Change =>
  having({
    narrow: made("aws:iam/policy:Policy", {
      name: "narrow",
      arn: NARROW,
      policy: document(allow(action)),
    }),
  });

/** Boundaries to which the writing is held; what they leave does no harm, or it does. */
function bounded(way: string, more: object, nearMiss: string, harmless: object, could = EVERYTHING): WayIn {
  const limited = all(anything, leaving("logs:PutLogEvents"));
  return {
    way,
    by: all(limited, write(more)),
    could,
    says: `${BY} iam:PutRolePolicy ${HELD}; then account:CloseAccount (whatever he gives himself)`,
    nearMiss,
    harmless: all(limited, write(harmless)),
  };
}

tryWaysIn("by writing permissions", [
  ...[
    "iam:PutRolePolicy",
    "iam:AttachRolePolicy",
    "iam:PutUserPolicy",
    "iam:AttachUserPolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:CreatePolicyVersion",
    "iam:SetDefaultPolicyVersion",
    "iam:PutGroupPolicy",
    "iam:AttachGroupPolicy",
    "iam:AddUserToGroup",
    "iam:DeleteRolePermissionsBoundary",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:UpdateLoginProfile",
    "iam:CreateOpenIDConnectProvider",
    "iam:AddClientIDToOpenIDConnectProvider",
    "iam:UpdateSAMLProvider",
    "sts:AssumeRoot",
    "sso:PutInlinePolicyToPermissionSet",
    "sso:AttachManagedPolicyToPermissionSet",
    "sso:CreateAccountAssignment",
    "rolesanywhere:CreateProfile",
  ].map((action) => writing(action)),
  ...["iam:CreateAccessKey", "iam:PutRolePolicy"].map((action): WayIn => ({
    way: `${action} of some alone`,
    by: all(anything, worker({ Sid: "Write", ...allow(action, SOME) })),
    could: EVERYTHING,
    says: `${BY} ${action} ${HELD}; then account:CloseAccount (whatever he gives himself)`,
    nearMiss: `${action} of some, refused`,
    harmless: all(anything, worker(allow(action, SOME), { Effect: "Deny", Action: action, Resource: "*" })),
  })),
  bounded(
    "within boundaries of which one is in no stack",
    boundTo("StringEquals", [NARROW, `${NARROW}-of-old`]),
    "within one that leaves nothing of it",
    boundTo("StringEquals", [NARROW]),
  ),
  bounded(
    "within any boundary of some name",
    boundTo("ArnLike", `${NARROW}*`),
    "of that very name, by ArnLike",
    boundTo("ArnLike", NARROW),
  ),
  bounded(
    "within a boundary, if any",
    boundTo("StringEqualsIfExists", NARROW),
    "by ArnEquals",
    boundTo("ArnEquals", NARROW),
  ),
  bounded(
    "within any but one boundary",
    boundTo("StringNotEquals", NARROW),
    "by StringLike",
    boundTo("StringLike", NARROW),
  ),
  {
    way: "within a boundary that leaves the evidence",
    by: all(anything, leaving("logs:Delete*"), write(boundTo("StringEquals", NARROW))),
    could: ["logs:DeleteLogGroup"],
    says: `role worker: role worker becomes whoever has all that ${NARROW} leaves by iam:PutRolePolicy ${HELD}; then logs:DeleteLogGroup (whatever he gives himself)`,
    nearMiss: "within one that leaves the vaults, whose own policies refuse it",
    harmless: all(anything, leaving("s3:DeleteObject*"), write(boundTo("StringEquals", NARROW))),
  },
  {
    way: "within a boundary that leaves such writing",
    by: all(anything, leaving("iam:PutGroupPolicy"), write(boundTo("StringEquals", NARROW))),
    could: EVERYTHING,
    says: `role worker: role worker becomes whoever has all that ${NARROW} leaves by iam:PutRolePolicy ${HELD}; then whoever has all that ${NARROW} leaves becomes anybody in the account by iam:PutGroupPolicy (whatever he gives himself); then account:CloseAccount (whatever he gives himself)`,
    nearMiss: "within one that leaves the reading of it",
    harmless: all(anything, leaving("iam:GetGroupPolicy"), write(boundTo("StringEquals", NARROW))),
  },
  {
    way: "rewriting the custodian's trust",
    by: all(anything, worker({ Sid: "Write", ...allow("iam:UpdateAssumeRolePolicy", CUSTODIAN) })),
    could: ["s3:PutBucketPolicy", "kms:PutKeyPolicy", "sts:AssumeRole"],
    says: `role worker: role worker becomes role custodian by iam:UpdateAssumeRolePolicy ${HELD}`,
    nearMiss: "rewriting a workload's",
    harmless: all(
      anything,
      worker({ Sid: "Write", ...allow("iam:UpdateAssumeRolePolicy", roleArn("work*")) }),
    ),
  },
  ...["iam:DeleteRolePolicy", "iam:DetachRolePolicy"].map((action): WayIn => ({
    way: `${action} of a document that refuses something`,
    by: all(
      anything,
      worker({ Sid: "Write", ...allow(action) }, { Effect: "Deny", Action: "s3:GetObject", Resource: "*" }),
    ),
    could: EVERYTHING,
    says: `${BY} ${action} ${HELD}; then account:CloseAccount (whatever he gives himself)`,
    nearMiss: `${action} of documents that refuse nothing`,
    harmless: all(anything, worker({ Sid: "Write", ...allow(action) })),
  })),
]);

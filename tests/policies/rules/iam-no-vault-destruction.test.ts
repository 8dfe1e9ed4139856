import { iamNoVaultDestruction } from "../../../policies/rules/iam-no-vault-destruction";
import { bounded, holding, near, role, rolePolicy, statement } from "../holding";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";
import { BREAK_GLASS, bucket, grantsOfBucketsAccepted, lawful, resourcePolicy, to } from "../vault-grants";

const ACTIONS = [
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:DeleteBucket",
  "s3:BypassGovernanceRetention",
  "s3:PutObjectLegalHold",
  "s3:ReplicateDelete",
  "s3:UpdateObjectEncryption",
  "s3:PutObjectAcl",
  "s3:PutObjectVersionAcl",
];
const ALL = "arn:aws:s3:::archive-vault-*";
const NOBODY = "expected nobody to be allowed that";

const refusedOf = (
  what: string,
  actions: string,
  given: Given[],
  config?: object,
  by = "held: policy, statement It",
): Refused => ({
  what,
  given,
  ...(config && { config }),
  says: [`worker-role: role worker may ${actions} on a vault, by ${by}; ${NOBODY}`],
});
const granted = (
  what: string,
  given: Given[],
  says = "theirs: policy, statement It allows s3:DeleteObject on a vault",
): Refused => ({
  what,
  given,
  says: [`${says}; ${NOBODY}`],
});

tryRule(iamNoVaultDestruction, {
  remedy: "Take the actions away, or take the names of vaults out of the statement's resources.",
  accepts: [
    {
      as: "compliant",
      what: "a role that reads and writes",
      given: holding(statement(["s3:Get*", "s3:PutObject"], ALL)),
    },
    {
      as: "compliant",
      what: "break-glass, where the law asks for it",
      given: holding(statement("s3:DeleteObject", ALL), role("break-glass")),
      config: lawful,
    },
    {
      as: "compliant",
      what: "break-glass, whose ARN is not known in preview",
      given: holding(statement("s3:DeleteObject", ALL), role("break-glass", { arn: UNKNOWN, path: UNKNOWN })),
      config: lawful,
    },
    near(
      "deletion elsewhere",
      holding(statement("s3:*", ["arn:aws:s3:::staging/*", "arn:aws:s3:::staging"])),
    ),
    near(
      "of a bucket, by the objects' name",
      holding(statement("s3:DeleteBucket", "arn:aws:s3:::archive-vaults")),
    ),
    near(
      "of objects, by the bucket's name",
      holding(statement("s3:DeleteObject", "arn:aws:s3:::archive-vault-")),
    ),
    near("a refusal", holding(statement("s3:DeleteObject", "*", { Effect: "Deny" }))),
    near("what a refusal takes away again", [
      ...holding(statement("s3:DeleteObject")),
      rolePolicy("refused", statement("s3:Delete*", "*", { Effect: "Deny" })),
    ]),
    near("what the boundary does not leave", bounded(statement("s3:DeleteObject"), statement("s3:Get*"))),
    near("a policy that nobody has", {
      type: "aws:iam/policy:Policy",
      name: "unused",
      props: { name: "p", policy: { Statement: [statement("s3:*")] } },
    }),
    ...grantsOfBucketsAccepted,
    { as: "not applicable", what: "a bucket without a policy", given: bucket("vault") },
  ],
  refuses: [
    ...ACTIONS.map((action) =>
      refusedOf(action, action, holding(statement(action, action === "s3:DeleteBucket" ? ALL : `${ALL}/*`))),
    ),
    refusedOf("all of them, in one finding", ACTIONS.join(", "), holding(statement("s3:*", ALL))),
    refusedOf(
      "NotAction",
      ACTIONS.slice(2).join(", "),
      holding({ Sid: "It", Effect: "Allow", NotAction: ["s3:DeleteObject*"], Resource: "*" }),
    ),
    refusedOf(
      "a wildcard within",
      "s3:DeleteObject, s3:DeleteObjectVersion",
      holding(statement("s3:Del*Object*", "arn:aws:s3:::archive-vault-x/*")),
    ),
    refusedOf("a mark for a letter", "s3:DeleteObject", holding(statement("s3:Delete?bject", "*"))),
    refusedOf("in other letters", "s3:DeleteObject", holding(statement("S3:DELETEOBJECT"))),
    refusedOf(
      "on a replica",
      "s3:DeleteBucket",
      holding(statement("s3:DeleteBucket", "arn:aws:s3:::archive-replica-x")),
    ),
    refusedOf(
      "by the stage's own names",
      "s3:DeleteBucket",
      holding(statement("s3:DeleteBucket", "arn:aws:s3:::keep-*")),
      { vaultNamePatterns: ["keep-*"] },
    ),
    refusedOf(
      "whatever its condition",
      "s3:DeleteObject",
      holding(
        statement("s3:DeleteObject", ALL, { Condition: { ArnEquals: { "aws:PrincipalArn": "nobody" } } }),
      ),
    ),
    refusedOf("whatever a refusal's condition", "s3:DeleteObject", [
      ...holding(statement("s3:DeleteObject", ALL)),
      rolePolicy(
        "refused",
        statement("s3:*", "*", {
          Effect: "Deny",
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
        }),
      ),
    ]),
    refusedOf(
      "in a boundary of which a condition may be met",
      "s3:DeleteObject",
      bounded(
        statement("s3:DeleteObject"),
        statement("s3:*", "*", { Condition: { StringEquals: { "aws:PrincipalArn": "nobody" } } }),
      ),
    ),
    refusedOf(
      "a document that is not known",
      ACTIONS.join(", "),
      holding({}, role(), { policy: UNKNOWN }),
      undefined,
      "held: policy; held: policy: its Action is not known in preview",
    ),
    refusedOf(
      "a managed policy of another stack",
      ACTIONS.join(", "),
      [
        role(),
        {
          type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          name: "held",
          props: { role: "worker", policyArn: "arn:aws:iam::111122223333:policy/p" },
        },
      ],
      undefined,
      "held: policyArn; held: policyArn: its Action is arn:aws:iam::111122223333:policy/p, of which nothing is known",
    ),
    {
      what: "a role other than break-glass",
      given: holding(statement("s3:DeleteObject")),
      config: lawful,
      says: [
        `worker-role: role worker may s3:DeleteObject on a vault, by held: policy, statement It; expected only ${BREAK_GLASS} to be allowed that`,
      ],
    },
    {
      what: "break-glass, where nobody deletes",
      given: holding(statement("s3:DeleteObject"), role("break-glass")),
      config: { ...lawful, lockProfile: "regulated" },
      says: [
        `break-glass-role: role break-glass may s3:DeleteObject on a vault, by held: policy, statement It; ${NOBODY}`,
      ],
    },
    {
      what: "a role of another stack",
      given: holding(statement("s3:DeleteObject"), role(), { role: "elsewhere" }),
      says: [
        `held: whoever has held may s3:DeleteObject on a vault, by held: policy, statement It; ${NOBODY}`,
      ],
    },
    granted("a vault that lets everyone delete", [bucket("vault"), resourcePolicy(to("*"), { bucket: "b" })]),
    granted("a vault that lets it be done whatever the condition", [
      bucket("vault"),
      resourcePolicy(
        to({ AWS: BREAK_GLASS }, "s3:DeleteObject", { Condition: { Bool: { "aws:SecureTransport": "x" } } }),
        { bucket: "b" },
      ),
    ]),
    granted("an account", [bucket("vault"), resourcePolicy(to({ AWS: "111122223333" }), { bucket: "b" })]),
    granted("an access point, of two that it may be, to a vault", [
      bucket("vault"),
      {
        type: "aws:s3/bucket:Bucket",
        name: "other",
        props: { bucket: "s", tags: { "archive:role": "staging" } },
      },
      { type: "aws:s3/accessPoint:AccessPoint", name: "first", props: { bucket: "s", arn: "arn:point" } },
      { type: "aws:s3/accessPoint:AccessPoint", name: "second", props: { bucket: "b", arn: "arn:point" } },
      resourcePolicy(
        to("*"),
        { accessPointArn: "arn:point" },
        "aws:s3control/accessPointPolicy:AccessPointPolicy",
      ),
    ]),
    granted("a bucket that is not to be seen", [resourcePolicy(to("*"), { bucket: "other" })]),
    granted("a bucket that is not known", [bucket("staging"), resourcePolicy(to("*"), { bucket: UNKNOWN })]),
    granted("all but one", [
      bucket("vault"),
      resourcePolicy(to(undefined, "s3:DeleteObject", { NotPrincipal: { AWS: BREAK_GLASS } }), {
        bucket: "b",
      }),
    ]),
    granted(
      "more than one of them",
      [bucket("vault"), resourcePolicy(to("*", ["s3:DeleteObject", "s3:DeleteBucket"]), { bucket: "b" })],
      "theirs: policy, statement It allows s3:DeleteObject, s3:DeleteBucket on a vault",
    ),
    granted(
      "a policy that is not known",
      [bucket("vault"), resourcePolicy({}, { bucket: "b", policy: UNKNOWN })],
      `theirs: policy allows ${ACTIONS.join(", ")} on a vault`,
    ),
    granted("an inline policy", [
      { ...bucket("vault"), name: "theirs", props: { bucket: "b", policy: { Statement: [to("*")] } } },
    ]),
    granted("an access point to a vault", [
      bucket("vault"),
      resourcePolicy(to("*"), { bucket: "b" }, "aws:s3/accessPoint:AccessPoint"),
    ]),
    granted("a policy of an access point to one", [
      bucket("vault"),
      { type: "aws:s3/accessPoint:AccessPoint", name: "point", props: { bucket: "b", arn: "arn:point" } },
      resourcePolicy(
        to("*"),
        { accessPointArn: "arn:point" },
        "aws:s3control/accessPointPolicy:AccessPointPolicy",
      ),
    ]),
    granted("a policy of an access point that is not to be seen", [
      bucket("staging"),
      resourcePolicy(
        to("*"),
        { accessPointArn: "arn:point" },
        "aws:s3control/accessPointPolicy:AccessPointPolicy",
      ),
    ]),
    granted(
      "an access point of many regions",
      [
        bucket("staging"),
        resourcePolicy(
          {},
          { details: { policy: { Statement: [to("*")] } } },
          "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy",
        ),
      ],
      "theirs: details.policy, statement It allows s3:DeleteObject on a vault",
    ),
  ],
});

import { iamNoVaultReconfiguration } from "../../../policies/rules/iam-no-vault-reconfiguration";
import { holding, near, role, statement } from "../holding";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const ACTIONS = [
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
const CUSTODIAN = "arn:aws:iam::111122223333:role/custodian";
const SECOND = "arn:aws:iam::111122223333:role/second";
const config = { custodianRoleArns: [CUSTODIAN, SECOND] };
const EXPECTED = `expected only ${CUSTODIAN}, ${SECOND} to be allowed that`;
const VAULT = "arn:aws:s3:::archive-vault-x";

function refusedOf(
  what: string,
  actions: string,
  given: Given[],
  by = "held: policy, statement It",
): Refused {
  return {
    what,
    given,
    config,
    says: [`worker-role: role worker may ${actions} on a vault, by ${by}; ${EXPECTED}`],
  };
}

function vault(principal: unknown, action: string): Given[] {
  const props = { bucket: "b", tags: { "archive:role": "vault" } };
  const policy = { Statement: [statement(action, "arn:aws:s3:::b", { Principal: principal })] };
  return [
    { type: "aws:s3/bucket:Bucket", name: "bucket", props },
    { type: "aws:s3/bucketPolicy:BucketPolicy", name: "theirs", props: { bucket: "b", policy } },
  ];
}

tryRule(iamNoVaultReconfiguration, {
  remedy: "Take the actions away, or take the names of vaults out of the statement's resources.",
  accepts: [
    {
      as: "compliant",
      what: "a role that reads settings",
      given: holding(statement(["s3:GetBucket*", "s3:GetLifecycleConfiguration"], VAULT)),
      config,
    },
    {
      as: "compliant",
      what: "a custodian",
      given: holding(statement("s3:*", VAULT), role("custodian")),
      config,
    },
    {
      as: "compliant",
      what: "the second custodian",
      given: holding(statement("s3:*", VAULT), role("second")),
      config,
    },
    {
      as: "compliant",
      what: "a custodian whose ARN is not known in preview",
      given: holding(statement("s3:*", VAULT), role("custodian", { arn: UNKNOWN })),
      config,
    },
    near("settings of objects' tags", holding(statement("s3:PutObjectTagging", `${VAULT}/*`)), config),
    near("settings of another bucket", holding(statement(ACTIONS, "arn:aws:s3:::archive-vaul")), config),
    near(
      "a vault that lets a custodian in",
      vault({ AWS: [CUSTODIAN, SECOND] }, "s3:PutBucketPolicy"),
      config,
    ),
    {
      as: "not applicable",
      what: "a topic's policy",
      given: {
        type: "aws:sns/topicPolicy:TopicPolicy",
        name: "t",
        props: { policy: { Statement: [statement("s3:*", "*", { Principal: "*" })] } },
      },
      config,
    },
  ],
  refuses: [
    ...ACTIONS.map((action) => refusedOf(action, action, holding(statement(action, VAULT)))),
    refusedOf("all of them", ACTIONS.join(", "), holding(statement("s3:*", "*"))),
    refusedOf(
      "a document that is not known",
      ACTIONS.join(", "),
      holding({}, role(), { policy: UNKNOWN }),
      "held: policy; held: policy: its Action is not known in preview",
    ),
    {
      what: "a role named like the custodian, in a path",
      given: holding(statement("s3:PutBucketAcl"), role("custodian", { arn: UNKNOWN, path: "/x/" })),
      config,
      says: [
        `custodian-role: role custodian may s3:PutBucketAcl on a vault, by held: policy, statement It; ${EXPECTED}`,
      ],
    },
    {
      what: "a role in a path that is not known",
      given: holding(statement("s3:PutBucketAcl"), {
        ...role("custodian", { arn: UNKNOWN, path: UNKNOWN }),
        from: { path: ["held"] },
      }),
      config,
      says: [
        `custodian-role: role custodian may s3:PutBucketAcl on a vault, by held: policy, statement It; ${EXPECTED}`,
      ],
    },
    {
      what: "a vault that lets a custodian and somebody else in",
      given: vault({ AWS: [CUSTODIAN, "arn:aws:iam::111122223333:role/worker"] }, "s3:PutBucketPolicy"),
      config,
      says: [`theirs: policy, statement It allows s3:PutBucketPolicy on a vault; ${EXPECTED}`],
    },
  ],
});

import type { ProofSettings } from "../../../policies/proof/prove";
import {
  ACCOUNT,
  allow,
  BOUNDARY,
  BREAK_GLASS,
  CUSTODIAN,
  DEPLOY,
  deny,
  document,
  GITHUB,
  KEY_ARN,
  MIRROR,
  PERSON,
  role,
  roleArn,
  rolePolicy,
  type Statement,
  SUBJECT,
  trust,
  VAULT,
} from "./documents";
import type { Estate } from "./estate";
import { goodCopy } from "./good-azure";

export const settings: ProofSettings = {
  lockProfile: "lawful-deletion",
  minRetentionDays: 180,
  minOffsiteRetentionDays: 90,
  azurePhase: "seal",
  breakGlassRoleArns: [BREAK_GLASS],
  custodianRoleArns: [CUSTODIAN],
  custodianProjects: {},
  deployIdentityArns: [DEPLOY],
  serviceDeployArns: [],
  githubSubjects: [SUBJECT],
  vaultNamePatterns: ["archive-vault-*", "archive-replica-*"],
  nonVaultRoles: ["staging", "logs", "artifacts"],
};

export const destroyingActions = [
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

export const reconfiguringActions = [
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
  "s3:PutBucketLogging",
  "s3:PutBucketTagging",
  "s3:PutBucketAbac",
  "s3:PutInventoryConfiguration",
  "s3:PauseReplication",
];

/** What keeps a vault; each statement can be left out, or replaced by its Sid. */
export function vaultStatements(bucket: string): Readonly<Record<string, Statement>> {
  const [itself, objects] = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const writing = ["s3:PutObject", "s3:PutObjectRetention"];
  const but = (arn: string) => ({ ArnNotEquals: { "aws:PrincipalArn": arn } });
  return {
    destruction: deny("RefuseDestruction", destroyingActions, [itself, objects], but(BREAK_GLASS)),
    reconfiguration: deny("RefuseReconfiguration", reconfiguringActions, itself, but(CUSTODIAN)),
    short: deny("RefuseShortRetention", writing, objects, {
      NumericLessThan: { "s3:object-lock-remaining-retention-days": "180" },
    }),
    weak: deny("RefuseWeakLock", writing, objects, {
      StringNotEquals: { "s3:object-lock-mode": "COMPLIANCE" },
      Null: { "s3:object-lock-mode": "false" },
    }),
  };
}

function vault(short: string, bucket: string, archiveRole: string): Estate {
  return {
    [short]: {
      type: "aws:s3/bucket:Bucket",
      props: {
        bucket,
        arn: `arn:aws:s3:::${bucket}`,
        region: "eu-west-1",
        objectLockEnabled: true,
        tags: { "archive:role": archiveRole },
      },
    },
    [`${short}-policy`]: {
      type: "aws:s3/bucketPolicy:BucketPolicy",
      props: { bucket, policy: document(...Object.values(vaultStatements(bucket))) },
    },
    [`${short}-lock`]: {
      type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      props: { bucket, rule: { defaultRetention: { mode: "COMPLIANCE", days: 180 } } },
    },
    [`${short}-lifecycle`]: {
      type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      props: {
        bucket,
        rules: [
          {
            id: "old",
            status: "Enabled",
            filter: { prefix: "" },
            noncurrentVersionExpiration: { noncurrentDays: 365 },
          },
        ],
      },
    },
    [`${short}-encryption`]: {
      type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      props: {
        bucket,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY_ARN } }],
      },
    },
  };
}

export const keyStatements: Readonly<Record<string, Statement>> = {
  iam: {
    Sid: "IamDecides",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: "kms:*",
    Resource: "*",
  },
  destruction: deny(
    "NobodyDestroysTheKey",
    ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DeleteImportedKeyMaterial"],
    "*",
  ),
  change: deny(
    "OnlyCustodians",
    ["kms:PutKeyPolicy", "kms:RevokeGrant", "kms:UpdatePrimaryRegion", "kms:UpdateAlias", "kms:DeleteAlias"],
    "*",
    { ArnNotEquals: { "aws:PrincipalArn": [CUSTODIAN] } },
  ),
  grant: deny("OnlyCustodiansGrant", "kms:CreateGrant", "*", {
    ArnNotEquals: { "aws:PrincipalArn": [CUSTODIAN] },
    BoolIfExists: { "kms:GrantIsForAWSResource": "false" },
  }),
};

const aws: Estate = {
  ...vault("vault", VAULT, "vault"),
  ...vault("mirror", MIRROR, "replica"),
  replication: {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    props: {
      bucket: VAULT,
      rules: [
        {
          id: "mirror",
          status: "Enabled",
          deleteMarkerReplication: { status: "Disabled" },
          destination: { bucket: `arn:aws:s3:::${MIRROR}` },
        },
      ],
    },
  },
  key: {
    type: "aws:kms/key:Key",
    props: { arn: KEY_ARN, keyId: "0000", policy: document(...Object.values(keyStatements)) },
  },
  boundary: {
    type: "aws:iam/policy:Policy",
    props: {
      name: "boundary",
      arn: BOUNDARY,
      policy: document(
        allow([
          "s3:*",
          "kms:*",
          "sts:AssumeRole",
          "iam:PassRole",
          "iam:PutRolePolicy",
          "lambda:*",
          "ecs:*",
          "logs:*",
        ]),
      ),
    },
  },
  "break-glass": role(
    "break-glass",
    trust({ AWS: PERSON }, { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
  ),
  "break-glass-permissions": rolePolicy("break-glass", {
    Sid: "Delete",
    ...allow(["s3:DeleteObject", "s3:DeleteObjectVersion"], "arn:aws:s3:::archive-*"),
  }),
  custodian: role("custodian", trust({ AWS: DEPLOY })),
  "custodian-permissions": rolePolicy("custodian", {
    Sid: "Change",
    ...allow(["s3:PutBucketPolicy", "kms:PutKeyPolicy"], ["arn:aws:s3:::archive-*", KEY_ARN]),
  }),
  deploy: role("deploy", {
    Sid: "OneWorkflow",
    Effect: "Allow",
    Principal: { Federated: GITHUB },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": SUBJECT } },
  }),
  "deploy-permissions": rolePolicy("deploy", { Sid: "Become", ...allow("sts:AssumeRole", CUSTODIAN) }),
  worker: role("worker", trust({ Service: "lambda.amazonaws.com" })),
  "worker-permissions": rolePolicy("worker", {
    Sid: "Work",
    ...allow(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::${VAULT}/*`),
  }),
  function: {
    type: "aws:lambda/function:Function",
    props: {
      arn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:worker`,
      name: "worker",
      role: roleArn("worker"),
    },
  },
};

/** An estate of which nobody can delete anything. */
export const goodEstate: Estate = { ...aws, ...goodCopy };

import * as pulumi from "@pulumi/pulumi";
import type { BucketResources } from "../buckets/private-bucket";
import { refusePlainHttp, type Statement } from "../identity/policy";
import { refusePeoplesWrites } from "../identity/peoples-roles";

/** What ends an archived object, or the lock that keeps it (controls.md section 5, set D). */
const destroying = [
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

/** What changes how a bucket keeps its objects (set R, and of R+ what a bucket policy can refuse). */
const reconfiguring = [
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

/** A keeper renews for some days more than the lock, because its jobs run later than they were ordered. */
const DAYS_TO_SPARE = 8;

export interface VaultPolicyArgs {
  readonly resources: BucketResources;
  readonly lockDays: pulumi.Input<number>;
  readonly breakGlassRoleArn: pulumi.Input<string>;
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
  readonly peoplesRoleArns: pulumi.Input<readonly string[]>;
}

/** The refusals of a vault. A refusal beats every permission, so they hold for whoever a role may be given to. */
export function vaultStatements(args: VaultPolicyArgs): readonly Statement[] {
  const { bucket, objects } = args.resources;
  const everybody = { Effect: "Deny", Principal: "*" } as const;
  return [
    refusePlainHttp("s3:*", [bucket, objects]),
    {
      ...everybody,
      Sid: "RefuseDestruction",
      Action: destroying,
      Resource: [bucket, objects],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": args.breakGlassRoleArn } },
    },
    {
      ...everybody,
      Sid: "RefuseReconfiguration",
      Action: reconfiguring,
      Resource: bucket,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": args.custodianRoleArns } },
    },
    refusePeoplesWrites(objects, args.peoplesRoleArns),
    {
      ...everybody,
      Sid: "RefuseShortRetention",
      Action: ["s3:PutObject", "s3:PutObjectRetention"],
      Resource: objects,
      // A write that brings no lock of its own has no such key and takes the bucket's default.
      Condition: {
        NumericLessThan: { "s3:object-lock-remaining-retention-days": pulumi.interpolate`${args.lockDays}` },
      },
    },
    {
      ...everybody,
      Sid: "RefuseEndlessLock",
      Action: ["s3:PutObject", "s3:PutObjectRetention"],
      Resource: objects,
      // A lock can never be shortened: one of a hundred years would end lawful deletion for good.
      Condition: {
        NumericGreaterThan: {
          "s3:object-lock-remaining-retention-days": pulumi
            .output(args.lockDays)
            .apply((days) => String(days + DAYS_TO_SPARE)),
        },
      },
    },
    {
      ...everybody,
      Sid: "RefuseWeakLock",
      Action: ["s3:PutObject", "s3:PutObjectRetention"],
      Resource: objects,
      Condition: {
        StringNotEquals: { "s3:object-lock-mode": "COMPLIANCE" },
        Null: { "s3:object-lock-mode": "false" },
      },
    },
  ];
}

import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { refusePeoplesWrites } from "../identity/peoples-roles";
import type { AccessLogs } from "./bucket-ground";
import { PrivateBucket, type BucketResources } from "./private-bucket";

export interface IngestBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: pulumi.Input<string>;
  /** Key that encrypts the objects; what another key would encrypt is refused. */
  readonly keyArn: pulumi.Input<string>;
  readonly accessLogs: AccessLogs;
  /** Days after which an object moves to GLACIER_IR, which is read at once: 30 to 90. */
  readonly coolsAfterDays: number;
  /** The only role that may delete an object. */
  readonly breakGlassRoleArn: pulumi.Input<string>;
  /** The only roles that may change the bucket's settings: those that deploy base stacks. */
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
  /** Roles of people, or patterns of them (`*`): they may read, and write nothing. */
  readonly peoplesRoleArns: pulumi.Input<readonly string[]>;
}

/** Before them moving costs more than it saves; after them everything is paid for as if it were read every day. */
const COOLS = { least: 30, most: 90 };

/** Days that what was overwritten can be brought back; its copies in the vaults keep their own. */
const OLD_VERSIONS_DAYS = 365;

const destroying = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:DeleteBucket"];

const reconfiguring = [
  "s3:PutBucketVersioning",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
  "s3:PutBucketPolicy",
  "s3:DeleteBucketPolicy",
];

/**
 * Where a program puts what is archived that cannot write into a vault: a vault has a default retention, and S3 then takes
 * no part of a large upload without a checksum. Vaults are filled from it by S3 itself. What is in it stays readable at
 * once, and nobody but who breaks the glass deletes any of it.
 */
export class IngestBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: IngestBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:buckets:IngestBucket", name, {}, opts);
    const { coolsAfterDays: days } = args;
    if (!Number.isInteger(days) || days < COOLS.least || days > COOLS.most)
      throw new pulumi.ResourceError(`coolsAfterDays: ${COOLS.least} to ${COOLS.most}, got ${days}`, this);
    const bucket = new PrivateBucket(
      name,
      {
        bucketName: args.bucketName,
        role: "staging",
        encryption: { keyArn: args.keyArn },
        accessLogs: args.accessLogs,
        versioned: true,
        lifecycleRules: [
          { id: "cooler", glacierInstantAfterDays: days },
          { id: "old-versions", noncurrentExpireAfterDays: OLD_VERSIONS_DAYS },
        ],
        statements: (resources) => refusals(resources, args),
      },
      { parent: this },
    );
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

function refusals({ bucket, objects }: BucketResources, args: IngestBucketArgs): readonly Statement[] {
  const everybody = { Effect: "Deny", Principal: "*" } as const;
  return [
    {
      ...everybody,
      Sid: "OnlyBreakGlassDeletes",
      Action: destroying,
      Resource: [bucket, objects],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": args.breakGlassRoleArn } },
    },
    {
      ...everybody,
      Sid: "OnlyCustodiansChangeTheBucket",
      Action: reconfiguring,
      Resource: bucket,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": args.custodianRoleArns } },
    },
    refusePeoplesWrites(objects, args.peoplesRoleArns),
    // A write that says nothing of encryption takes the bucket's own.
    {
      ...everybody,
      Sid: "RefuseOtherKeys",
      Action: ["s3:PutObject"],
      Resource: objects,
      Condition: {
        StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": args.keyArn },
        Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
      },
    },
    {
      ...everybody,
      Sid: "RefuseOtherEncryption",
      Action: ["s3:PutObject"],
      Resource: objects,
      Condition: {
        StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
        Null: { "s3:x-amz-server-side-encryption": "false" },
      },
    },
  ];
}

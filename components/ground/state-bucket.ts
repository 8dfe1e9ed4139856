import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { bucketGround, type AccessLogs } from "../buckets/bucket-ground";
import { abandonedUploads, bucketResources } from "../buckets/private-bucket";
import { refusePlainHttp, type Statement } from "../identity/policy";

export interface StateBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: string;
  /** Key that encrypts the state. */
  readonly keyArn: pulumi.Input<string>;
  /** The only role that may delete versions of a state file, or the bucket. */
  readonly breakGlassRoleArn: string;
  /** The only roles, beside break-glass, that may change how the bucket keeps its versions, or its policy. */
  readonly custodianRoleArns: readonly string[];
  readonly accessLogs: AccessLogs;
}

/** Days that an older version of a state file is kept: long enough to find out what went wrong last year. */
const NONCURRENT_DAYS = 365;

/** Where Pulumi keeps the state of all stacks of a stage: every version for a year, and nobody deletes one. */
export class StateBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: StateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:ground:StateBucket", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const bucket = new s3.Bucket(
      name,
      { bucket: args.bucketName, tags: { "archive:role": "artifacts" } },
      child,
    );
    const versioning = new s3.BucketVersioning(
      `${name}-versioning`,
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    const lifecycle = new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      {
        bucket: bucket.bucket,
        rules: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: { prefix: "" },
            noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_DAYS },
          },
          abandonedUploads,
        ],
      },
      { ...child, dependsOn: [versioning] },
    );
    // Its policy comes last: before there are custodians, it would refuse what the first deployment still has to set.
    bucketGround(
      name,
      bucket,
      { encryption: { keyArn: args.keyArn }, accessLogs: args.accessLogs, statements: refusals(args) },
      { ...child, dependsOn: [lifecycle] },
    );
    this.bucketName = bucket.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

function refusals(args: StateBucketArgs): readonly Statement[] {
  const { bucket, objects } = bucketResources(args.bucketName);
  const everybody = { Effect: "Deny", Principal: "*" } as const;
  return [
    refusePlainHttp("s3:*", [bucket, objects]),
    {
      ...everybody,
      Sid: "RefuseDestruction",
      // Pulumi itself deletes locks and old checkpoints: a delete marker is enough for it.
      Action: ["s3:DeleteObjectVersion", "s3:DeleteBucket"],
      Resource: [bucket, objects],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": args.breakGlassRoleArn } },
    },
    {
      ...everybody,
      Sid: "RefuseReconfiguration",
      Action: [
        "s3:PutBucketVersioning",
        "s3:PutLifecycleConfiguration",
        "s3:PutBucketObjectLockConfiguration",
        "s3:PutBucketPolicy",
        "s3:DeleteBucketPolicy",
      ],
      Resource: bucket,
      Condition: {
        ArnNotEquals: { "aws:PrincipalArn": [args.breakGlassRoleArn, ...args.custodianRoleArns] },
      },
    },
  ];
}

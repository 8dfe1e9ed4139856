import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket } from "./private-bucket";

export interface AccessLogBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: string;
  /** The only account whose buckets may log here. */
  readonly accountId: string;
  /** Days that the logs are kept. */
  readonly keepDays: number;
}

/** Where S3 writes down who asked for what in the buckets of a stage. */
export class AccessLogBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AccessLogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:buckets:AccessLogBucket", name, {}, opts);
    const bucket = new PrivateBucket(
      name,
      {
        bucketName: args.bucketName,
        role: "logs",
        encryption: "s3-managed",
        accessLogs: undefined,
        versioned: false,
        lifecycleRules: [{ id: "old-logs", expireAfterDays: args.keepDays }],
        statements: ({ objects }) => [
          {
            Sid: "S3WritesAccessLogs",
            Effect: "Allow",
            Principal: { Service: "logging.s3.amazonaws.com" },
            Action: ["s3:PutObject"],
            Resource: objects,
            Condition: { StringEquals: { "aws:SourceAccount": args.accountId } },
          },
        ],
      },
      { parent: this },
    );
    this.bucketName = bucket.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

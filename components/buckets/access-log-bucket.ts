import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket } from "./private-bucket";

export interface AccessLogBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: pulumi.Input<string>;
  /** The only account whose buckets may log here. */
  readonly accountId: pulumi.Input<string>;
  /** Days that the logs are kept. */
  readonly keepDays: pulumi.Input<number>;
}

/** Where S3 and load balancers write down who asked for what. */
export class AccessLogBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AccessLogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:buckets:AccessLogBucket", name, {}, opts);
    const logs = new PrivateBucket(
      name,
      {
        bucketName: args.bucketName,
        role: "logs",
        encryption: "s3-managed",
        accessLogs: undefined,
        versioned: false,
        lifecycleRules: [{ id: "old-logs", expireAfterDays: args.keepDays }],
        statements: ({ bucket, objects }) => [
          {
            Sid: "S3WritesAccessLogs",
            Effect: "Allow",
            Principal: { Service: "logging.s3.amazonaws.com" },
            Action: ["s3:PutObject"],
            Resource: objects,
            Condition: { StringEquals: { "aws:SourceAccount": args.accountId } },
          },
          {
            Sid: "LoadBalancersWriteAccessLogs",
            Effect: "Allow",
            Principal: { Service: "delivery.logs.amazonaws.com" },
            Action: ["s3:PutObject"],
            Resource: objects,
            Condition: {
              StringEquals: {
                "aws:SourceAccount": args.accountId,
                "s3:x-amz-acl": "bucket-owner-full-control",
              },
            },
          },
          {
            // Application load balancers write by a service of their own, which names account and load balancer alike.
            Sid: "ApplicationLoadBalancersWriteAccessLogs",
            Effect: "Allow",
            Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
            Action: ["s3:PutObject"],
            Resource: pulumi.interpolate`${bucket}/*/AWSLogs/${args.accountId}/*`,
            Condition: { StringEquals: { "aws:SourceAccount": args.accountId } },
          },
          {
            Sid: "LoadBalancersFindTheBucket",
            Effect: "Allow",
            Principal: { Service: "delivery.logs.amazonaws.com" },
            Action: ["s3:GetBucketAcl"],
            Resource: bucket,
            Condition: { StringEquals: { "aws:SourceAccount": args.accountId } },
          },
        ],
      },
      { parent: this },
    );
    this.bucketName = logs.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

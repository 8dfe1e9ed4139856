import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket } from "../buckets/private-bucket";
import type { KeyService } from "../keys/customer-key";
import { EDGE_REGION } from "../place/regions";

export interface EdgeLogBucketArgs {
  /** Physical name, unique in the world; the firewall takes only one that begins with `aws-waf-logs-`. */
  readonly bucketName: pulumi.Input<string>;
  /** The only account whose logs it takes. */
  readonly accountId: pulumi.Input<string>;
  /** Key of ours; `logDelivery` must be among its services. */
  readonly keyArn: pulumi.Input<string>;
  /** Days that the logs are kept. */
  readonly keepDays: pulumi.Input<number>;
}

const PREFIX = "aws-waf-logs-";

/**
 * What a key has to allow where logs are delivered into a bucket that it encrypts
 * [AWS: Amazon S3 bucket server-side encryption, of "Enable logging from AWS services"].
 */
export const logDelivery = (accountId: pulumi.Input<string>): KeyService => ({
  principal: "delivery.logs.amazonaws.com",
  condition: { StringEquals: { "aws:SourceAccount": accountId } },
});

/**
 * Where CloudFront and its firewall write down who asked for what. It is in the stage's own region, for addresses of
 * people are in it; who delivers comes from us-east-1.
 */
export class EdgeLogBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: EdgeLogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:edge:EdgeLogBucket", name, {}, opts);
    const { accountId, keyArn, keepDays } = args;
    const bucketName = pulumi.output(args.bucketName).apply((given) => {
      if (given.startsWith(PREFIX)) return given;
      throw new pulumi.ResourceError(`bucketName: begin it with ${PREFIX}, got ${given}`, this);
    });
    const delivery = { Service: "delivery.logs.amazonaws.com" };
    const source = {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:aws:logs:${EDGE_REGION}:${accountId}:*` },
    };
    const logs = new PrivateBucket(
      name,
      {
        bucketName,
        role: "logs",
        encryption: { keyArn },
        accessLogs: undefined,
        versioned: false,
        lifecycleRules: [{ id: "old-logs", expireAfterDays: keepDays }],
        statements: ({ bucket, objects }) => [
          {
            Sid: "DeliverLogs",
            Effect: "Allow",
            Principal: delivery,
            Action: ["s3:PutObject"],
            Resource: objects,
            Condition: {
              ...source,
              StringEquals: { ...source.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
            },
          },
          {
            Sid: "FindTheBucket",
            Effect: "Allow",
            Principal: delivery,
            Action: ["s3:GetBucketAcl", "s3:ListBucket"],
            Resource: bucket,
            Condition: source,
          },
        ],
      },
      { parent: this },
    );
    this.bucketName = logs.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

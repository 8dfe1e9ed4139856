import * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../buckets/bucket-ground";
import { PrivateBucket, type BucketResources } from "../buckets/private-bucket";
import type { Statement } from "../identity/policy";

export interface TrailBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: string;
  readonly accountId: string;
  /** The only trail that writes here. */
  readonly trailArn: string;
  /** Key that encrypts the files; CloudTrail must be among its services. */
  readonly keyArn: pulumi.Input<string>;
  /** Days that files are kept. */
  readonly keepDays: number;
  readonly accessLogs: AccessLogs;
}

/** Days in which a file that somebody deleted or wrote over can be had again. */
const DELETED_FILES_DAYS = 90;

/** Where one trail of CloudTrail writes its files. */
export function trailBucket(
  name: string,
  args: TrailBucketArgs,
  child: pulumi.ComponentResourceOptions,
): PrivateBucket {
  return new PrivateBucket(
    name,
    {
      bucketName: args.bucketName,
      role: "logs",
      encryption: { keyArn: args.keyArn },
      accessLogs: args.accessLogs,
      versioned: true,
      lifecycleRules: [
        { id: "old-files", expireAfterDays: args.keepDays },
        { id: "deleted-files", noncurrentExpireAfterDays: DELETED_FILES_DAYS },
      ],
      statements: (resources) => admission(resources, args),
    },
    child,
  );
}

/** Lets just this trail write [AWS: Amazon S3 bucket policy for CloudTrail]. */
function admission(
  { bucket }: BucketResources,
  { accountId, trailArn }: TrailBucketArgs,
): readonly Statement[] {
  const service = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  return [
    {
      Sid: "TheTrailFindsTheBucket",
      ...service,
      Action: ["s3:GetBucketAcl"],
      Resource: bucket,
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "TheTrailWrites",
      ...service,
      Action: ["s3:PutObject"],
      Resource: pulumi.interpolate`${bucket}/AWSLogs/${accountId}/*`,
      Condition: {
        StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
  ];
}

import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../buckets/bucket-ground";
import type { KeyService } from "../keys/customer-key";
import { trailBucket } from "./trail-bucket";

export interface ObjectTrailArgs {
  /** ARN of the trail to be: `trailArn(…)`. */
  readonly trailArn: string;
  /** Physical name of the bucket for its files, unique in the world. */
  readonly bucketName: string;
  readonly accountId: string;
  /** Key that encrypts the files; `trailService` of this trail must be among its services. */
  readonly keyArn: pulumi.Input<string>;
  /** Days that files are kept. */
  readonly keepDays: number;
  readonly accessLogs: AccessLogs;
  /** The only bucket whose objects it watches, by its physical name. */
  readonly watchedBucketName: string;
}

/**
 * Who read, wrote or deleted which object of one bucket: CloudTrail's data events, in files whose integrity can be
 * proven (`aws cloudtrail validate-logs`). Access logs may be late or lack entries, and say no session's name.
 */
export class ObjectTrail extends pulumi.ComponentResource {
  constructor(name: string, args: ObjectTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:evidence:ObjectTrail", name, {}, opts);
    const child = { parent: this };
    const bucket = trailBucket(`${name}-files`, args, child);
    new cloudtrail.Trail(
      `${name}-trail`,
      {
        name: args.trailArn.split("/").at(-1) ?? "",
        s3BucketName: bucket.bucketName,
        kmsKeyId: args.keyArn,
        includeGlobalServiceEvents: false,
        enableLogFileValidation: true,
        advancedEventSelectors: [
          {
            name: "objects",
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
              { field: "resources.ARN", startsWiths: [`arn:aws:s3:::${args.watchedBucketName}/`] },
            ],
          },
        ],
      },
      // CloudTrail tries at once whether it may write.
      { ...child, protect: true, retainOnDelete: true, dependsOn: [bucket] },
    );
    this.registerOutputs({});
  }
}

export const trailArn = (region: string, accountId: string, trailName: string) =>
  `arn:aws:cloudtrail:${region}:${accountId}:trail/${trailName}`;

/** CloudTrail, working for one trail. */
export const trailService = (arn: string): KeyService => ({
  principal: "cloudtrail.amazonaws.com",
  condition: { StringEquals: { "aws:SourceArn": arn } },
});

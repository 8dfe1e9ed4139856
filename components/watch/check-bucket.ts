import * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../buckets/bucket-ground";
import { PrivateBucket } from "../buckets/private-bucket";

export interface CheckBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
  /** Where its access logs go. */
  readonly accessLogs: AccessLogs;
}

/** Days that what a run left is kept; CloudWatch shows runs of 31 days. */
const RUN_DAYS = 31;
/** Folders of the bucket. */
export const CODE = "code";
export const RUNS = "runs";

/** Where the code of synthetic checks is, and what each of their runs leaves: its log and its report. */
export class CheckBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: CheckBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:watch:CheckBucket", name, {}, opts);
    const bucket = new PrivateBucket(
      name,
      {
        bucketName: args.bucketName,
        role: "artifacts",
        encryption: { keyArn: args.keyArn },
        accessLogs: args.accessLogs,
        // A check runs one version of its code, and nobody has to delete the last one.
        versioned: true,
        lifecycleRules: [
          { id: "old-runs", prefix: `${RUNS}/`, expireAfterDays: RUN_DAYS },
          { id: "old-versions", noncurrentExpireAfterDays: RUN_DAYS },
        ],
      },
      { parent: this },
    );
    this.bucketName = bucket.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

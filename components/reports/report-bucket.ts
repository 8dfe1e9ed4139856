import * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../buckets/bucket-ground";
import { PrivateBucket } from "../buckets/private-bucket";

export interface ReportBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: pulumi.Input<string>;
  /** Key that encrypts the reports; whoever reads one must be allowed to decrypt with it. */
  readonly keyArn: pulumi.Input<string>;
  readonly accessLogs: AccessLogs;
}

/** Days that a report is kept: what was stored is in the archive itself. */
const REPORT_DAYS = 90;

/** Where the daily reports are, each by its date. Nobody reads one without signing in, or a link that ends by itself. */
export class ReportBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ReportBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:reports:ReportBucket", name, {}, opts);
    const bucket = new PrivateBucket(
      name,
      {
        bucketName: args.bucketName,
        role: "artifacts",
        encryption: { keyArn: args.keyArn },
        accessLogs: args.accessLogs,
        // A report that is made again on its day takes the place of the first.
        versioned: false,
        lifecycleRules: [{ id: "old-reports", expireAfterDays: REPORT_DAYS }],
      },
      { parent: this },
    );
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

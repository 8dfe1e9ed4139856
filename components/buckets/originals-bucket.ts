import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { roleArn } from "../names/names";
import type { AccessLogs } from "./bucket-ground";
import { refuseOldTls } from "./media-bucket";
import { PrivateBucket, type BucketResources } from "./private-bucket";
import { cleanAlone, uploadScan, type UploadScanArgs } from "./upload-scan";

export interface OriginalsBucketArgs extends Omit<UploadScanArgs, "roleName"> {
  /** Physical name of the role in which GuardDuty looks at uploads. */
  readonly scanRoleName: string;
  /** Where its access logs go. */
  readonly accessLogs: AccessLogs;
}

/** Days that what was overwritten or deleted can be brought back. */
const OLD_VERSIONS_DAYS = 365;

/**
 * What people sent, as it came: looked at for malware, and read by nobody before it is known to be clean; never by
 * CloudFront, which serves what is made of it.
 */
export class OriginalsBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: OriginalsBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:buckets:OriginalsBucket", name, {}, opts);
    const { bucketName, key, place, scanRoleName } = args;
    const child = { parent: this };
    const scanRoleArn = pulumi.output(place.accountId).apply((account) => roleArn(account, scanRoleName));
    const bucket = new PrivateBucket(
      name,
      {
        bucketName,
        role: "artifacts",
        encryption: { keyArn: key.keyArn },
        accessLogs: args.accessLogs,
        versioned: true,
        lifecycleRules: [
          { id: "by-use", intelligentAfterDays: 0 },
          { id: "old-versions", noncurrentExpireAfterDays: OLD_VERSIONS_DAYS },
        ],
        statements: (resources) => [
          refuseOldTls(resources),
          refuseCloudFront(resources),
          ...cleanAlone(resources, scanRoleArn),
        ],
      },
      child,
    );
    uploadScan(`${name}-scan`, { ...args, roleName: scanRoleName }, bucket, child);
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

const refuseCloudFront = ({ bucket, objects }: BucketResources): Statement => ({
  Sid: "NotByCloudFront",
  Effect: "Deny",
  Principal: { Service: "cloudfront.amazonaws.com" },
  Action: ["s3:*"],
  Resource: [bucket, objects],
});

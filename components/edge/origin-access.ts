import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import type { KeyService } from "../keys/customer-key";
import { SERVED_FOLDERS } from "./behaviours";

const CLOUDFRONT = "cloudfront.amazonaws.com";

/** Holds CloudFront, which serves everybody, to one distribution. */
const forOne = (distributionArn: pulumi.Input<string>) => ({
  StringEquals: { "aws:SourceArn": distributionArn },
});

/**
 * For the policy of the bucket behind a distribution: CloudFront reads the folders that it serves, for that one alone.
 * @param bucketArn ARN of the bucket, known by its name
 */
export const readByDistribution = (
  bucketArn: pulumi.Input<string>,
  distributionArn: pulumi.Input<string>,
): Statement => ({
  Sid: "OneDistributionReads",
  Effect: "Allow",
  Principal: { Service: CLOUDFRONT },
  Action: ["s3:GetObject"],
  Resource: SERVED_FOLDERS.map((folder) => pulumi.interpolate`${bucketArn}/${folder}/*`),
  Condition: forOne(distributionArn),
});

/** For the key of that bucket: CloudFront decrypts what the distribution serves. */
export const decryptedForDistribution = (distributionArn: pulumi.Input<string>): KeyService => ({
  principal: CLOUDFRONT,
  actions: ["kms:Decrypt"],
  condition: forOne(distributionArn),
});

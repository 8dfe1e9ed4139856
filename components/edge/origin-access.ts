import * as pulumi from "@pulumi/pulumi";
import type { Conditions, Statement } from "../identity/policy";
import type { KeyService } from "../keys/customer-key";
import { SERVED_FOLDERS } from "./behaviours";

/** The distribution that serves a bucket, by what is known before it is made: policies must be readable in a preview. */
export interface ServingDistribution {
  readonly accountId: pulumi.Input<string>;
  /** Its id, `E2QWRUHAPOMQZL`, from the settings once it stands; until then any distribution of the account is let in. */
  readonly distributionId?: string | undefined;
}

const CLOUDFRONT = "cloudfront.amazonaws.com";

/** Holds CloudFront, which serves everybody, to one distribution. */
const onBehalfOf = ({ accountId, distributionId = "*" }: ServingDistribution): Conditions => ({
  ArnLike: {
    "aws:SourceArn": pulumi.interpolate`arn:aws:cloudfront::${accountId}:distribution/${distributionId}`,
  },
});

/**
 * For the policy of the bucket behind a distribution: CloudFront reads the folders that it serves, for that one alone.
 * @param bucketArn ARN of the bucket, known by its name
 * @param folders those that it serves, without a slash
 */
export const readByDistribution = (
  bucketArn: pulumi.Input<string>,
  distribution: ServingDistribution,
  folders: readonly string[] = SERVED_FOLDERS,
): Statement => ({
  Sid: "OneDistributionReads",
  Effect: "Allow",
  Principal: { Service: CLOUDFRONT },
  Action: ["s3:GetObject"],
  Resource: folders.map((folder) => pulumi.interpolate`${bucketArn}/${folder}/*`),
  Condition: onBehalfOf(distribution),
});

/** For the key of that bucket: CloudFront decrypts what the distribution serves. */
export const decryptedForDistribution = (distribution: ServingDistribution): KeyService => ({
  principal: CLOUDFRONT,
  actions: ["kms:Decrypt"],
  condition: onBehalfOf(distribution),
});

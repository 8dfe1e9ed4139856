import type { Making } from "../catalogue";
import { arn } from "./arn";
import { bucketOf } from "./s3-state";
import { letsService, type ServiceRequest } from "./service-requests";
import { KEY, REPLICA_KEY } from "./tokens";
import { textAt, thingAt } from "./values";

const SERVICE = "cloudtrail.amazonaws.com";

/** What CloudTrail says of itself with every request [docs.aws.amazon.com: Amazon S3 bucket policy for CloudTrail]. */
const itself = (making: Making): Readonly<Record<string, string>> => ({
  "aws:SourceAccount": making.account,
  "aws:SourceArn": arn("cloudtrail", making, `trail/${making.name}`),
});

/** CloudTrail tries the bucket's policy when a trail is made or changed. */
export function bucketFault(making: Making): string | undefined {
  const { account, cloud, text } = making;
  const bucket = text("s3BucketName");
  const keyArn = text("kmsKeyId");
  const documents = cloud
    .named(["aws:s3/bucketPolicy:BucketPolicy"], bucket)
    .map(({ inputs }) => inputs["policy"]);
  const file = [bucket, text("s3KeyPrefix"), "AWSLogs", account, "CloudTrail/file"].filter(Boolean).join("/");
  const requests: readonly ServiceRequest[] = [
    {
      service: SERVICE,
      action: "s3:GetBucketAcl",
      resource: `arn:aws:s3:::${bucket}`,
      context: itself(making),
    },
    {
      service: SERVICE,
      action: "s3:PutObject",
      resource: `arn:aws:s3:::${file}`,
      context: {
        ...itself(making),
        "s3:x-amz-acl": "bucket-owner-full-control",
        ...(keyArn === ""
          ? {}
          : {
              "s3:x-amz-server-side-encryption": "aws:kms",
              "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn,
            }),
      },
    },
  ];
  const lacked = requests.find((request) => !letsService(documents, request));
  return (
    lacked &&
    `InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: ${bucket} (${SERVICE} is not let ${lacked.action} of ${lacked.resource})`
  );
}

/** The key's own policy must let CloudTrail use it [docs.aws.amazon.com: Configure AWS KMS key policies for CloudTrail]. */
export function keyFault(making: Making): string | undefined {
  const { text, cloud } = making;
  const key = thingAt([KEY, REPLICA_KEY], text("kmsKeyId"), making);
  if (key === undefined) return undefined;
  const bucket = bucketOf(text("s3BucketName"), cloud);
  if (bucket !== undefined && bucket.region !== key.region)
    return `KmsException: KMS key ${key.id} is in ${key.region}, and must be in the bucket's region, ${bucket.region}`;
  const context = itself(making);
  const uses: Readonly<Record<string, ServiceRequest["context"]>> = {
    "kms:GenerateDataKey": {
      ...context,
      "kms:EncryptionContext:aws:cloudtrail:arn": context["aws:SourceArn"] ?? "",
    },
    "kms:DescribeKey": context,
  };
  const lacked = Object.entries(uses).find(
    ([action, sent]) =>
      !letsService([key.outputs["policy"]], {
        service: SERVICE,
        action,
        resource: textAt(key.outputs, "arn"),
        context: sent,
      }),
  );
  return (
    lacked &&
    `InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket ${text("s3BucketName")} or KMS key ${text("kmsKeyId")}. (${SERVICE} is not let ${lacked[0]})`
  );
}

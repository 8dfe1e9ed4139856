import { words, type Making, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { trusts } from "./policy-document";
import { bucketName, roleArn } from "./refers";
import { allowsRole } from "./role-rights";
import { MALWARE_PLAN } from "./tokens";
import { neighbours, textAt } from "./values";

/** What GuardDuty asks of the role before it takes it [docs.aws.amazon.com: Create or update IAM role policy, Malware Protection for S3]. */
const OF_OBJECTS = words("s3:GetObject s3:GetObjectVersion s3:PutObjectTagging s3:PutObjectVersionTagging");
const OF_BUCKET = words("s3:ListBucket s3:GetBucketNotification s3:PutBucketNotification");
const OF_RULE = words("events:PutRule events:PutTargets events:DeleteRule events:RemoveTargets");

/** Malware Protection for S3; detectors belong to the organisation. */
export const guardduty: Readonly<Record<string, ResourceType>> = {
  [MALWARE_PLAN]: {
    inputs: words("actions protectedResource role tags"),
    required: words("protectedResource role"),
    id: ({ digits }) => digits(20),
    computed: {
      arn: (making) => arn("guardduty", making, `malware-protection-plan/${making.id}`),
      createdAt: () => "2026-01-01T00:00:00Z",
      status: () => "ACTIVE",
    },
    replacedBy: words("protectedResource.s3Bucket.bucketName"),
    limits: { "actions[].taggings[].status": { among: words("ENABLED DISABLED") } },
    refers: [bucketName("protectedResource.s3Bucket.bucketName"), roleArn("role")],
    refuseMaking: (making) => roleFault(making) ?? bucketTaken(making),
  },
};

function roleFault({ text, inputs, cloud }: Making): string | undefined {
  const role = text("role");
  if (!trusts(role, "malware-protection-plan.guardduty.amazonaws.com", cloud))
    return `BadRequestException: The request was rejected because the provided IAM role cannot be assumed by GuardDuty (${role})`;
  const bucket = `arn:aws:s3:::${textAt(inputs, "protectedResource.s3Bucket.bucketName")}`;
  const lacks =
    !allowsRole(role, OF_OBJECTS, cloud, `${bucket}/object`) ||
    !allowsRole(role, OF_BUCKET, cloud, bucket) ||
    !allowsRole(role, OF_RULE, cloud);
  return lacks
    ? `BadRequestException: The request was rejected because the provided IAM role does not have the required permissions (${role})`
    : undefined;
}

/** A bucket has one plan. */
function bucketTaken(making: Making): string | undefined {
  const at = "protectedResource.s3Bucket.bucketName";
  const other = neighbours(MALWARE_PLAN, making).find(
    ({ inputs }) => textAt(inputs, at) === textAt(making.inputs, at),
  );
  return (
    other &&
    `ConflictException: a malware protection plan exists for ${textAt(making.inputs, at)} (${other.id})`
  );
}

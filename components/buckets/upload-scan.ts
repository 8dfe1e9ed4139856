import * as guardduty from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";
import { SCAN_RULES } from "../identity/permission-boundary";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import { keyStatement, type KeyUse, type UsedKey } from "../keys/key-use";
import { bucketResources, type BucketResources } from "./private-bucket";

/** What GuardDuty writes on an object once it has looked at it, and what that says of a clean one [AWS: Malware Protection for S3]. */
export const SCAN_TAG = { key: "GuardDutyMalwareScanStatus", clean: "NO_THREATS_FOUND" } as const;

/** GuardDuty writes this object into a bucket to see whether it may. */
const TRIAL_OBJECT = "malware-protection-resource-validation-object";

const GUARDDUTY = "malware-protection-plan.guardduty.amazonaws.com";

export interface UploadScanArgs {
  /** As the program knows it: policies are made of it. */
  readonly bucketName: pulumi.Input<string>;
  /** Physical name of the role in which GuardDuty looks. */
  readonly roleName: string;
  readonly key: UsedKey;
  readonly place: KeyUse["place"];
  readonly boundaryArn: pulumi.Input<string>;
}

/** Has GuardDuty look at every object that comes into a bucket, and write on it what it found. */
export function uploadScan(
  name: string,
  args: UploadScanArgs,
  bucket: pulumi.Resource,
  child: pulumi.ComponentResourceOptions,
): void {
  const role = new ServiceRole(
    `${name}-role`,
    {
      roleName: args.roleName,
      service: GUARDDUTY,
      accountId: args.place.accountId,
      boundaryArn: args.boundaryArn,
      statements: scanStatements(args),
    },
    child,
  );
  new guardduty.MalwareProtectionPlan(
    `${name}-plan`,
    {
      protectedResource: { s3Bucket: { bucketName: args.bucketName } },
      role: role.arn,
      actions: [{ taggings: [{ status: "ENABLED" }] }],
    },
    // GuardDuty tries at once whether the role may, and the role's rights come after it.
    { ...child, dependsOn: [bucket, role] },
  );
}

/** What GuardDuty asks of the role [AWS: Create or update IAM role policy]. */
function scanStatements({ bucketName, key, place }: UploadScanArgs): readonly Statement[] {
  const { bucket, objects } = bucketResources(bucketName);
  const rules = pulumi.interpolate`arn:aws:events:${place.region}:${place.accountId}:rule/${SCAN_RULES}*`;
  return [
    {
      Sid: "HearOfUploads",
      Effect: "Allow",
      Action: ["events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets"],
      Resource: rules,
      Condition: { StringLike: { "events:ManagedBy": GUARDDUTY } },
    },
    {
      Sid: "SeeThatItHears",
      Effect: "Allow",
      Action: ["events:DescribeRule", "events:ListTargetsByRule"],
      Resource: rules,
    },
    {
      Sid: "SendUploadsToTheRule",
      Effect: "Allow",
      Action: ["s3:GetBucketNotification", "s3:PutBucketNotification", "s3:ListBucket"],
      Resource: bucket,
    },
    {
      Sid: "LookAndMark",
      Effect: "Allow",
      Action: [
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:GetObjectTagging",
        "s3:GetObjectVersionTagging",
        "s3:PutObjectTagging",
        "s3:PutObjectVersionTagging",
      ],
      Resource: objects,
    },
    {
      Sid: "TryWhetherItMay",
      Effect: "Allow",
      Action: ["s3:PutObject"],
      Resource: pulumi.interpolate`${bucket}/${TRIAL_OBJECT}`,
    },
    keyStatement({
      sid: "DecryptAndEncrypt",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      key,
      place,
      condition: { StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${place.region}.amazonaws.com` } },
    }),
  ];
}

/**
 * For the bucket's policy: until an object is known to be clean nobody reads it but who looks at it, and nobody else says
 * that it is. GuardDuty looks after an object has come, and so does no more than tell.
 */
export const cleanAlone = (
  { objects }: BucketResources,
  scanRoleArn: pulumi.Input<string>,
): readonly Statement[] => {
  const butTheScan = { ArnNotEquals: { "aws:PrincipalArn": scanRoleArn } };
  return [
    {
      Sid: "NobodyReadsWhatIsNotClean",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: objects,
      Condition: {
        ...butTheScan,
        StringNotEquals: { [`s3:ExistingObjectTag/${SCAN_TAG.key}`]: SCAN_TAG.clean },
      },
    },
    {
      Sid: "NobodyElseSaysThatItIs",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
      Resource: objects,
      Condition: butTheScan,
    },
  ];
};

import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

/** A bucket whose objects, with their versions, are backed up. */
export interface BackedUpBucket {
  /** Physical name; the boundary of the stage knows buckets that may be backed up by it (permission-boundary.ts). */
  readonly bucketName: pulumi.Input<string>;
  /** Alias of the key of its objects. */
  readonly keyAlias: string;
}

/**
 * What AWS Backup may do in a plan's role with buckets: read all that is in them, and have S3 and EventBridge tell it what
 * changes (after AWSBackupServiceRolePolicyForS3Backup). It writes and ends no object.
 */
export function bucketRights(
  buckets: readonly BackedUpBucket[],
  { accountId, region }: { readonly accountId: pulumi.Input<string>; readonly region: pulumi.Input<string> },
): readonly Statement[] {
  if (buckets.length === 0) return [];
  const arns = buckets.map(({ bucketName }) => pulumi.interpolate`arn:aws:s3:::${bucketName}`);
  return [
    {
      Sid: "SetBucketsUpForBackups",
      Effect: "Allow",
      Action: [
        "s3:GetBucketAcl",
        "s3:GetBucketLocation",
        "s3:GetBucketNotification",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetInventoryConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:PutBucketNotification",
        "s3:PutInventoryConfiguration",
      ],
      Resource: arns,
    },
    {
      Sid: "ReadTheirObjects",
      Effect: "Allow",
      Action: [
        "s3:GetObject",
        "s3:GetObjectAcl",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
      ],
      Resource: arns.map((arn) => pulumi.interpolate`${arn}/*`),
    },
    {
      Sid: "DecryptTheirObjects",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: pulumi.interpolate`arn:aws:kms:${region}:${accountId}:key/*`,
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": buckets.map(({ keyAlias }) => keyAlias) },
        StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${region}.amazonaws.com` },
      },
    },
    {
      Sid: "HearOfChanges",
      Effect: "Allow",
      Action: [
        "events:DeleteRule",
        "events:DescribeRule",
        "events:DisableRule",
        "events:EnableRule",
        "events:ListTargetsByRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
      ],
      Resource: pulumi.interpolate`arn:aws:events:${region}:${accountId}:rule/AwsBackupManagedRule*`,
    },
    {
      Sid: "FindBucketsAndRules",
      Effect: "Allow",
      Action: ["s3:ListAllMyBuckets", "events:ListRules", "cloudwatch:GetMetricData"],
      Resource: "*",
    },
  ];
}

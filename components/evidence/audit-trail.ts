import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../buckets/bucket-ground";
import { PrivateBucket, type BucketResources } from "../buckets/private-bucket";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import { breakGlassAlarm } from "./break-glass-alarm";

export interface AuditTrailArgs {
  /** Physical name of the trail. */
  readonly trailName: string;
  /** Physical name of its bucket, unique in the world. */
  readonly bucketName: string;
  /** Physical name of its log group. */
  readonly logGroupName: string;
  /** Physical name of the role that writes the log group. */
  readonly roleName: string;
  /** Physical name of the alarm on the break-glass role. */
  readonly breakGlassAlarmName: string;
  readonly accountId: string;
  readonly region: string;
  /** Key that encrypts the files; CloudTrail must be among its services. */
  readonly keyArn: pulumi.Input<string>;
  /** Key that encrypts the log group; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that files and log are kept: one of CloudWatch's own steps. */
  readonly logDays: number;
  /** Permission boundary of the stage. */
  readonly boundaryArn: pulumi.Input<string>;
  /** The only role that may delete archived objects. */
  readonly breakGlassRoleArn: string;
  readonly accessLogs: AccessLogs;
  /** Where it is told when the break-glass role is used. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Days in which a file that somebody deleted or wrote over can be had again. */
const DELETED_FILES_DAYS = 90;

/**
 * Who did what in the account, in all regions: CloudTrail's management events, in files whose integrity can be proven
 * (`aws cloudtrail validate-logs`) and in a log group that can be searched. It alarms when the break-glass role is used.
 */
export class AuditTrail extends pulumi.ComponentResource {
  readonly trailArn: string;
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:evidence:AuditTrail", name, {}, opts);
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    this.trailArn = `arn:aws:cloudtrail:${args.region}:${args.accountId}:trail/${args.trailName}`;
    const bucket = trailBucket(name, args, this.trailArn, child);
    const logGroup = new cloudwatch.LogGroup(
      `${name}-log`,
      { name: args.logGroupName, retentionInDays: args.logDays, kmsKeyId: args.logsKeyArn },
      lasting,
    );
    const writer = logWriter(name, args, child);
    new cloudtrail.Trail(
      `${name}-trail`,
      {
        name: args.trailName,
        s3BucketName: bucket.bucketName,
        kmsKeyId: args.keyArn,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.arn}:*`,
        cloudWatchLogsRoleArn: writer.arn,
      },
      // CloudTrail tries at once whether it may write into both.
      { ...lasting, dependsOn: [bucket, writer] },
    );
    breakGlassAlarm(
      `${name}-break-glass`,
      {
        alarmName: args.breakGlassAlarmName,
        roleArn: args.breakGlassRoleArn,
        logGroup,
        logGroupName: args.logGroupName,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    this.bucketName = bucket.bucketName;
    this.registerOutputs({ trailArn: this.trailArn, bucketName: this.bucketName });
  }
}

function trailBucket(
  name: string,
  args: AuditTrailArgs,
  trailArn: string,
  child: pulumi.ComponentResourceOptions,
): PrivateBucket {
  return new PrivateBucket(
    `${name}-files`,
    {
      bucketName: args.bucketName,
      role: "logs",
      encryption: { keyArn: args.keyArn },
      accessLogs: args.accessLogs,
      versioned: true,
      lifecycleRules: [
        { id: "old-files", expireAfterDays: args.logDays },
        { id: "deleted-files", noncurrentExpireAfterDays: DELETED_FILES_DAYS },
      ],
      statements: (resources) => admission(resources, args.accountId, trailArn),
    },
    child,
  );
}

/** Lets just this trail write [AWS: Amazon S3 bucket policy for CloudTrail]. */
function admission({ bucket }: BucketResources, accountId: string, trailArn: string): readonly Statement[] {
  const service = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  return [
    {
      Sid: "TheTrailFindsTheBucket",
      ...service,
      Action: ["s3:GetBucketAcl"],
      Resource: bucket,
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "TheTrailWrites",
      ...service,
      Action: ["s3:PutObject"],
      Resource: pulumi.interpolate`${bucket}/AWSLogs/${accountId}/*`,
      Condition: {
        StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
  ];
}

/** The role in which CloudTrail writes its one stream of the log group. */
function logWriter(name: string, args: AuditTrailArgs, child: pulumi.ComponentResourceOptions): ServiceRole {
  const { accountId, region, logGroupName } = args;
  return new ServiceRole(
    `${name}-writer`,
    {
      roleName: args.roleName,
      service: "cloudtrail.amazonaws.com",
      accountId,
      // [AWS: Role policy document for CloudTrail to use CloudWatch Logs]
      namesNoAccount: true,
      boundaryArn: args.boundaryArn,
      statements: [
        {
          Sid: "WriteTheTrail",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}:log-stream:${accountId}_CloudTrail_${region}*`,
        },
      ],
    },
    child,
  );
}

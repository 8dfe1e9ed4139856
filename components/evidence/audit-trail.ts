import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../buckets/bucket-ground";
import { ServiceRole } from "../identity/service-role";
import { breakGlassAlarm } from "./break-glass-alarm";
import { guardAlarms } from "./guard-alarms";
import { trailBucket } from "./trail-bucket";

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
  /** Physical name of the alarm on changes of vaults of backups. */
  readonly vaultsAlarmName: string;
  /** Physical name of the alarm on secrets that were not changed in time. */
  readonly rotationAlarmName: string;
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
  /** Where it is told when the break-glass role is used, a vault of backups changed, or a secret not. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * Who did what in the account, in all regions: CloudTrail's management events, in files whose integrity can be proven
 * (`aws cloudtrail validate-logs`) and in a log group that can be searched. It alarms when the break-glass role is used, and when what guards backups or secrets fails.
 */
export class AuditTrail extends pulumi.ComponentResource {
  readonly trailArn: string;
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:evidence:AuditTrail", name, {}, opts);
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    this.trailArn = `arn:aws:cloudtrail:${args.region}:${args.accountId}:trail/${args.trailName}`;
    const { bucketName, accountId, keyArn, logDays, accessLogs } = args;
    const bucket = trailBucket(
      `${name}-files`,
      { bucketName, accountId, trailArn: this.trailArn, keyArn, keepDays: logDays, accessLogs },
      child,
    );
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
    const told = { logGroup, logGroupName: args.logGroupName, alarmTopicArn: args.alarmTopicArn };
    const { breakGlassAlarmName: alarmName, breakGlassRoleArn: roleArn } = args;
    breakGlassAlarm(`${name}-break-glass`, { ...told, alarmName, roleArn }, child);
    const { vaultsAlarmName, rotationAlarmName } = args;
    guardAlarms(name, { ...told, vaultsAlarmName, rotationAlarmName }, child);
    this.bucketName = bucket.bucketName;
    this.registerOutputs({ trailArn: this.trailArn, bucketName: this.bucketName });
  }
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

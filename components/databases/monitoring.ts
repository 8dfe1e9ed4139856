import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../identity/service-role";

/** The group in which RDS writes how the machines of all databases of a region are: its name is RDS's own. */
const MONITORING_LOG = "RDSOSMetrics";

export interface MonitoringRoleArgs {
  /** Physical name, at most 64 characters. */
  readonly roleName: string;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Permission boundary of the stage. */
  readonly boundaryArn: pulumi.Input<string>;
}

/** The role in which RDS writes down how a database's machines are [AWS: Setting up and enabling Enhanced Monitoring]. */
export function monitoringRole(
  name: string,
  { roleName, region, accountId, boundaryArn }: MonitoringRoleArgs,
  child: pulumi.ComponentResourceOptions,
): ServiceRole {
  const group = pulumi.interpolate`arn:aws:logs:${region}:${accountId}:log-group:${MONITORING_LOG}`;
  return new ServiceRole(
    name,
    {
      roleName,
      service: "monitoring.rds.amazonaws.com",
      accountId,
      boundaryArn,
      statements: [
        {
          // AWS's own policy also lets it set how long the log is kept: here that is said once, by MonitoringLog.
          Sid: "WriteTheMonitoringLog",
          Effect: "Allow",
          Action: [
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "logs:DescribeLogStreams",
            "logs:GetLogEvents",
          ],
          Resource: [group, pulumi.interpolate`${group}:log-stream:*`],
        },
      ],
    },
    child,
  );
}

export interface MonitoringLogArgs {
  /** Key that encrypts it; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that it is kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
}

/** That group, encrypted with our key: one for all databases of an account and region, and there before the first of them. */
export class MonitoringLog extends pulumi.ComponentResource {
  constructor(name: string, args: MonitoringLogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:databases:MonitoringLog", name, {}, opts);
    new cloudwatch.LogGroup(
      `${name}-log`,
      { name: MONITORING_LOG, retentionInDays: args.logDays, kmsKeyId: args.logsKeyArn },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../identity/service-role";

export interface FlowLogsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly accountId: string;
  readonly region: string;
  /** Physical name of the log group. */
  readonly logGroupName: string;
  /** Physical name of the role that writes it. */
  readonly roleName: string;
  /** Permission boundary of the stage. */
  readonly boundaryArn: pulumi.Input<string>;
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that the log is kept: one of CloudWatch's own steps. */
  readonly logDays: number;
}

/** Who spoke with whom in a VPC, kept in CloudWatch Logs. */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:network:FlowLogs", name, {}, opts);
    const child = { parent: this };
    const group = new cloudwatch.LogGroup(
      `${name}-log`,
      {
        name: args.logGroupName,
        retentionInDays: args.logDays,
        kmsKeyId: args.logsKeyArn,
      },
      child,
    );
    // Put together from names, so that the role's policy is known in a preview.
    const groupArn = `arn:aws:logs:${args.region}:${args.accountId}:log-group:${args.logGroupName}`;
    const role = new ServiceRole(
      `${name}-writer`,
      {
        roleName: args.roleName,
        service: "vpc-flow-logs.amazonaws.com",
        accountId: args.accountId,
        boundaryArn: args.boundaryArn,
        statements: [
          {
            Sid: "WriteTheFlowLog",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            Resource: [groupArn, `${groupArn}:*`],
          },
        ],
      },
      child,
    );
    new ec2.FlowLog(
      `${name}-log-all`,
      {
        vpcId: args.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 60,
      },
      child,
    );
    this.registerOutputs({});
  }
}

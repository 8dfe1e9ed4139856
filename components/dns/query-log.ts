import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../identity/policy";
import { EDGE_REGION } from "../place/regions";

export interface QueryLogArgs {
  readonly zoneName: string;
  readonly zoneId: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Key of us-east-1 that encrypts the log; CloudWatch Logs of that region must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that it is kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
}

/**
 * Who asked for which of a zone's names [AWS: Logging DNS queries]: resolvers, not people. Route 53 writes it in us-east-1
 * alone, into groups whose names begin with /aws/route53/.
 */
export function queryLog(name: string, args: QueryLogArgs, child: pulumi.CustomResourceOptions): void {
  const { zoneName, zoneId, accountId } = args;
  const groupName = `/aws/route53/${zoneName}`;
  const group = new cloudwatch.LogGroup(
    `${name}-queries`,
    { name: groupName, retentionInDays: args.logDays, kmsKeyId: args.logsKeyArn },
    child,
  );
  const writer = new cloudwatch.LogResourcePolicy(
    `${name}-query-writer`,
    {
      policyName: `${zoneName}-queries`,
      policyDocument: policyDocument([
        {
          Sid: "RouteFiftyThreeWritesTheQueries",
          Effect: "Allow",
          Principal: { Service: "route53.amazonaws.com" },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: pulumi.interpolate`arn:aws:logs:${EDGE_REGION}:${accountId}:log-group:${groupName}:*`,
          Condition: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" },
          },
        },
      ]),
    },
    child,
  );
  new route53.QueryLog(
    `${name}-query-log`,
    { cloudwatchLogGroupArn: group.arn, zoneId },
    { ...child, dependsOn: [writer] },
  );
}

import * as apigateway from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../identity/service-role";

export interface GatewayLogRoleArgs {
  /** Physical name. */
  readonly roleName: string;
  readonly accountId: string;
  readonly region: string;
  /** Permission boundary of the stage. */
  readonly boundaryArn: pulumi.Input<string>;
}

/** As whom API Gateway writes its logs: one for all APIs of an account in a region. */
export class GatewayLogRole extends pulumi.ComponentResource {
  constructor(name: string, args: GatewayLogRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:api:GatewayLogRole", name, {}, opts);
    const child = { parent: this };
    const role = new ServiceRole(
      `${name}-writer`,
      {
        roleName: args.roleName,
        service: "apigateway.amazonaws.com",
        namesNoAccount: true,
        accountId: args.accountId,
        boundaryArn: args.boundaryArn,
        statements: [
          {
            Sid: "WriteLogs",
            Effect: "Allow",
            // API Gateway refuses a role that lacks one of them [AWS: AmazonAPIGatewayPushToCloudWatchLogs].
            Action: [
              "logs:CreateLogGroup",
              "logs:CreateLogStream",
              "logs:DescribeLogGroups",
              "logs:DescribeLogStreams",
              "logs:PutLogEvents",
              "logs:GetLogEvents",
              "logs:FilterLogEvents",
            ],
            Resource: `arn:aws:logs:${args.region}:${args.accountId}:log-group:*`,
          },
        ],
      },
      child,
    );
    new apigateway.Account(
      `${name}-account`,
      { cloudwatchRoleArn: role.arn },
      // API Gateway tries the role at once.
      { ...child, dependsOn: [role] },
    );
    this.registerOutputs({});
  }
}

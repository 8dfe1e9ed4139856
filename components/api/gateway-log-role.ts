import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../identity/policy";

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
    const role = new iam.Role(
      `${name}-role`,
      { name: args.roleName, assumeRolePolicy: trust(), permissionsBoundary: args.boundaryArn },
      child,
    );
    const groups = `arn:aws:logs:${args.region}:${args.accountId}:log-group:*`;
    const permissions = new iam.RolePolicy(
      `${name}-permissions`,
      {
        name: "permissions",
        role: role.name,
        policy: policyDocument([
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
            Resource: groups,
          },
        ]),
      },
      child,
    );
    new apigateway.Account(
      `${name}-account`,
      { cloudwatchRoleArn: role.arn },
      // API Gateway tries the role at once.
      { ...child, dependsOn: [permissions] },
    );
    this.registerOutputs({});
  }
}

/** No condition: API Gateway names no source when it takes a role, and only roles of the account itself can be set. */
function trust(): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ApiGateway",
        Effect: "Allow",
        Principal: { Service: "apigateway.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    ],
  });
}

import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { FunctionPlace, NodeFunctionArgs } from "../functions/node-function";
import type { Statement } from "../identity/policy";

/** Subnets whose way out is a NAT gateway. */
export interface PrivateSubnets {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** A function's place in private subnets, from where it reaches the world by HTTPS alone. */
export function behindNat(
  name: string,
  { vpcId, subnetIds }: PrivateSubnets,
  child: pulumi.CustomResourceOptions,
): NonNullable<NodeFunctionArgs["network"]> {
  const group = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId, description: "Calls AWS and Azure by HTTPS; nobody calls it" },
    child,
  );
  new vpc.SecurityGroupEgressRule(
    `${name}-https`,
    {
      securityGroupId: group.id,
      description: "HTTPS to AWS and Azure",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    },
    child,
  );
  return { subnetIds, securityGroupIds: [group.id] };
}

/** What Lambda needs to connect a function with subnets [AWS: Giving Lambda functions access to resources in an Amazon VPC]. */
export function networkStatements({ region, accountId }: FunctionPlace): readonly Statement[] {
  return [
    {
      Sid: "ConnectWithTheSubnets",
      Effect: "Allow",
      Action: [
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
      ],
      Resource: pulumi.interpolate`arn:aws:ec2:${region}:${accountId}:*/*`,
    },
    {
      Sid: "SeeTheSubnets",
      Effect: "Allow",
      Action: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
      Resource: "*",
    },
  ];
}

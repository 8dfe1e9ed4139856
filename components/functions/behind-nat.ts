import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { httpsOut } from "../network/https-out";
import type { FunctionPlace, NodeFunctionArgs } from "./node-function";

/** Subnets whose way out is a NAT gateway. */
export interface PrivateSubnets {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

export interface BehindNatArgs extends PrivateSubnets {
  /** Whom the function calls: `AWS and Azure`. */
  readonly calls: string;
  /** Groups that it is in beside its own: what it calls admits their members. */
  readonly groupIds?: pulumi.Input<readonly pulumi.Input<string>[]>;
}

/** A function's place in private subnets, from where it reaches the world by HTTPS alone. */
export function behindNat(
  name: string,
  { vpcId, subnetIds, calls, groupIds = [] }: BehindNatArgs,
  child: pulumi.CustomResourceOptions,
): NonNullable<NodeFunctionArgs["network"]> {
  const group = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId, description: `Calls ${calls} by HTTPS; nobody calls it` },
    child,
  );
  const https = httpsOut(name, { groupId: group.id, calls }, child);
  // By the rule, so that whoever waits for the function finds its way out open.
  const ids = pulumi.all([https.securityGroupId, groupIds]).apply(([own, others]) => [own, ...others]);
  return { subnetIds, securityGroupIds: ids };
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

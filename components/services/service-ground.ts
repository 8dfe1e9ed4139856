import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { ServicePlace } from "./service-place";

export interface ServiceGroundArgs {
  readonly place: ServicePlace;
  /** Physical name of the log group in which the log routers of all services tell their own troubles. */
  readonly logGroupName: pulumi.Input<string>;
  /** Security group of the load balancer that may call the APIs. */
  readonly balancerGroupId: pulumi.Input<string>;
  /** TCP port on which the APIs answer the load balancer. */
  readonly balancedPort: number;
  /** TCP port on which an API answers the workers. */
  readonly calledPort: number;
}

/** What the services of a system share: a log group, a group of those that nobody calls, and one of those that are called. */
export class ServiceGround extends pulumi.ComponentResource {
  readonly workerGroupId: pulumi.Output<string>;
  readonly apiGroupId: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: ServiceGroundArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:ServiceGround", name, {}, opts);
    const child = { parent: this };
    const { place } = args;
    const logs = new cloudwatch.LogGroup(
      `${name}-log-routers`,
      { name: args.logGroupName, retentionInDays: place.logDays, kmsKeyId: place.logsKeyArn },
      child,
    );
    const workers = callingGroup(
      `${name}-workers`,
      "Nobody calls a worker; it calls AWS and the stores",
      place,
      child,
    );
    const apis = callingGroup(
      `${name}-apis`,
      "APIs: called by the load balancer and by workers",
      place,
      child,
    );
    new vpc.SecurityGroupIngressRule(
      `${name}-balanced`,
      {
        securityGroupId: apis.id,
        referencedSecurityGroupId: args.balancerGroupId,
        ipProtocol: "tcp",
        fromPort: args.balancedPort,
        toPort: args.balancedPort,
      },
      child,
    );
    new vpc.SecurityGroupIngressRule(
      `${name}-called`,
      {
        securityGroupId: apis.id,
        referencedSecurityGroupId: workers.id,
        ipProtocol: "tcp",
        fromPort: args.calledPort,
        toPort: args.calledPort,
      },
      child,
    );
    this.workerGroupId = workers.id;
    this.apiGroupId = apis.id;
    this.logGroupName = logs.name;
    this.registerOutputs({});
  }
}

/** A security group whose members may call whom they like. */
function callingGroup(
  name: string,
  description: string,
  place: ServicePlace,
  child: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(name, { vpcId: place.vpcId, description }, child);
  new vpc.SecurityGroupEgressRule(
    `${name}-call-out`,
    { securityGroupId: group.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" },
    child,
  );
  return group;
}

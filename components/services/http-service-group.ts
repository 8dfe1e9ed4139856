import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { httpsOut } from "../network/https-out";

export interface HttpServiceGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Security group of the load balancer. */
  readonly balancerGroupId: pulumi.Input<string>;
  /** TCP port on which the service answers. */
  readonly port: number;
}

/**
 * The security group of a service's tasks: the load balancer calls them, and they call AWS by HTTPS. Whatever else they
 * call, a database, admits this group with rules of its own, before the service begins.
 */
export class HttpServiceGroup extends pulumi.ComponentResource {
  /** Told once the load balancer reaches the tasks, and they AWS. */
  readonly groupId: pulumi.Output<string>;

  constructor(name: string, args: HttpServiceGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:HttpServiceGroup", name, {}, opts);
    const child = { parent: this };
    const group = new ec2.SecurityGroup(
      `${name}-group`,
      { vpcId: args.vpcId, description: "Called by the load balancer; calls AWS by HTTPS" },
      child,
    );
    const port = { ipProtocol: "tcp", fromPort: args.port, toPort: args.port };
    const called = new vpc.SecurityGroupIngressRule(
      `${name}-called`,
      {
        securityGroupId: group.id,
        referencedSecurityGroupId: args.balancerGroupId,
        description: "Requests and health checks of the load balancer",
        ...port,
      },
      child,
    );
    const calls = new vpc.SecurityGroupEgressRule(
      `${name}-balancer-calls`,
      {
        securityGroupId: args.balancerGroupId,
        referencedSecurityGroupId: group.id,
        description: "Requests and health checks of the service",
        ...port,
      },
      child,
    );
    const https = httpsOut(name, { groupId: group.id, calls: "AWS" }, child);
    this.groupId = pulumi.all([group.id, called.id, calls.id, https.id]).apply(([id]) => id);
    this.registerOutputs({ groupId: this.groupId });
  }
}

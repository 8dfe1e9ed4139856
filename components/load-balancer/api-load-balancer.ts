import * as ec2 from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { API_PROXY_PORT } from "../services/api-proxy";
import { balancerNameFault } from "./balancer-name";

export interface ApiLoadBalancerArgs {
  /** Physical name: at most 32 letters, digits and hyphens. */
  readonly loadBalancerName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Network of the VPC, which the tasks are in. */
  readonly vpcCidr: pulumi.Input<string>;
  /** Private subnets, one in each zone. */
  readonly subnetIds: pulumi.Input<string[]>;
  /** The bucket must admit `delivery.logs.amazonaws.com`: the load balancer is refused otherwise. */
  readonly accessLogs: { readonly bucketName: pulumi.Input<string>; readonly prefix: string };
}

/** The only road from API Gateway to the APIs' tasks: a network load balancer that nothing else can reach. */
export class ApiLoadBalancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** The last part of its ARN, by which CloudWatch knows it. */
  readonly arnSuffix: pulumi.Output<string>;
  /** What the tasks' own groups must admit, on port 9000. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ApiLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:load-balancer:ApiLoadBalancer", name, {}, opts);
    const fault = balancerNameFault(args.loadBalancerName);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const group = onlyPrivateLink(name, args, child);
    const balancer = new lb.LoadBalancer(
      `${name}-balancer`,
      {
        name: args.loadBalancerName,
        loadBalancerType: "network",
        internal: true,
        subnets: args.subnetIds,
        securityGroups: [group.id],
        // The VPC link comes by PrivateLink: with no inbound rule it is all that enters, and nobody in the VPC evades the authorizer.
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
        // There is about one task in each zone: without it, the loss of a task is the loss of its zone.
        enableCrossZoneLoadBalancing: true,
        enableDeletionProtection: true,
        accessLogs: { enabled: true, bucket: args.accessLogs.bucketName, prefix: args.accessLogs.prefix },
      },
      child,
    );
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.securityGroupId = group.id;
    this.registerOutputs({
      arn: this.arn,
      arnSuffix: this.arnSuffix,
      securityGroupId: this.securityGroupId,
    });
  }
}

/** A group must be there from the start: a load balancer that was made without one never gets one. */
function onlyPrivateLink(
  name: string,
  { vpcId, vpcCidr }: ApiLoadBalancerArgs,
  child: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId, description: "Only the VPC link calls the load balancer; it calls the APIs" },
    child,
  );
  new vpc.SecurityGroupEgressRule(
    `${name}-to-tasks`,
    {
      securityGroupId: group.id,
      description: "Requests and health checks of the APIs",
      cidrIpv4: vpcCidr,
      ipProtocol: "tcp",
      fromPort: API_PROXY_PORT,
      toPort: API_PROXY_PORT,
    },
    child,
  );
  return group;
}

import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

export interface WorkerGroupArgs {
  readonly vpcId: pulumi.Input<string>;
}

/** The security group of services that nobody calls: they call AWS by HTTPS. Whatever else they call admits a group of its own. */
export class WorkerGroup extends pulumi.ComponentResource {
  /** Told once they reach AWS. */
  readonly groupId: pulumi.Output<string>;

  constructor(name: string, args: WorkerGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:WorkerGroup", name, {}, opts);
    const child = { parent: this };
    const group = new ec2.SecurityGroup(
      `${name}-group`,
      { vpcId: args.vpcId, description: "Nobody calls it; it calls AWS by HTTPS" },
      child,
    );
    const https = new vpc.SecurityGroupEgressRule(
      `${name}-https`,
      {
        securityGroupId: group.id,
        cidrIpv4: "0.0.0.0/0",
        description: "HTTPS to AWS",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      child,
    );
    this.groupId = pulumi.all([group.id, https.id]).apply(([id]) => id);
    this.registerOutputs({ groupId: this.groupId });
  }
}

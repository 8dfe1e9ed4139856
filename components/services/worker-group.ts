import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { httpsOut } from "../network/https-out";

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
    const https = httpsOut(name, { groupId: group.id, calls: "AWS" }, child);
    this.groupId = pulumi.all([group.id, https.id]).apply(([id]) => id);
    this.registerOutputs({ groupId: this.groupId });
  }
}

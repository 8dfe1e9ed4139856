import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

export interface HttpsOutArgs {
  readonly groupId: pulumi.Input<string>;
  /** Whom the group's members call: `AWS and Azure`. AWS has too many addresses to name them. */
  readonly calls: string;
}

/** The rule that lets the members of a group call the world by HTTPS alone. */
export const httpsOut = (
  name: string,
  { groupId, calls }: HttpsOutArgs,
  child: pulumi.CustomResourceOptions,
): vpc.SecurityGroupEgressRule =>
  new vpc.SecurityGroupEgressRule(
    `${name}-https`,
    {
      securityGroupId: groupId,
      cidrIpv4: "0.0.0.0/0",
      description: `HTTPS to ${calls}`,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    },
    child,
  );

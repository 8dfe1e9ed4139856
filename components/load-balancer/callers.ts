import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsRegion } from "../place/regions";

/** Who may call: the members of a security group, a list of networks that is kept elsewhere, or one network. */
export type Caller =
  | { readonly groupId: pulumi.Input<string> }
  | { readonly prefixListId: pulumi.Input<string> }
  | { readonly cidr: string };

/** Callers, each under a word that stays the same. */
export type Callers = Readonly<Record<string, Caller>>;

/** From these networks CloudFront calls origins: AWS's own lists, by region [AWS: com.amazonaws.global.cloudfront.origin-facing]. */
export const cloudFrontLists: Readonly<Record<AwsRegion, string>> = {
  "eu-west-1": "pl-4fa04526",
  "eu-west-2": "pl-93a247fa",
  "eu-central-1": "pl-a3a144ca",
};

/** Everybody. */
export const WORLD: Callers = { world: { cidr: "0.0.0.0/0" } };

/** What callers must not be where the world is not meant. */
export function callersFault(at: string, callers: Callers): string | undefined {
  const wide = Object.entries(callers).find(([, caller]) => "cidr" in caller && /\/[0-7]$/.test(caller.cidr));
  return (
    wide &&
    `${at}.${wide[0]}: a network of at most 2^24 addresses, for nobody else is meant to call, got ${JSON.stringify(wide[1])}`
  );
}

/**
 * A security group whose ports these callers reach, and which itself calls nobody: each service adds where its requests go.
 * @returns its id
 */
export function admitCallers(
  name: string,
  vpcId: pulumi.Input<string>,
  callersByPort: Readonly<Record<number, Callers>>,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const group = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId, description: "Who may call the load balancer; it calls the services" },
    child,
  );
  for (const [port, callers] of Object.entries(callersByPort))
    for (const [word, caller] of Object.entries(callers))
      new vpc.SecurityGroupIngressRule(
        `${name}-${port}-${word}`,
        {
          securityGroupId: group.id,
          ...sourceOf(caller),
          ipProtocol: "tcp",
          fromPort: Number(port),
          toPort: Number(port),
        },
        child,
      );
  return group.id;
}

function sourceOf(caller: Caller) {
  if ("groupId" in caller) return { referencedSecurityGroupId: caller.groupId };
  return "prefixListId" in caller ? { prefixListId: caller.prefixListId } : { cidrIpv4: caller.cidr };
}

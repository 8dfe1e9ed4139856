import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

/** OpenSearch Service answers on no other port. */
export const SEARCH_PORT = 443;

/** Security groups of a domain: its own, and that of those who may call it. */
export function searchDomainGroups(
  name: string,
  { domainName, vpcId }: { readonly domainName: string; readonly vpcId: pulumi.Input<string> },
  child: pulumi.CustomResourceOptions,
): Readonly<Record<"domain" | "clients", ec2.SecurityGroup>> {
  const domain = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId, description: `${domainName}: called by its clients, calls nobody` },
    child,
  );
  const clients = new ec2.SecurityGroup(
    `${name}-clients`,
    { vpcId, description: `Whoever is in it may call ${domainName}` },
    child,
  );
  const https = { ipProtocol: "tcp", fromPort: SEARCH_PORT, toPort: SEARCH_PORT };
  new vpc.SecurityGroupIngressRule(
    `${name}-called`,
    { securityGroupId: domain.id, referencedSecurityGroupId: clients.id, ...https },
    child,
  );
  new vpc.SecurityGroupEgressRule(
    `${name}-call`,
    { securityGroupId: clients.id, referencedSecurityGroupId: domain.id, ...https },
    child,
  );
  return { domain, clients };
}

import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

export interface DatabaseGroupsArgs {
  /** Physical name of the cluster, for descriptions. */
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  readonly port: number;
  /** Who may call it, in one word each: `web`, `migrations`. */
  readonly clients: readonly string[];
}

export interface DatabaseGroups {
  /** The database's own. */
  readonly database: ec2.SecurityGroup;
  /** By client: whoever is in it may call the database. */
  readonly clients: ReadonlyMap<string, ec2.SecurityGroup>;
}

/** The security groups of a database: its own, which calls nobody, and one for each of its clients. */
export function databaseGroups(
  name: string,
  { clusterName, vpcId, port, clients }: DatabaseGroupsArgs,
  child: pulumi.CustomResourceOptions,
): DatabaseGroups {
  const database = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId, description: `${clusterName}: called by its clients, calls nobody` },
    child,
  );
  const groups = clients.map((client) => {
    const group = new ec2.SecurityGroup(
      `${name}-${client}`,
      { vpcId, description: `Whoever is in it may call ${clusterName} as ${client}` },
      child,
    );
    admitClient(`${name}-${client}`, { databaseGroupId: database.id, clientGroupId: group.id, port }, child);
    return [client, group] as const;
  });
  return { database, clients: new Map(groups) };
}

export interface AdmissionArgs {
  readonly databaseGroupId: pulumi.Input<string>;
  readonly clientGroupId: pulumi.Input<string>;
  readonly port: number;
}

/** Lets the members of a group call a database: both rules, the one at the database and the one at the client. */
export function admitClient(
  name: string,
  { databaseGroupId, clientGroupId, port }: AdmissionArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const call = { ipProtocol: "tcp", fromPort: port, toPort: port };
  new vpc.SecurityGroupIngressRule(
    `${name}-called`,
    { securityGroupId: databaseGroupId, referencedSecurityGroupId: clientGroupId, ...call },
    child,
  );
  new vpc.SecurityGroupEgressRule(
    `${name}-call`,
    { securityGroupId: clientGroupId, referencedSecurityGroupId: databaseGroupId, ...call },
    child,
  );
}

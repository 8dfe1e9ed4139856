import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

export interface ClientGroupsArgs {
  /** Physical name of what is called, for descriptions. */
  readonly calledName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Who may call it, in one word each, and the one port that each may call: `{ web: 5432 }`. */
  readonly ports: Readonly<Record<string, number>>;
}

export interface ClientGroups {
  /** That of what is called. */
  readonly called: ec2.SecurityGroup;
  /** By client: whoever is in it may call. */
  readonly clients: ReadonlyMap<string, ec2.SecurityGroup>;
}

/** What is wrong with the words for clients, in one line; nothing where they are sound. */
export function clientsFault(clients: readonly string[]): string | undefined {
  if (clients.length === 0) return "clients: at least one is needed, else nobody reaches it";
  const odd = clients.find((client) => !/^[a-z][a-z0-9-]*$/.test(client));
  return odd === undefined ? undefined : `clients: lower-case words, as web, got ${odd}`;
}

/** The security groups of something that its clients call: its own, which calls nobody, and one for each of them. */
export function clientGroups(
  name: string,
  { calledName, vpcId, ports }: ClientGroupsArgs,
  child: pulumi.CustomResourceOptions,
): ClientGroups {
  const called = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId, description: `${calledName}: called by its clients, calls nobody` },
    child,
  );
  const groups = Object.entries(ports).map(([client, port]) => {
    const group = new ec2.SecurityGroup(
      `${name}-${client}`,
      { vpcId, description: `Whoever is in it may call ${calledName} as ${client}` },
      child,
    );
    admitClient(`${name}-${client}`, { calledGroupId: called.id, clientGroupId: group.id, port }, child);
    return [client, group] as const;
  });
  return { called, clients: new Map(groups) };
}

/** The ids of clients' groups, by client. */
export const clientGroupIds = ({ clients }: ClientGroups): Readonly<Record<string, pulumi.Output<string>>> =>
  Object.fromEntries([...clients].map(([client, { id }]) => [client, id]));

export interface AdmissionArgs {
  readonly calledGroupId: pulumi.Input<string>;
  readonly clientGroupId: pulumi.Input<string>;
  readonly port: number;
}

/** Lets the members of a group call: both rules, the one at what is called and the one at the client. */
export function admitClient(
  name: string,
  { calledGroupId, clientGroupId, port }: AdmissionArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const call = { ipProtocol: "tcp", fromPort: port, toPort: port };
  new vpc.SecurityGroupIngressRule(
    `${name}-called`,
    { securityGroupId: calledGroupId, referencedSecurityGroupId: clientGroupId, ...call },
    child,
  );
  new vpc.SecurityGroupEgressRule(
    `${name}-call`,
    { securityGroupId: clientGroupId, referencedSecurityGroupId: calledGroupId, ...call },
    child,
  );
}

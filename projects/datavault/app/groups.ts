import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { HttpServiceGroup } from "../../../components/services/http-service-group";
import { BROKER } from "./environment";
import type { Settings } from "./settings";

export interface GroupsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly balancerGroupId: pulumi.Input<string>;
  /** TCP port on which web answers the balancer. */
  readonly webPort: number;
  readonly settings: Pick<Settings, "directory" | "mail" | "userStore">;
}

/** The security groups of the services: told once all their rules are there. */
export interface Groups {
  readonly web: pulumi.Output<string>;
  readonly broker: pulumi.Output<string>;
  readonly worker: pulumi.Output<string>;
  readonly migrations: pulumi.Output<string>;
}

const EVERYWHERE = ["0.0.0.0/0"] as const;
const HTTPS = { port: 443, networks: EVERYWHERE, what: "HTTPS to AWS" };

/** What a service calls outside, by one word each. */
type Calls = Readonly<
  Record<string, { readonly port: number; readonly networks: readonly string[]; readonly what: string }>
>;

/**
 * Who calls whom (datavault.md 2): the balancer web, web the broker, and each its own outside. RabbitMQ, the database and
 * the file systems are called by the groups that datavault/base has for that. Nobody calls a worker.
 */
export function serviceGroups(args: GroupsArgs, opts: pulumi.CustomResourceOptions): Groups {
  const { vpcId, balancerGroupId, webPort } = args;
  const { directory, mail, userStore } = args.settings;
  const knowsPeople = {
    directory: { port: directory.port, networks: EVERYWHERE, what: "The directory of people" },
    mail: { port: mail.port, networks: EVERYWHERE, what: "Mail" },
  };
  const readsFiles = {
    files: { port: userStore.port, networks: userStore.networks, what: "Where the files of people are" },
  };
  const reached = new HttpServiceGroup("web", { vpcId, balancerGroupId, port: webPort }, opts);
  const web = calls("web", reached.groupId, knowsPeople, opts);
  const broker = callingGroup(
    "broker",
    "Called by web alone",
    { https: HTTPS, ...knowsPeople, ...readsFiles },
    args,
    opts,
  );
  const call = { ipProtocol: "tcp", fromPort: BROKER.port, toPort: BROKER.port };
  const rules = [
    new vpc.SecurityGroupIngressRule(
      "broker-called",
      { securityGroupId: broker, referencedSecurityGroupId: reached.groupId, description: "Web", ...call },
      opts,
    ),
    new vpc.SecurityGroupEgressRule(
      "web-calls-broker",
      {
        securityGroupId: reached.groupId,
        referencedSecurityGroupId: broker,
        description: "The broker",
        ...call,
      },
      opts,
    ),
  ];
  const known = (groupId: pulumi.Output<string>) =>
    pulumi.all([groupId, ...rules.map(({ id }) => id)]).apply(() => groupId);
  return {
    web: known(web),
    broker: known(broker),
    worker: callingGroup("worker", "Nobody calls a worker", { https: HTTPS, ...readsFiles }, args, opts),
    migrations: callingGroup("migrations", "Nobody calls migrations", { https: HTTPS }, args, opts),
  };
}

function callingGroup(
  name: string,
  description: string,
  outside: Calls,
  { vpcId }: GroupsArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const group = new ec2.SecurityGroup(`${name}-group`, { vpcId, description }, opts);
  return calls(name, group.id, outside, opts);
}

/** Lets a group call outside; its id is told once it may. */
function calls(
  name: string,
  groupId: pulumi.Output<string>,
  outside: Calls,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const rules = Object.entries(outside).flatMap(([word, { port, networks, what }]) =>
    networks.map(
      (network) =>
        new vpc.SecurityGroupEgressRule(
          `${name}-${word}-${network.replaceAll(/[./]/g, "-")}`,
          {
            securityGroupId: groupId,
            cidrIpv4: network,
            description: what,
            ipProtocol: "tcp",
            fromPort: port,
            toPort: port,
          },
          opts,
        ),
    ),
  );
  return pulumi.all([groupId, ...rules.map(({ id }) => id)]).apply(() => groupId);
}

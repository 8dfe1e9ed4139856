import type { Properties } from "../catalogue";
import { textOf } from "../catalogue";
import { cidrText } from "./cidr";
import { endpoints, needsNames } from "./endpoints";
import type { Child, Monitor } from "./monitor";
import { subnetLayout, type PlannedSubnet } from "./subnets";
import { vpcArguments, type VpcArguments } from "./vpc-arguments";

const ORDER = ["Public", "Private", "Isolated"];
const ANYWHERE = "0.0.0.0/0";

interface Built {
  readonly plan: PlannedSubnet;
  readonly subnet: Child;
  readonly routeTable: Child;
}

/**
 * The children of an `awsx:ec2:Vpc`, named and parented as the real component's.
 * @returns the component's outputs
 * @throws when the arguments do not fit together
 */
export async function vpc(monitor: Monitor, name: string, inputs: Properties): Promise<Properties> {
  const args = vpcArguments(name, inputs);
  const zones = await zonesOf(monitor, args);
  refuseAddresses(args, zones.length);
  const layout = subnetLayout(name, args, zones);
  refuseGateways(args, layout.subnets);
  const plans = inOrder(layout.subnets);

  const { region } = args;
  const tags = { Name: name, ...args.tags };
  const own = vpcInputs(args, tags);

  const component = await monitor.component();
  const network = await monitor.child("aws:ec2/vpc:Vpc", name, own, component, []);
  const internetGateway = await monitor.child(
    "aws:ec2/internetGateway:InternetGateway",
    name,
    { region, vpcId: network.id, tags },
    network.urn,
  );
  const built = await Promise.all(plans.map((plan) => subnetOf(monitor, plan, { region, tags, network })));
  const associations = await Promise.all(
    built.map(({ plan, subnet, routeTable }) =>
      monitor.child(
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        plan.name,
        { region, routeTableId: routeTable.id, subnetId: subnet.id },
        routeTable.urn,
      ),
    ),
  );
  const { eips, gateways } = await natGateways(monitor, name, args, built);
  const routes = await Promise.all(
    built.flatMap(({ plan, routeTable }) => {
      const gateway = args.natGateways.strategy === "Single" ? gateways[0] : gateways[plan.zoneIndex];
      const target =
        plan.type === "Public"
          ? { gatewayId: internetGateway.id }
          : plan.type === "Private" && gateway
            ? { natGatewayId: gateway.id }
            : undefined;
      if (!target) return [];
      const to = { region, routeTableId: routeTable.id, destinationCidrBlock: ANYWHERE, ...target };
      return [monitor.child("aws:ec2/route:Route", plan.name, to, routeTable.urn)];
    }),
  );
  const routeTables = built.map(({ routeTable }) => routeTable);
  const vpcEndpoints = await endpoints(monitor, args, tags, { vpc: network, subnets: built, routeTables });
  await monitor.finish(component);

  const ofType = (type: PlannedSubnet["type"]) =>
    built.filter(({ plan }) => plan.type === type).map(({ subnet }) => subnet);
  return {
    urn: component,
    vpc: network.itself,
    vpcId: network.id,
    internetGateway: internetGateway.itself,
    subnets: built.map(({ subnet }) => subnet.itself),
    publicSubnets: ofType("Public").map(({ itself }) => itself),
    privateSubnets: ofType("Private").map(({ itself }) => itself),
    isolatedSubnets: ofType("Isolated").map(({ itself }) => itself),
    publicSubnetIds: ofType("Public").map(({ id }) => id),
    privateSubnetIds: ofType("Private").map(({ id }) => id),
    isolatedSubnetIds: ofType("Isolated").map(({ id }) => id),
    subnetLayout: layout.specs.map(({ tags: _tags, ...spec }) => spec),
    routeTables: routeTables.map(({ itself }) => itself),
    routeTableAssociations: associations.map(({ itself }) => itself),
    routes: routes.map(({ itself }) => itself),
    natGateways: gateways.map(({ itself }) => itself),
    eips: eips.map(({ itself }) => itself),
    vpcEndpoints: vpcEndpoints.map(({ itself }) => itself),
  };
}

async function zonesOf(monitor: Monitor, args: VpcArguments): Promise<readonly string[]> {
  if (args.availabilityZoneNames && args.numberOfAvailabilityZones !== undefined)
    throw new Error("only one of availabilityZoneNames and numberOfAvailabilityZones can be given");
  if (args.availabilityZoneNames) return args.availabilityZoneNames;
  const wanted = args.numberOfAvailabilityZones ?? 3;
  const { names } = await monitor.invoke(
    "aws:index/getAvailabilityZones:getAvailabilityZones",
    args.region === undefined ? {} : { region: args.region },
  );
  const zones = Array.isArray(names) ? names.map(textOf) : [];
  if (zones.length < wanted)
    throw new Error(`the region has ${zones.length} availability zones, ${wanted} are wanted`);
  return zones.slice(0, wanted);
}

/** Addresses are for a firewall on the other side: too few of them would fail for some of the traffic only. */
function refuseAddresses(
  { natGateways: { strategy, elasticIpAllocationIds } }: VpcArguments,
  zones: number,
): void {
  const given = elasticIpAllocationIds.length;
  const wanted = { None: 0, Single: 1, OnePerAz: zones }[strategy];
  if (given > 0 && given !== wanted)
    throw new Error(
      `natGateways.elasticIpAllocationIds: the strategy ${strategy} takes ${wanted}, got ${given}`,
    );
}

function refuseGateways(
  { natGateways: { strategy } }: VpcArguments,
  subnets: readonly PlannedSubnet[],
): void {
  const has = (...types: readonly string[]) => subnets.some(({ type }) => types.includes(type));
  if (strategy !== "None" && !(has("Public") && has("Private", "Isolated")))
    throw new Error(
      `natGateways: the strategy ${strategy} needs public subnets for the gateways, and private or isolated ones`,
    );
}

/** Zone by zone, public subnets first: gateways live in those. */
function inOrder(subnets: readonly PlannedSubnet[]): readonly PlannedSubnet[] {
  return subnets
    .filter(({ type }) => type !== "Unused")
    .toSorted(
      (left, right) =>
        left.zoneIndex - right.zoneIndex || ORDER.indexOf(left.type) - ORDER.indexOf(right.type),
    );
}

function vpcInputs(args: VpcArguments, tags: Properties): Properties {
  const named = needsNames(args) || undefined;
  for (const property of ["enableDnsHostnames", "enableDnsSupport"] as const)
    if (named && args[property] === false)
      throw new Error(`vpcEndpointStrategy "Auto" with private names needs ${property}`);
  return {
    cidrBlock: args.cidrBlock,
    enableDnsHostnames: args.enableDnsHostnames ?? named,
    enableDnsSupport: args.enableDnsSupport ?? named,
    enableNetworkAddressUsageMetrics: args.enableNetworkAddressUsageMetrics,
    instanceTenancy: args.instanceTenancy,
    region: args.region,
    tags,
  };
}

async function subnetOf(
  monitor: Monitor,
  plan: PlannedSubnet,
  {
    region,
    tags,
    network,
  }: { readonly region: string | undefined; readonly tags: Properties; readonly network: Child },
): Promise<Built> {
  const own = { Name: plan.nameTag, SubnetType: plan.type };
  const subnet = await monitor.child(
    "aws:ec2/subnet:Subnet",
    plan.name,
    {
      region,
      vpcId: network.id,
      availabilityZone: plan.zone,
      mapPublicIpOnLaunch: plan.type === "Public",
      cidrBlock: cidrText(plan.block),
      assignIpv6AddressOnCreation: false,
      tags: { ...tags, ...plan.tags, ...own },
    },
    network.urn,
  );
  const routeTable = await monitor.child(
    "aws:ec2/routeTable:RouteTable",
    plan.name,
    { region, vpcId: network.id, tags: { ...tags, ...own } },
    subnet.urn,
  );
  return { plan, subnet, routeTable };
}

/** One gateway for all, or one in the first public subnet of each zone, with an address of its own or a given one. */
async function natGateways(
  monitor: Monitor,
  name: string,
  args: VpcArguments,
  built: readonly Built[],
): Promise<{ readonly eips: readonly Child[]; readonly gateways: readonly Child[] }> {
  const { strategy, elasticIpAllocationIds: given } = args.natGateways;
  const hosts = built.filter(
    ({ plan }, position) =>
      plan.type === "Public" &&
      built.findIndex((other) => other.plan.type === "Public" && other.plan.zoneIndex === plan.zoneIndex) ===
        position,
  );
  const wanted = { None: [], Single: hosts.slice(0, 1), OnePerAz: hosts }[strategy];
  const own = (plan: PlannedSubnet) => ({
    region: args.region,
    tags: { ...args.tags, Name: `${name}-${plan.zoneIndex + 1}` },
  });
  const eips = await Promise.all(
    (given.length > 0 ? [] : wanted).map(({ plan, subnet }) =>
      monitor.child("aws:ec2/eip:Eip", `${name}-${plan.zoneIndex + 1}`, own(plan), subnet.urn),
    ),
  );
  const gateways = await Promise.all(
    wanted.map(({ plan, subnet }, position) =>
      monitor.child(
        "aws:ec2/natGateway:NatGateway",
        `${name}-${plan.zoneIndex + 1}`,
        {
          ...own(plan),
          subnetId: subnet.id,
          allocationId: given[position] ?? eips[position]?.output("allocationId"),
        },
        subnet.urn,
      ),
    ),
  );
  return { eips, gateways };
}

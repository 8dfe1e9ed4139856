import type { Child, Monitor } from "./monitor";
import type { PlannedSubnet } from "./subnets";
import type { EndpointSpec, VpcArguments } from "./vpc-arguments";

/** What endpoints may be attached to. */
export interface Network {
  readonly vpc: Child;
  readonly subnets: readonly { readonly plan: PlannedSubnet; readonly subnet: Child }[];
  readonly routeTables: readonly Child[];
}

/** Makes the VPC's endpoints; under the strategy "Auto" they are attached to what the component has made. */
export function endpoints(
  monitor: Monitor,
  args: VpcArguments,
  tags: Readonly<Record<string, unknown>>,
  network: Network,
): Promise<readonly Child[]> {
  return Promise.all(
    args.vpcEndpointSpecs.map(async (spec) => {
      const region = spec["region"] ?? args.region;
      const own = { region, tags: { ...tags, ...spec.tags } };
      const attached =
        args.vpcEndpointStrategy === "Auto" ? await attachment(monitor, spec, own, network) : {};
      const inputs = { ...attached, ...spec, ...own, vpcId: network.vpc.id };
      return monitor.child("aws:ec2/vpcEndpoint:VpcEndpoint", spec.serviceName, inputs, network.vpc.urn);
    }),
  );
}

/** Whether any endpoint needs the VPC to resolve names, as private names of interface endpoints do. */
export function needsNames(args: VpcArguments): boolean {
  return (
    args.vpcEndpointStrategy === "Auto" &&
    args.vpcEndpointSpecs.some((spec) => isInterface(spec) && spec["privateDnsEnabled"] !== false)
  );
}

function isInterface(spec: EndpointSpec): boolean {
  return spec.vpcEndpointType?.toLowerCase() === "interface";
}

function isGateway(spec: EndpointSpec): boolean {
  return (spec.vpcEndpointType ?? "gateway").toLowerCase() === "gateway";
}

async function attachment(
  monitor: Monitor,
  spec: EndpointSpec,
  own: Readonly<Record<string, unknown>>,
  network: Network,
): Promise<Readonly<Record<string, unknown>>> {
  if (isGateway(spec)) return { routeTableIds: network.routeTables.map(({ id }) => id) };
  if (!isInterface(spec)) return {};
  const given = spec["subnetIds"] !== undefined || spec["subnetConfigurations"] !== undefined;
  return {
    privateDnsEnabled: true,
    ...(given ? {} : { subnetIds: subnetOfEachZone(network) }),
    ...(spec["securityGroupIds"] === undefined
      ? { securityGroupIds: [await securityGroup(monitor, spec, own, network)] }
      : {}),
  };
}

/** One subnet a zone, the most private there is. */
function subnetOfEachZone({ subnets }: Network): readonly unknown[] {
  const zones = [...new Set(subnets.map(({ plan }) => plan.zone))];
  return zones.flatMap((zone) => {
    const inZone = subnets.filter(({ plan }) => plan.zone === zone);
    const best = ["Private", "Isolated", "Public"].flatMap((type) =>
      inZone.filter(({ plan }) => plan.type === type),
    );
    return best.slice(0, 1).map(({ subnet }) => subnet.id);
  });
}

async function securityGroup(
  monitor: Monitor,
  { serviceName }: EndpointSpec,
  own: Readonly<Record<string, unknown>>,
  { vpc }: Network,
): Promise<unknown> {
  const group = await monitor.child(
    "aws:ec2/securityGroup:SecurityGroup",
    `${serviceName}-sg`,
    { ...own, vpcId: vpc.id },
    vpc.urn,
  );
  const rule = {
    region: own["region"],
    type: "ingress",
    securityGroupId: group.id,
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrBlocks: [vpc.output("cidrBlock")],
  };
  await monitor.child(
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    `${serviceName}-ingress`,
    rule,
    vpc.urn,
    [group.urn],
  );
  return group.id;
}

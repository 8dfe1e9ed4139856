import { words, type Making, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { UNKNOWN } from "../properties";
import { ec2Arn, ec2Id } from "./arn";
import { blockOf, cidrFault, isWithin, overlaps } from "./cidr";
import { vpc } from "./refers";
import { EIP, INTERNET_GATEWAY, NAT_GATEWAY, ROUTE_TABLE_ASSOCIATION, SUBNET, VPC } from "./tokens";
import { neighbours, textAt, thingAt } from "./values";
import { zoneId, zonesOf } from "./zones";

/** Amazon VPC: the network itself, its subnets and its way out. IPv6 and IPAM are left out. */
export const ec2Vpc: Readonly<Record<string, ResourceType>> = {
  [VPC]: {
    inputs: words(
      "cidrBlock enableDnsHostnames enableDnsSupport enableNetworkAddressUsageMetrics instanceTenancy tags",
    ),
    required: words("cidrBlock"),
    id: ec2Id("vpc"),
    computed: {
      arn: ec2Arn("vpc"),
      ownerId: ({ account }) => account,
      dhcpOptionsId: ({ digits }) => `dopt-0${digits(16, "dhcp")}`,
      mainRouteTableId: ({ digits }) => `rtb-0${digits(16, "main")}`,
      defaultRouteTableId: ({ digits }) => `rtb-0${digits(16, "main")}`,
      defaultNetworkAclId: ({ digits }) => `acl-0${digits(16, "acl")}`,
      defaultSecurityGroupId: ({ digits }) => `sg-0${digits(16, "group")}`,
    },
    defaults: {
      enableDnsHostnames: false,
      enableDnsSupport: true,
      enableNetworkAddressUsageMetrics: false,
      instanceTenancy: "default",
    },
    replacedBy: words("cidrBlock instanceTenancy"),
    limits: { instanceTenancy: { among: words("default dedicated") } },
    refuseInputs: (inputs) => blockFault(textAt(inputs, "cidrBlock"), "InvalidVpc.Range"),
  },
  [SUBNET]: {
    inputs: words(`availabilityZone availabilityZoneId cidrBlock enableResourceNameDnsARecordOnLaunch
      assignIpv6AddressOnCreation mapPublicIpOnLaunch privateDnsHostnameTypeOnLaunch tags vpcId`),
    required: words("cidrBlock vpcId"),
    id: ec2Id("subnet"),
    computed: {
      arn: ec2Arn("subnet"),
      ownerId: ({ account }) => account,
      availabilityZone: zoneOf,
      availabilityZoneId: (making) => zoneId(zoneOf(making)),
    },
    foreseen: {
      availabilityZone: ({ availabilityZone }) => availabilityZone ?? UNKNOWN,
      availabilityZoneId: ({ availabilityZoneId }) => availabilityZoneId ?? UNKNOWN,
    },
    defaults: {
      mapPublicIpOnLaunch: false,
      enableResourceNameDnsARecordOnLaunch: false,
      privateDnsHostnameTypeOnLaunch: "ip-name",
    },
    replacedBy: words("availabilityZone availabilityZoneId cidrBlock vpcId"),
    limits: { privateDnsHostnameTypeOnLaunch: { among: words("ip-name resource-name") } },
    refers: [vpc("vpcId")],
    refuseInputs: (inputs) => blockFault(textAt(inputs, "cidrBlock"), "InvalidSubnet.Range"),
    refuseMaking: (making) => zoneFault(making) ?? rangeFault(making),
    takesAlong: (subnet, cloud) =>
      cloud.all(ROUTE_TABLE_ASSOCIATION).filter(({ inputs }) => inputs["subnetId"] === subnet.id),
  },
  [INTERNET_GATEWAY]: {
    inputs: words("tags vpcId"),
    id: ec2Id("igw"),
    computed: { arn: ec2Arn("internet-gateway"), ownerId: ({ account }) => account },
    refers: [vpc("vpcId")],
    refuseMaking: (making) => {
      const network = making.text("vpcId");
      const other = neighbours(INTERNET_GATEWAY, making).find(({ inputs }) => inputs["vpcId"] === network);
      return (
        other &&
        network &&
        `InvalidParameterValue: Network ${network} already has an internet gateway attached (${other.id})`
      );
    },
    refuseDelete: mappedAddresses,
  },
};

function blockFault(cidr: string, code: string): string | undefined {
  const block = blockOf(cidr);
  return block !== undefined && (block.bits < 16 || block.bits > 28)
    ? `${code}: The CIDR '${cidr}' is invalid: its size is between /16 and /28`
    : cidrFault(cidr);
}

function zoneOf({ text, region, digits }: Making): string {
  const zones = zonesOf(region);
  const byId = zones.find((zone) => zoneId(zone) === text("availabilityZoneId"));
  return text("availabilityZone") || (byId ?? zones[parseInt(digits(2, "zone"), 16) % zones.length] ?? "");
}

function zoneFault({ text, region }: Making): string | undefined {
  const zones = zonesOf(region);
  const [zone, id] = [text("availabilityZone"), text("availabilityZoneId")];
  if ((zone === "" || zones.includes(zone)) && (id === "" || zones.map(zoneId).includes(id)))
    return undefined;
  return `InvalidParameterValue: Value (${zone || id}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(", ")}.`;
}

function rangeFault(making: Making): string | undefined {
  const network = thingAt([VPC], making.text("vpcId"), making);
  const cidr = making.text("cidrBlock");
  const [block, outer] = [blockOf(cidr), blockOf(textAt(network?.inputs, "cidrBlock"))];
  if (block === undefined || outer === undefined) return undefined;
  if (!isWithin(block, outer))
    return `InvalidSubnet.Range: The CIDR '${cidr}' is invalid: it is not within ${textAt(network?.inputs, "cidrBlock")} (${network?.id})`;
  const other = neighbours(SUBNET, making).find(({ inputs }) => {
    const taken = inputs["vpcId"] === network?.id ? blockOf(textAt(inputs, "cidrBlock")) : undefined;
    return taken !== undefined && overlaps(block, taken);
  });
  return (
    other &&
    `InvalidSubnet.Conflict: The CIDR '${cidr}' conflicts with another subnet (${other.id}: ${textAt(other.inputs, "cidrBlock")})`
  );
}

/** A gateway cannot leave a network in which a NAT gateway has a public address. */
function mappedAddresses(gateway: Thing, cloud: Cloud): string | undefined {
  const network = textAt(gateway.inputs, "vpcId");
  const mapped = cloud
    .all(NAT_GATEWAY)
    .find(
      ({ inputs }) =>
        cloud.named([EIP], textAt(inputs, "allocationId")).length > 0 &&
        textAt(cloud.named([SUBNET], textAt(inputs, "subnetId"))[0]?.inputs, "vpcId") === network,
    );
  return (
    mapped &&
    `DependencyViolation: Network ${network} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway. (${mapped.id})`
  );
}

import { crc32 } from "node:zlib";
import { words, type Making, type Properties, type Reference, type ResourceType } from "../catalogue";
import { ec2Arn, ec2Id } from "./arn";
import { blockOf, cidrFault } from "./cidr";
import { vpc } from "./refers";
import {
  ENDPOINT,
  INTERNET_GATEWAY,
  NAT_GATEWAY,
  ROUTE,
  ROUTE_TABLE,
  ROUTE_TABLE_ASSOCIATION,
  SUBNET,
  VPC,
} from "./tokens";
import { first, listAt, neighbours, recordOf, repeated, setOf, textAt, textsAt, thingAt } from "./values";

/** What a route may lead to; peering, transit gateways and the like are left out. */
const TARGETS: Readonly<Record<string, string>> = {
  gatewayId: INTERNET_GATEWAY,
  natGatewayId: NAT_GATEWAY,
  vpcEndpointId: ENDPOINT,
};

const targets = (prefix: string): readonly Reference[] =>
  Object.entries(TARGETS).map(([property, to]) => ({ at: `${prefix}${property}`, to: [to] }));

/** Amazon VPC's route tables. */
export const ec2Routes: Readonly<Record<string, ResourceType>> = {
  [ROUTE_TABLE]: {
    inputs: words("routes tags vpcId"),
    required: words("vpcId"),
    id: ec2Id("rtb"),
    computed: { arn: ec2Arn("route-table"), ownerId: ({ account }) => account },
    replacedBy: words("vpcId"),
    refers: [vpc("vpcId"), ...targets("routes[].")],
    refuseInputs: (inputs) => {
      const twice = repeated(textsAt(inputs, "routes[].cidrBlock"));
      return twice === undefined
        ? first(listAt(inputs, "routes[]"), (route) => routeFault(recordOf(route), "cidrBlock"))
        : `RouteAlreadyExists: The route identified by ${twice} already exists.`;
    },
    refuseMaking: (making) =>
      first(listAt(making.inputs, "routes[]"), (route) =>
        targetFault(recordOf(route), "cidrBlock", making.text("vpcId"), making),
      ),
    // The provider takes its subnets from it first.
    takesAlong: (table, cloud) =>
      cloud.all(ROUTE_TABLE_ASSOCIATION).filter(({ inputs }) => inputs["routeTableId"] === table.id),
  },
  [ROUTE]: {
    inputs: ["destinationCidrBlock", "routeTableId", ...Object.keys(TARGETS)],
    required: words("destinationCidrBlock routeTableId"),
    id: ({ text }) => `r-${text("routeTableId")}${crc32(text("destinationCidrBlock"))}`,
    computed: { origin: () => "CreateRoute", state: () => "active" },
    replacedBy: words("destinationCidrBlock routeTableId"),
    refers: [{ at: "routeTableId", to: [ROUTE_TABLE] }, ...targets("")],
    refuseInputs: (inputs) => routeFault(inputs, "destinationCidrBlock"),
    refuseMaking: (making) => {
      const table = thingAt([ROUTE_TABLE], making.text("routeTableId"), making);
      const destination = making.text("destinationCidrBlock");
      return textsAt(table?.inputs, "routes[].cidrBlock").includes(destination)
        ? `RouteAlreadyExists: The route identified by ${destination} already exists. (inline in ${table?.id})`
        : targetFault(making.inputs, "destinationCidrBlock", textAt(table?.inputs, "vpcId"), making);
    },
  },
  [ROUTE_TABLE_ASSOCIATION]: {
    inputs: words("gatewayId routeTableId subnetId"),
    required: words("routeTableId"),
    id: ec2Id("rtbassoc"),
    replacedBy: words("gatewayId subnetId"),
    refers: [
      { at: "routeTableId", to: [ROUTE_TABLE] },
      { at: "subnetId", to: [SUBNET] },
      { at: "gatewayId", to: [INTERNET_GATEWAY] },
    ],
    refuseInputs: (inputs) =>
      setOf(inputs, "gatewayId", "subnetId").length === 1
        ? undefined
        : "one of `gateway_id,subnet_id` must be specified",
    refuseMaking: associationFault,
  },
};

function routeFault(route: Properties, destination: string): string | undefined {
  const given = setOf(route, ...Object.keys(TARGETS));
  if (given.length !== 1)
    return `InvalidParameterCombination: a route has exactly one target, got ${given.join(", ") || "none"}`;
  return cidrFault(textAt(route, destination));
}

function targetFault(
  route: Properties,
  destination: string,
  network: string,
  making: Making,
): string | undefined {
  const cidr = textAt(route, destination);
  const [block, local] = [
    blockOf(cidr),
    blockOf(textAt(thingAt([VPC], network, making)?.inputs, "cidrBlock")),
  ];
  if (block !== undefined && block.from === local?.from && block.to === local.to)
    return `RouteAlreadyExists: The route identified by ${cidr} already exists. (the network's own)`;
  return first(Object.entries(TARGETS), ([property, type]) => {
    const target = thingAt([type], textAt(route, property), making);
    if (target === undefined) return undefined;
    const subnet = thingAt([SUBNET], textAt(target.inputs, "subnetId"), making);
    const place = textAt(target.inputs, "vpcId") || textAt(subnet?.inputs, "vpcId");
    return place === network
      ? undefined
      : `InvalidParameterValue: route table and network gateway ${target.id} belong to different networks (${network}, ${place || "none"})`;
  });
}

function associationFault(making: Making): string | undefined {
  const [table, subnet] = [
    thingAt([ROUTE_TABLE], making.text("routeTableId"), making),
    thingAt([SUBNET], making.text("subnetId"), making),
  ];
  if (subnet === undefined) return undefined;
  if (table?.inputs["vpcId"] !== subnet.inputs["vpcId"])
    return `InvalidParameterValue: Route table ${table?.id} and subnet ${subnet.id} belong to different networks`;
  const other = neighbours(ROUTE_TABLE_ASSOCIATION, making).find(
    ({ inputs }) => inputs["subnetId"] === subnet.id,
  );
  return (
    other &&
    `Resource.AlreadyAssociated: the specified association for route table ${table?.id} conflicts with an existing association (${other.id})`
  );
}

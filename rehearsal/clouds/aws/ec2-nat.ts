import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { UNKNOWN } from "../properties";
import { arn, ec2Id } from "./arn";
import { blockOf } from "./cidr";
import { subnet } from "./refers";
import { EIP, INTERNET_GATEWAY, NAT_GATEWAY, SUBNET } from "./tokens";
import { isSet, neighbours, textAt, thingAt } from "./values";

/** Public addresses and the NAT gateways that use them. */
export const ec2Nat: Readonly<Record<string, ResourceType>> = {
  [EIP]: {
    inputs: words("domain networkBorderGroup publicIpv4Pool tags"),
    id: ec2Id("eipalloc"),
    computed: {
      arn: (making) => arn("ec2", making, `elastic-ip/${making.id}`),
      allocationId: ({ id }) => id,
      publicIp: (making) => addressOf(making),
      publicDns: (making) =>
        `ec2-${addressOf(making).replaceAll(".", "-")}.${making.region}.compute.amazonaws.com`,
      associationId: () => "",
      privateIp: () => "",
    },
    defaults: { domain: "vpc", publicIpv4Pool: "amazon" },
    replacedBy: words("domain networkBorderGroup publicIpv4Pool"),
    limits: { domain: { among: ["vpc"] } },
  },
  [NAT_GATEWAY]: {
    inputs: words("allocationId connectivityType privateIp subnetId tags"),
    required: words("subnetId"),
    id: ec2Id("nat"),
    computed: {
      networkInterfaceId: ({ digits }) => `eni-0${digits(16, "interface")}`,
      associationId: ({ inputs, digits }) =>
        isSet(inputs, "allocationId") ? `eipassoc-0${digits(16, "association")}` : "",
      publicIp: (making) => textAt(thingAt([EIP], making.text("allocationId"), making)?.outputs, "publicIp"),
      privateIp: (making) => making.inputs["privateIp"] ?? privateAddress(making),
    },
    foreseen: { privateIp: ({ privateIp }) => privateIp ?? UNKNOWN },
    defaults: { connectivityType: "public" },
    replacedBy: words("allocationId connectivityType privateIp subnetId"),
    limits: { connectivityType: { among: words("public private") } },
    refers: [
      subnet("subnetId"),
      { at: "allocationId", to: [EIP], holds: "InvalidIPAddress.InUse: The IP address is in use" },
    ],
    refuseInputs: (inputs) =>
      isPublic(inputs) === isSet(inputs, "allocationId")
        ? undefined
        : "InvalidParameter: a public NAT gateway takes an allocationId (MissingParameter), a private one none",
    refuseMaking: natFault,
  },
};

/** Addresses that nobody has: those for benchmarks between networks (RFC 2544). */
function addressOf({ digits }: Making): string {
  const number = parseInt(digits(8, "address"), 16);
  return `198.${18 + (number % 2)}.${(number >> 8) & 255}.${(number >> 16) & 255}`;
}

function privateAddress(making: Making): string {
  const network = thingAt([SUBNET], making.text("subnetId"), making);
  const block = blockOf(textAt(network?.inputs, "cidrBlock"));
  const address = (block?.from ?? 0) + 4 + (parseInt(making.digits(4, "address"), 16) % 11);
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

const isPublic = (inputs: Properties): boolean => (inputs["connectivityType"] ?? "public") === "public";

function natFault(making: Making): string | undefined {
  const allocation = making.text("allocationId");
  const other = neighbours(NAT_GATEWAY, making).find(({ inputs }) => inputs["allocationId"] === allocation);
  if (allocation !== "" && other)
    return `Resource.AlreadyAssociated: Elastic IP address [${allocation}] is already associated (${other.id})`;
  const network = textAt(thingAt([SUBNET], making.text("subnetId"), making)?.inputs, "vpcId");
  const attached = neighbours(INTERNET_GATEWAY, making).some(({ inputs }) => inputs["vpcId"] === network);
  return isPublic(making.inputs) && !attached
    ? `Gateway.NotAttached: Network ${network} has no Internet gateway attached`
    : undefined;
}

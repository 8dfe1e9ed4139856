import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { accessLogsRefused } from "./load-balancer-logs";
import { securityGroup, subnet } from "./refers";
import { INTERNET_GATEWAY, LISTENER, LISTENER_RULE, LOAD_BALANCER, SECURITY_GROUP, SUBNET } from "./tokens";
import { isSet, neighbours, repeated, setOf, textAt, textsAt, thingAt } from "./values";

const ON_OFF = { among: words("on off") };

/** Hosted zones of the load balancers' own names, by kind [docs.aws.amazon.com: Elastic Load Balancing endpoints]. */
const DNS_ZONES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  application: {
    "eu-west-1": "Z32O12XQLNTSW2",
    "eu-west-2": "ZHURV8PSTC4K8",
    "eu-central-1": "Z215JYRZR1TBD5",
    "us-east-1": "Z35SXDOTRQ7X7K",
  },
  network: {
    "eu-west-1": "Z2IFOLAFXWLO4F",
    "eu-west-2": "ZD4D7Y8KGAS4G",
    "eu-central-1": "Z3F0SRJ5LGBH90",
    "us-east-1": "Z26RNL4JYFTOTI",
  },
};

/** Names of load balancers and of target groups [docs.aws.amazon.com: CreateLoadBalancer, CreateTargetGroup]. */
export const BALANCER_NAME = {
  property: "name",
  pattern: /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
  says: 'up to 32 letters, digits and hyphens, with no hyphen at either end and not beginning with "internal-"',
  unique: "region",
  automatic: true,
} as const;

/** Elastic Load Balancing: application and network load balancers. */
export const loadBalancers: Readonly<Record<string, ResourceType>> = {
  [LOAD_BALANCER]: {
    inputs: words(`accessLogs clientKeepAlive connectionLogs desyncMitigationMode dnsRecordClientRoutingPolicy
      dropInvalidHeaderFields enableCrossZoneLoadBalancing enableDeletionProtection enableHttp2
      enableTlsVersionAndCipherSuiteHeaders enableWafFailOpen enableXffClientPort enableZonalShift
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic idleTimeout internal ipAddressType loadBalancerType
      preserveHostHeader securityGroups subnetMappings subnets tags xffHeaderProcessingMode`),
    name: { ...BALANCER_NAME, taken: "DuplicateLoadBalancerName" },
    id: (making) => arn("elasticloadbalancing", making, `loadbalancer/${suffixOf(making)}`),
    computed: {
      arn: ({ id }) => id,
      arnSuffix: suffixOf,
      dnsName: dnsNameOf,
      vpcId: vpcOf,
      zoneId: ({ inputs, region, digits }) =>
        DNS_ZONES[kindOf(inputs)]?.[region] ?? `Z${digits(13, "zone").toUpperCase()}`,
    },
    defaults: {
      enableCrossZoneLoadBalancing: false,
      enableDeletionProtection: false,
      internal: false,
      ipAddressType: "ipv4",
      loadBalancerType: "application",
    },
    replacedBy: words("internal loadBalancerType"),
    limits: {
      loadBalancerType: { among: words("application network") },
      ipAddressType: { among: words("ipv4 dualstack dualstack-without-public-ipv4") },
      idleTimeout: { from: 1, to: 4000 },
      clientKeepAlive: { from: 60, to: 604_800 },
      desyncMitigationMode: { among: words("monitor defensive strictest") },
      xffHeaderProcessingMode: { among: words("append preserve remove") },
      dnsRecordClientRoutingPolicy: {
        among: words("any_availability_zone availability_zone_affinity partial_availability_zone_affinity"),
      },
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: ON_OFF,
    },
    refers: [subnet("subnets[]"), subnet("subnetMappings[].subnetId"), securityGroup("securityGroups[]")],
    refuseInputs: (inputs) =>
      setOf(inputs, "subnets", "subnetMappings").length === 1
        ? undefined
        : "exactly one of subnets, subnetMappings must be given, with one subnet at least",
    refuseMaking: (making) =>
      placeFault(making) ?? gatewayFault(making) ?? networkChange(making) ?? accessLogsRefused(making),
    refuseDelete: ({ inputs, id }) =>
      inputs["enableDeletionProtection"] === true
        ? `OperationNotPermitted: Load balancer '${id}' cannot be deleted because deletion protection is enabled`
        : undefined,
    takesAlong: (balancer, cloud) => {
      const listeners = cloud.all(LISTENER).filter(({ inputs }) => inputs["loadBalancerArn"] === balancer.id);
      const ids = listeners.map(({ id }) => id);
      return [
        ...listeners,
        ...cloud.all(LISTENER_RULE).filter(({ inputs }) => ids.includes(textAt(inputs, "listenerArn"))),
      ];
    },
  },
};

/** `application` or `network`. */
export const kindOf = (inputs: Properties): string => textAt(inputs, "loadBalancerType") || "application";

/** `net/name/0123456789abcdef`. */
function suffixOf({ inputs, name, digits }: Making): string {
  return `${kindOf(inputs) === "network" ? "net" : "app"}/${name}/${digits(16, "balancer")}`;
}

function dnsNameOf({ inputs, name, region, digits }: Making): string {
  if (kindOf(inputs) === "network") return `${name}-${digits(16, "balancer")}.elb.${region}.amazonaws.com`;
  const number = Number.parseInt(digits(8, "dns"), 16);
  return `${inputs["internal"] === true ? "internal-" : ""}${name}-${number}.${region}.elb.amazonaws.com`;
}

const subnetsOf = (inputs: Properties): readonly string[] => [
  ...textsAt(inputs, "subnets[]"),
  ...textsAt(inputs, "subnetMappings[].subnetId"),
];

function vpcOf(making: Making): string {
  return textAt(thingAt([SUBNET], subnetsOf(making.inputs)[0] ?? "", making)?.inputs, "vpcId");
}

/** One network, one subnet of a zone, and two zones at least for an application load balancer. */
function placeFault(making: Making): string | undefined {
  const { inputs } = making;
  const places = subnetsOf(inputs).map((id) => thingAt([SUBNET], id, making));
  const networks = [...new Set(places.map((place) => textAt(place?.inputs, "vpcId")))];
  if (networks.length > 1)
    return `InvalidConfigurationRequest: All subnets must belong to the same VPC (${networks.join(", ")})`;
  const zones = places.map((place) => textAt(place?.outputs, "availabilityZone"));
  const zone = repeated(zones);
  if (zone !== undefined)
    return `InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone (${zone})`;
  if (kindOf(inputs) === "application" && zones.length < 2)
    return "ValidationError: At least two subnets in two different Availability Zones must be specified";
  const stranger = textsAt(inputs, "securityGroups[]").find(
    (id) => textAt(thingAt([SECURITY_GROUP], id, making)?.inputs, "vpcId") !== networks[0],
  );
  return stranger === undefined
    ? undefined
    : `InvalidConfigurationRequest: One or more security groups are invalid: ${stranger} is not of ${networks[0]}`;
}

function gatewayFault(making: Making): string | undefined {
  const network = vpcOf(making);
  return making.inputs["internal"] === true ||
    neighbours(INTERNET_GATEWAY, making).some(({ inputs }) => inputs["vpcId"] === network)
    ? undefined
    : `InvalidSubnet: VPC ${network} has no internet gateway`;
}

const REPLACES = "(the real provider makes a new one instead: rehearse that with pulumi up --replace)";

/**
 * What a network load balancer never becomes. The real provider replaces it then; a table can only name properties of
 * which every change replaces, and not every change of these does.
 */
function networkChange({ inputs, before }: Making): string | undefined {
  if (before === undefined || kindOf(inputs) !== "network") return undefined;
  const had = isSet(before.inputs, "securityGroups");
  if (had !== isSet(inputs, "securityGroups"))
    return had
      ? `InvalidConfigurationRequest: You must specify at least one security group: a network load balancer keeps one ${REPLACES}`
      : `InvalidConfigurationRequest: You cannot add security groups to a network load balancer that was created without any ${REPLACES}`;
  const left = subnetsOf(before.inputs).find((id) => !subnetsOf(inputs).includes(id));
  return (
    left &&
    `InvalidConfigurationRequest: The subnet ${left} cannot be removed from a network load balancer ${REPLACES}`
  );
}

import { crc32 } from "node:zlib";
import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import type { Thing } from "../cloud";
import { digitsOf } from "../cloud";
import { ec2Arn, ec2Id } from "./arn";
import { securityGroup, subnet, vpc } from "./refers";
import { ENDPOINT, ENDPOINT_ROUTE, ROUTE_TABLE, SECURITY_GROUP, SUBNET, VPC } from "./tokens";
import { first, neighbours, repeated, setOf, textAt, textsAt, thingAt } from "./values";

/** [docs.aws.amazon.com: AWS services that integrate with AWS PrivateLink; Gateway endpoints] */
const GATEWAY_SERVICES = words("s3 dynamodb");
const INTERFACE_SERVICES =
  words(`s3 dynamodb ecr.api ecr.dkr logs monitoring secretsmanager sqs sns kms sts ssm
  ssmmessages ec2messages ec2 ecs ecs-agent ecs-telemetry elasticfilesystem es lambda events states rds rds-data
  application-autoscaling autoscaling elasticloadbalancing servicediscovery cognito-idp backup execute-api
  guardduty-data xray athena glue eks eks-auth email-smtp s3-global.accesspoint access-analyzer cloudtrail config`);

/** AWS's own prefix lists, by which routes and rules name S3 and DynamoDB of a region. */
export const prefixListOf = (region: string, service: string): string =>
  `pl-${digitsOf(`com.amazonaws.${region}.${service}`, 8)}`;

/** The lists of the networks from which CloudFront calls origins, by region; AWS keeps them. */
const CLOUDFRONT_LISTS: Readonly<Record<string, string>> = {
  "eu-west-1": "pl-4fa04526",
  "eu-west-2": "pl-93a247fa",
  "eu-central-1": "pl-a3a144ca",
  "us-east-1": "pl-3b927c52",
};

/** The lists of networks that AWS keeps in a region, by their names. */
export const awsPrefixLists = (region: string): Readonly<Record<string, string>> => {
  const cloudFront = CLOUDFRONT_LISTS[region];
  return {
    ...Object.fromEntries(
      GATEWAY_SERVICES.map((service) => [
        `com.amazonaws.${region}.${service}`,
        prefixListOf(region, service),
      ]),
    ),
    ...(cloudFront === undefined ? {} : { "com.amazonaws.global.cloudfront.origin-facing": cloudFront }),
  };
};

/** Endpoints of a network for AWS services. */
export const ec2Endpoints: Readonly<Record<string, ResourceType>> = {
  [ENDPOINT]: {
    inputs: words(`autoAccept dnsOptions ipAddressType policy privateDnsEnabled routeTableIds securityGroupIds
      serviceName subnetIds tags vpcEndpointType vpcId`),
    required: words("serviceName vpcId"),
    id: ec2Id("vpce"),
    computed: {
      arn: ec2Arn("vpc-endpoint"),
      ownerId: ({ account }) => account,
      state: () => "available",
      requesterManaged: () => false,
      prefixListId: (making) =>
        isGateway(making.inputs) ? prefixListOf(making.region, serviceOf(making.text("serviceName"))) : "",
      cidrBlocks: () => [],
      networkInterfaceIds: ({ inputs, digits }) =>
        textsAt(inputs, "subnetIds[]").map((id) => `eni-0${digits(16, id)}`),
      dnsEntries: ({ inputs, id, digits, region }) =>
        isGateway(inputs)
          ? []
          : [
              {
                dnsName: `${id}-${digits(8, "dns")}.${serviceOf(textAt(inputs, "serviceName"))}.${region}.vpce.amazonaws.com`,
                hostedZoneId: `Z${digits(13, "zone").toUpperCase()}`,
              },
            ],
    },
    defaults: { vpcEndpointType: "Gateway", privateDnsEnabled: false },
    replacedBy: words("serviceName vpcEndpointType vpcId"),
    limits: {
      vpcEndpointType: { among: words("Gateway Interface") },
      ipAddressType: { among: words("ipv4 dualstack ipv6") },
    },
    refers: [
      vpc("vpcId"),
      subnet("subnetIds[]"),
      securityGroup("securityGroupIds[]"),
      { at: "routeTableIds[]", to: [ROUTE_TABLE] },
    ],
    documents: [{ property: "policy", max: 20_480, kind: "policy" }],
    refuseInputs: kindFault,
    refuseMaking: (making) =>
      serviceFault(making) ?? (isGateway(making.inputs) ? gatewayFault(making) : interfaceFault(making)),
  },
  [ENDPOINT_ROUTE]: {
    inputs: words("routeTableId vpcEndpointId"),
    required: words("routeTableId vpcEndpointId"),
    id: ({ text }) => `a-${text("vpcEndpointId")}${crc32(text("routeTableId"))}`,
    replacedBy: words("routeTableId vpcEndpointId"),
    refers: [
      { at: "routeTableId", to: [ROUTE_TABLE] },
      { at: "vpcEndpointId", to: [ENDPOINT] },
    ],
    refuseMaking: routeFault,
  },
};

const isGateway = (inputs: Properties): boolean => (inputs["vpcEndpointType"] ?? "Gateway") === "Gateway";

/** `s3` of `com.amazonaws.eu-west-1.s3`. */
const serviceOf = (serviceName: string): string => serviceName.split(".").slice(3).join(".");

function kindFault(inputs: Properties): string | undefined {
  const foreign = isGateway(inputs)
    ? setOf(inputs, "subnetIds", "securityGroupIds", "dnsOptions")
    : setOf(inputs, "routeTableIds");
  if (foreign.length > 0)
    return `InvalidParameter: ${foreign.join(", ")} is not for endpoints of type ${isGateway(inputs) ? "Gateway" : "Interface"}`;
  return isGateway(inputs) && inputs["privateDnsEnabled"] === true
    ? "InvalidParameter: Private DNS can't be enabled because the service is reached through a Gateway endpoint"
    : undefined;
}

function serviceFault({ inputs, text, region }: Making): string | undefined {
  const name = text("serviceName");
  const known = isGateway(inputs) ? GATEWAY_SERVICES : INTERFACE_SERVICES;
  return name === `com.amazonaws.${region}.${serviceOf(name)}` && known.includes(serviceOf(name))
    ? undefined
    : `InvalidServiceName: The Vpc Endpoint Service '${name}' does not exist (${region} has it not as ${isGateway(inputs) ? "Gateway" : "Interface"}, by the list in rehearsal/clouds/aws/ec2-endpoints.ts)`;
}

const sameService = (making: Making): readonly Thing[] =>
  neighbours(ENDPOINT, making).filter(
    ({ inputs }) =>
      inputs["vpcId"] === making.inputs["vpcId"] &&
      inputs["serviceName"] === making.inputs["serviceName"] &&
      isGateway(inputs) === isGateway(making.inputs),
  );

function gatewayFault(making: Making): string | undefined {
  return first(textsAt(making.inputs, "routeTableIds[]"), (id) => {
    const table = thingAt([ROUTE_TABLE], id, making);
    if (table?.inputs["vpcId"] !== making.inputs["vpcId"])
      return `InvalidParameter: Route table ${id} and the endpoint belong to different networks`;
    const other = sameService(making).find((endpoint) => tablesOf(endpoint, making).includes(id));
    return other && routeExists(id, other);
  });
}

/** Route tables that lead to a gateway endpoint: the endpoint's own and those associated with it. */
const tablesOf = (endpoint: Thing, making: Making): readonly string[] => [
  ...textsAt(endpoint.inputs, "routeTableIds[]"),
  ...neighbours(ENDPOINT_ROUTE, making)
    .filter(({ inputs }) => inputs["vpcEndpointId"] === endpoint.id)
    .map(({ inputs }) => textAt(inputs, "routeTableId")),
];

const routeExists = (table: string, endpoint: Thing): string =>
  `RouteAlreadyExists: route table ${table} already has a route with destination-prefix-list-id ${textAt(endpoint.outputs, "prefixListId")} (${endpoint.id})`;

function routeFault(making: Making): string | undefined {
  const [table, endpoint] = [
    thingAt([ROUTE_TABLE], making.text("routeTableId"), making),
    thingAt([ENDPOINT], making.text("vpcEndpointId"), making),
  ];
  if (table === undefined || endpoint === undefined) return undefined;
  if (!isGateway(endpoint.inputs))
    return `InvalidParameter: ${endpoint.id} is no Gateway endpoint: it has no route tables`;
  if (table.inputs["vpcId"] !== endpoint.inputs["vpcId"])
    return `InvalidParameter: Route table ${table.id} and the endpoint ${endpoint.id} belong to different networks`;
  return tablesOf(endpoint, making).includes(table.id) ? routeExists(table.id, endpoint) : undefined;
}

function interfaceFault(making: Making): string | undefined {
  const { inputs } = making;
  const network = thingAt([VPC], making.text("vpcId"), making);
  const places = [
    ...textsAt(inputs, "subnetIds[]").map((id) => thingAt([SUBNET], id, making)),
    ...textsAt(inputs, "securityGroupIds[]").map((id) => thingAt([SECURITY_GROUP], id, making)),
  ];
  const stranger = places.find((place) => place !== undefined && place.inputs["vpcId"] !== network?.id);
  if (stranger) return `InvalidParameter: ${stranger.id} and the endpoint belong to different networks`;
  const zones = places.flatMap((place) => textsAt(place?.outputs, "availabilityZone"));
  const zone = repeated(zones);
  if (zone !== undefined)
    return `DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone ${zone}`;
  if (inputs["privateDnsEnabled"] !== true) return undefined;
  if (network?.outputs["enableDnsSupport"] !== true || network.outputs["enableDnsHostnames"] !== true)
    return `InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${network?.id}`;
  const other = sameService(making).find((endpoint) => endpoint.inputs["privateDnsEnabled"] === true);
  return (
    other &&
    `InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${serviceOf(making.text("serviceName"))}.${making.region}.amazonaws.com in the VPC ${network.id} (${other.id})`
  );
}

import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { isFor, notIssued } from "./certificates";
import { API_DOMAIN, API_STAGE, BASE_PATH_MAPPING, CERTIFICATE, REST_API } from "./tokens";
import { neighbours, setOf, textAt, thingAt } from "./values";

/** Hosted zones of API Gateway's own names, by region [docs.aws.amazon.com: Amazon API Gateway endpoints]. */
const DNS_ZONES: Readonly<Record<string, string>> = {
  "eu-west-1": "ZLY8HYME6SFDD",
  "eu-west-2": "ZJ5UAJN8Y3Z2Q",
  "eu-central-1": "Z1U9ULNL0V5AJ3",
  "us-east-1": "Z1UJRXOUMOOFQ8",
};

/** The zone of every CloudFront distribution. */
export const CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

const certificate = (at: string) =>
  ({
    at,
    to: [CERTIFICATE],
    form: "arn",
    holds: "ResourceInUseException: the certificate is in use",
    anyRegion: true,
  }) as const;

/** Amazon API Gateway: names of one's own for REST APIs, and which paths of them lead where. */
export const apiDomains: Readonly<Record<string, ResourceType>> = {
  [API_DOMAIN]: {
    inputs: words(
      "certificateArn endpointConfiguration regionalCertificateArn routingMode securityPolicy tags",
    ),
    name: {
      property: "domainName",
      pattern: /^(?=.{4,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
      says: "a domain name in lower case",
      unique: "region",
      taken: "BadRequestException: The domain name you provided already exists.",
      automatic: false,
    },
    id: ({ name }) => name,
    computed: {
      arn: ({ region, name }) => `arn:aws:apigateway:${region}::/domainnames/${name}`,
      certificateUploadDate: () => "",
      cloudfrontDomainName: ({ inputs, digits }) =>
        typeOf(inputs) === "EDGE" ? `d${digits(13, "edge")}.cloudfront.net` : "",
      cloudfrontZoneId: ({ inputs }) => (typeOf(inputs) === "EDGE" ? CLOUDFRONT_ZONE : ""),
      domainNameId: () => "",
      regionalDomainName: ({ inputs, region, digits }) =>
        typeOf(inputs) === "REGIONAL"
          ? `d-${digits(10, "regional")}.execute-api.${region}.amazonaws.com`
          : "",
      regionalZoneId: ({ inputs, region, digits }) =>
        typeOf(inputs) === "REGIONAL" ? (DNS_ZONES[region] ?? `Z${digits(13, "zone").toUpperCase()}`) : "",
    },
    limits: {
      "endpointConfiguration.types": { among: words("REGIONAL EDGE") },
      "endpointConfiguration.ipAddressType": { among: words("ipv4 dualstack") },
      securityPolicy: {
        like: /^(TLS_1_[02]|SecurityPolicy_\w+)$/,
        says: "TLS_1_0, TLS_1_2 or SecurityPolicy_…",
      },
      routingMode: {
        among: words("BASE_PATH_MAPPING_ONLY ROUTING_RULE_ONLY ROUTING_RULE_THEN_BASE_PATH_MAPPING"),
      },
    },
    refers: [certificate("certificateArn"), certificate("regionalCertificateArn")],
    refuseInputs: (inputs) => {
      const wanted = PLACES[typeOf(inputs)];
      const given = setOf(inputs, "certificateArn", "regionalCertificateArn");
      return wanted === undefined || (given.length === 1 && given[0] === wanted)
        ? undefined
        : `BadRequestException: an endpoint of type ${typeOf(inputs)} takes ${wanted}, got ${given.join(", ") || "none"}`;
    },
    refuseMaking: certificateFault,
    takesAlong: ({ id }, cloud) =>
      cloud.all(BASE_PATH_MAPPING).filter(({ inputs }) => inputs["domainName"] === id),
  },
  [BASE_PATH_MAPPING]: {
    inputs: words("basePath domainName restApi stageName"),
    required: words("domainName restApi"),
    id: ({ text }) => `${text("domainName")}/${text("basePath")}`,
    replacedBy: words("domainName"),
    limits: {
      basePath: { like: /^[\w$.+!*'()-]*$/, says: "one part of a path: letters, digits and $-_.+!*'()" },
    },
    refers: [
      { at: "domainName", to: [API_DOMAIN] },
      {
        at: "restApi",
        to: [REST_API],
        holds:
          "BadRequestException: Please remove all base path mappings related to the REST API in your account before deleting the API",
      },
    ],
    refuseMaking: mappingFault,
  },
};

const typeOf = (inputs: Properties): string => textAt(inputs, "endpointConfiguration.types") || "EDGE";

/** Where each type of endpoint has its certificate. */
const PLACES: Readonly<Record<string, string>> = {
  EDGE: "certificateArn",
  REGIONAL: "regionalCertificateArn",
};

/** The certificate is issued, for this name, and where the endpoint looks for it. */
function certificateFault(making: Making): string | undefined {
  const handle = making.text(PLACES[typeOf(making.inputs)] ?? "");
  const found = thingAt([CERTIFICATE], handle, making);
  if (found === undefined) return undefined;
  const region = typeOf(making.inputs) === "EDGE" ? "us-east-1" : making.region;
  if (found.region !== region)
    return `BadRequestException: Invalid certificate ARN: ${found.id}. Certificate must be in '${region}'.`;
  return (
    notIssued(found.id, "BadRequestException:", making) ??
    (isFor(found, making.name)
      ? undefined
      : `BadRequestException: The domain name to be created is not covered by the provided certificate (${making.name}: ${found.id})`)
  );
}

function mappingFault(making: Making): string | undefined {
  const [domain, api, stage] = words("domainName restApi stageName").map(making.text);
  const path = making.text("basePath");
  const other = neighbours(BASE_PATH_MAPPING, making).find(
    ({ inputs }) => inputs["domainName"] === domain && textAt(inputs, "basePath") === path,
  );
  if (other) return `ConflictException: Base path already exists for this domain name (${other.urn})`;
  return stage === "" ||
    neighbours(API_STAGE, making).some(
      ({ inputs }) => inputs["restApi"] === api && inputs["stageName"] === stage,
    )
    ? undefined
    : `BadRequestException: Invalid stage identifier specified (${stage} of ${api})`;
}

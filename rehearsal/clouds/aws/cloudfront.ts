import { words, type NameRule, type Properties, type ResourceType } from "../catalogue";
import { arnWithoutRegion } from "./arn";
import { distribution } from "./cloudfront-distribution";
import {
  CACHE_POLICY,
  DISTRIBUTION,
  LOAD_BALANCER,
  ORIGIN_ACCESS_CONTROL,
  RESPONSE_HEADERS_POLICY,
  VPC_ORIGIN,
} from "./tokens";
import { cloudFrontId, policyId } from "./cloudfront-ids";
import { first, isSet, listAt, numberAt, repeated, textsAt } from "./values";

const nameOf = (kind: string): NameRule => ({
  property: "name",
  pattern: /^[\w-]{1,64}$/,
  says: "up to 64 letters, digits, hyphens and underscores",
  unique: "account",
  taken: `${kind}AlreadyExists`,
  automatic: true,
});

const SWITCHES = {
  cookies: "none whitelist allExcept all",
  headers: "none whitelist",
  queries: "none whitelist allExcept all",
};
const KEY = "parametersInCacheKeyAndForwardedToOrigin";

/** Amazon CloudFront: distributions, and what they are put together from. It is in no region, and called in us-east-1. */
export const cloudfront: Readonly<Record<string, ResourceType>> = {
  [DISTRIBUTION]: distribution,
  [ORIGIN_ACCESS_CONTROL]: {
    inputs: words("description originAccessControlOriginType signingBehavior signingProtocol"),
    required: words("originAccessControlOriginType signingBehavior signingProtocol"),
    name: nameOf("OriginAccessControl"),
    id: cloudFrontId,
    computed: {
      arn: (making) => arnWithoutRegion("cloudfront", making, `origin-access-control/${making.id}`),
      etag: cloudFrontId,
    },
    limits: {
      originAccessControlOriginType: { among: words("s3 lambda mediastore mediapackagev2") },
      signingBehavior: { among: words("always never no-override") },
      signingProtocol: { among: words("sigv4") },
    },
  },
  [VPC_ORIGIN]: {
    inputs: words("tags timeouts vpcOriginEndpointConfig"),
    required: words("vpcOriginEndpointConfig"),
    id: ({ digits }) => `vo_${digits(22)}`,
    computed: {
      arn: (making) => arnWithoutRegion("cloudfront", making, `vpcorigin/${making.id}`),
      etag: cloudFrontId,
    },
    limits: {
      "vpcOriginEndpointConfig.name": { like: /^[\w-]{1,64}$/, says: "up to 64 letters, digits, _ and -" },
      "vpcOriginEndpointConfig.httpPort": { from: 1, to: 65_535 },
      "vpcOriginEndpointConfig.httpsPort": { from: 1, to: 65_535 },
      "vpcOriginEndpointConfig.originProtocolPolicy": { among: words("http-only https-only match-viewer") },
      "vpcOriginEndpointConfig.originSslProtocols.items[]": { among: words("SSLv3 TLSv1 TLSv1.1 TLSv1.2") },
    },
    refers: [{ at: "vpcOriginEndpointConfig.arn", to: [LOAD_BALANCER], form: "arn", anyRegion: true }],
    refuseInputs: endpointFault,
  },
  [CACHE_POLICY]: {
    inputs: words(`comment defaultTtl maxTtl minTtl ${KEY}`),
    required: words(KEY),
    name: { ...nameOf("CachePolicy"), pattern: /^[\w-]{1,128}$/, says: "up to 128 letters, digits, _ and -" },
    id: policyId,
    computed: {
      arn: (making) => arnWithoutRegion("cloudfront", making, `cache-policy/${making.id}`),
      etag: cloudFrontId,
    },
    defaults: { defaultTtl: 86_400, maxTtl: 31_536_000, minTtl: 0 },
    limits: {
      [`${KEY}.cookiesConfig.cookieBehavior`]: { among: words(SWITCHES.cookies) },
      [`${KEY}.headersConfig.headerBehavior`]: { among: words(SWITCHES.headers) },
      [`${KEY}.queryStringsConfig.queryStringBehavior`]: { among: words(SWITCHES.queries) },
    },
    refuseInputs: cachingFault,
  },
  [RESPONSE_HEADERS_POLICY]: {
    inputs: words(`comment corsConfig customHeadersConfig removeHeadersConfig securityHeadersConfig
      serverTimingHeadersConfig`),
    name: {
      ...nameOf("ResponseHeadersPolicy"),
      pattern: /^[\w-]{1,128}$/,
      says: "up to 128 letters, digits, _ and -",
    },
    id: policyId,
    computed: {
      arn: (making) => arnWithoutRegion("cloudfront", making, `response-headers-policy/${making.id}`),
      etag: cloudFrontId,
    },
    limits: {
      "securityHeadersConfig.frameOptions.frameOption": { among: words("DENY SAMEORIGIN") },
      "securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec": { from: 0, to: 2_147_483_647 },
    },
    refuseInputs: headersFault,
  },
};

const INVALID = "InvalidArgument:";

function endpointFault(inputs: Properties): string | undefined {
  const lacking = words("arn httpPort httpsPort name originProtocolPolicy originSslProtocols").find(
    (property) => !isSet(inputs, `vpcOriginEndpointConfig.${property}`),
  );
  if (lacking !== undefined) return `vpcOriginEndpointConfig takes ${lacking}`;
  const protocols = "vpcOriginEndpointConfig.originSslProtocols";
  const given = textsAt(inputs, `${protocols}.items[]`).length;
  const said = numberAt(inputs, `${protocols}.quantity`);
  return said === given
    ? undefined
    : `${INVALID} The parameter Quantity of OriginSslProtocols does not match its ${given} items, got ${said}`;
}

function cachingFault(inputs: Properties): string | undefined {
  const ttl = (property: string, otherwise: number) => numberAt(inputs, property) ?? otherwise;
  const [least, usual, most] = [ttl("minTtl", 0), ttl("defaultTtl", 86_400), ttl("maxTtl", 31_536_000)];
  if (least > usual || usual > most)
    return `${INVALID} The parameter MinTTL is not less than DefaultTTL, or that than MaxTTL (${least}, ${usual}, ${most})`;
  const lacking = words("cookiesConfig headersConfig queryStringsConfig").find(
    (property) => !isSet(inputs, `${KEY}.${property}`),
  );
  if (lacking !== undefined) return `${KEY} takes ${lacking}`;
  const encodes = ["Brotli", "Gzip"].some(
    (each) => listAt(inputs, `${KEY}.enableAcceptEncoding${each}`)[0] === true,
  );
  return most === 0 && encodes
    ? `${INVALID} The parameter EnableAcceptEncoding is set, and nothing is cached (MaxTTL 0)`
    : undefined;
}

/** Headers that have a place of their own, or that CloudFront alone writes. */
const NOT_CUSTOM =
  /^(strict-transport-security|content-security-policy|x-content-type-options|x-frame-options|referrer-policy|x-xss-protection|connection|transfer-encoding|via|x-amz-cf-.*|x-cache)$/i;

function headersFault(inputs: Properties): string | undefined {
  const kinds = words(
    "corsConfig customHeadersConfig removeHeadersConfig securityHeadersConfig serverTimingHeadersConfig",
  );
  if (!kinds.some((kind) => isSet(inputs, kind)))
    return `${INVALID} The response headers policy says nothing: give it one of ${kinds.join(", ")}`;
  const custom = textsAt(inputs, "customHeadersConfig.items[].header");
  const foreign = custom.find((header) => NOT_CUSTOM.test(header));
  if (foreign !== undefined)
    return `${INVALID} The parameter CustomHeaders contains ${foreign}, which is no custom header`;
  const twice = repeated(custom.map((header) => header.toLowerCase()));
  if (twice !== undefined) return `${INVALID} The parameter CustomHeaders contains ${twice} twice`;
  return first(words("contentTypeOptions frameOptions referrerPolicy strictTransportSecurity"), (part) =>
    isSet(inputs, `securityHeadersConfig.${part}`) && !isSet(inputs, `securityHeadersConfig.${part}.override`)
      ? `securityHeadersConfig.${part} takes override`
      : undefined,
  );
}

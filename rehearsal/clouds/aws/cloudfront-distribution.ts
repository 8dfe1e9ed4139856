import { words, type Making, type Properties, type Reference, type ResourceType } from "../catalogue";
import { arnWithoutRegion, MADE_AT } from "./arn";
import { isFor, notIssued } from "./certificates";
import { cloudFrontId, MANAGED_CACHING, MANAGED_HEADERS, MANAGED_REQUESTS } from "./cloudfront-ids";
import {
  CACHE_POLICY,
  CERTIFICATE,
  DISTRIBUTION,
  EDGE_FUNCTION,
  ORIGIN_ACCESS_CONTROL,
  RESPONSE_HEADERS_POLICY,
  VPC_ORIGIN,
  WEB_ACL,
} from "./tokens";
import { first, isSet, listAt, recordOf, repeated, setOf, textAt, textsAt, thingAt } from "./values";

/** CloudFront's own zone, for alias records [docs.aws.amazon.com: AliasTarget]. */
const HOSTED_ZONE = "Z2FDTNDATAQYW2";
const EDGE = "us-east-1";

const BEHAVIOURS = ["defaultCacheBehavior", "orderedCacheBehaviors[]"];

const TLS = words(
  "SSLv3 TLSv1 TLSv1_2016 TLSv1.1_2016 TLSv1.2_2018 TLSv1.2_2019 TLSv1.2_2021 TLSv1.2_2025 TLSv1.3_2025",
);

/** Regions with an Origin Shield [docs.aws.amazon.com: Choosing the AWS Region for your Origin Shield]. */
const SHIELDS =
  words(`us-east-1 us-east-2 us-west-2 ap-south-1 ap-northeast-1 ap-northeast-2 ap-southeast-1 ap-southeast-2
  eu-central-1 eu-west-1 eu-west-2 sa-east-1 me-central-1`);

/** What an origin may answer for the next one of its group to be asked [docs.aws.amazon.com: OriginGroupFailoverCriteria]. */
const FAILURES = [400, 403, 404, 416, 429, 500, 502, 503, 504];

const inEach = (property: string, more: Omit<Reference, "at">): readonly Reference[] =>
  BEHAVIOURS.map((behaviour) => ({ at: `${behaviour}.${property}`, anyRegion: true, ...more }));

/** A distribution. What is left out: older settings that policies replaced, signed addresses, and functions of Lambda. */
export const distribution: ResourceType = {
  inputs:
    words(`aliases comment customErrorResponses defaultCacheBehavior defaultRootObject enabled httpVersion
    isIpv6Enabled orderedCacheBehaviors originGroups origins priceClass restrictions tags viewerCertificate waitForDeployment webAclId`),
  required: words("defaultCacheBehavior enabled origins restrictions viewerCertificate"),
  id: cloudFrontId,
  computed: {
    arn: (making) => arnWithoutRegion("cloudfront", making, `distribution/${making.id}`),
    callerReference: ({ digits }) => `terraform-${digits(20, "caller")}`,
    domainName: ({ digits }) => `d${digits(13, "domain")}.cloudfront.net`,
    etag: cloudFrontId,
    hostedZoneId: () => HOSTED_ZONE,
    inProgressValidationBatches: () => 0,
    lastModifiedTime: () => MADE_AT,
    status: () => "Deployed",
    trustedKeyGroups: () => [],
    trustedSigners: () => [],
  },
  defaults: { httpVersion: "http2", priceClass: "PriceClass_All", waitForDeployment: true },
  limits: {
    httpVersion: { among: words("http1.1 http2 http3 http2and3") },
    priceClass: { among: words("PriceClass_100 PriceClass_200 PriceClass_All") },
    "restrictions.geoRestriction.restrictionType": { among: words("none whitelist blacklist") },
    "viewerCertificate.minimumProtocolVersion": { among: TLS },
    "viewerCertificate.sslSupportMethod": { among: words("sni-only vip static-ip") },
    ...Object.fromEntries(
      BEHAVIOURS.map((behaviour) => [
        `${behaviour}.viewerProtocolPolicy`,
        { among: words("allow-all https-only redirect-to-https") },
      ]),
    ),
    ...Object.fromEntries(
      BEHAVIOURS.map((behaviour) => [
        `${behaviour}.functionAssociations[].eventType`,
        { among: words("viewer-request viewer-response") },
      ]),
    ),
    "origins[].originShield.originShieldRegion": { among: SHIELDS },
    "originGroups[].failoverCriteria.statusCodes[]": { among: FAILURES },
  },
  refers: [
    {
      at: "webAclId",
      to: [WEB_ACL],
      form: "arn",
      anyRegion: true,
      holds:
        "WAFAssociatedItemException: AWS WAF couldn't perform the operation because your resource is being used by another resource",
    },
    {
      at: "viewerCertificate.acmCertificateArn",
      to: [CERTIFICATE],
      form: "arn",
      anyRegion: true,
      holds: "ResourceInUseException",
    },
    {
      at: "origins[].originAccessControlId",
      to: [ORIGIN_ACCESS_CONTROL],
      anyRegion: true,
      holds: "OriginAccessControlInUse",
    },
    {
      at: "origins[].vpcOriginConfig.vpcOriginId",
      to: [VPC_ORIGIN],
      anyRegion: true,
      holds: "CannotDeleteEntityWhileInUse",
    },
    ...inEach("cachePolicyId", { to: [CACHE_POLICY], builtIn: MANAGED_CACHING, holds: "CachePolicyInUse" }),
    ...inEach("functionAssociations[].functionArn", {
      to: [EDGE_FUNCTION],
      form: "arn",
      holds: "FunctionInUse",
    }),
    ...inEach("originRequestPolicyId", {
      to: ["aws:cloudfront/originRequestPolicy:OriginRequestPolicy"],
      builtIn: MANAGED_REQUESTS,
    }),
    ...inEach("responseHeadersPolicyId", {
      to: [RESPONSE_HEADERS_POLICY],
      builtIn: MANAGED_HEADERS,
      holds: "ResponseHeadersPolicyInUse",
    }),
  ],
  refuseInputs: (inputs) =>
    originsFault(inputs) ??
    groupsFault(inputs) ??
    behavioursFault(inputs) ??
    certificateFault(inputs) ??
    aliasFault(inputs),
  refuseMaking: (making) => aliasTaken(making) ?? certificateRefused(making) ?? aclRefused(making),
};

function originsFault(inputs: Properties): string | undefined {
  const twice = repeated(textsAt(inputs, "origins[].originId"));
  if (twice !== undefined) return `InvalidArgument: The parameter origin id must be unique (${twice})`;
  return first(listAt(inputs, "origins[]"), (origin) => {
    const id = textAt(origin, "originId");
    const kinds = setOf(recordOf(origin), "customOriginConfig", "s3OriginConfig", "vpcOriginConfig");
    const isS3 = isSet(origin, "originAccessControlId") || kinds.includes("s3OriginConfig");
    if (kinds.length > 1 || (kinds.length === 0 && !isS3))
      return `InvalidArgument: the origin ${id} takes exactly one of customOriginConfig, s3OriginConfig and vpcOriginConfig, or an originAccessControlId`;
    return isSet(origin, "originAccessControlId") &&
      textAt(origin, "s3OriginConfig.originAccessIdentity") !== ""
      ? `InvalidArgument: Illegal configuration: The origin ${id} can't have both an origin access control and an origin access identity`
      : undefined;
  });
}

/** [docs.aws.amazon.com: OriginGroup] */
function groupsFault(inputs: Properties): string | undefined {
  const origins = listAt(inputs, "origins[].originId");
  return first(listAt(inputs, "originGroups[]"), (group) => {
    const id = textAt(group, "originId");
    const members = textsAt(group, "members[].originId");
    if (members.length !== 2) return `InvalidArgument: the origin group ${id} takes exactly two members`;
    const lacking = members.find((member) => !origins.includes(member));
    if (lacking !== undefined)
      return `NoSuchOrigin: One or more of your origins or origin groups do not exist. (${lacking})`;
    return listAt(group, "failoverCriteria.statusCodes[]").length === 0
      ? `InvalidArgument: the origin group ${id} takes at least one status code`
      : undefined;
  });
}

const METHODS = [
  words("GET HEAD"),
  words("GET HEAD OPTIONS"),
  words("DELETE GET HEAD OPTIONS PATCH POST PUT"),
].map((methods) => methods.join(" "));

function behavioursFault(inputs: Properties): string | undefined {
  const twice = repeated(textsAt(inputs, "orderedCacheBehaviors[].pathPattern"));
  if (twice !== undefined) return `InvalidArgument: The parameter PathPattern contains duplicates (${twice})`;
  const groups = listAt(inputs, "originGroups[].originId");
  const origins = [...listAt(inputs, "origins[].originId"), ...groups];
  return first(
    BEHAVIOURS.flatMap((path) => listAt(inputs, path)),
    (behaviour) => {
      const target = textAt(behaviour, "targetOriginId");
      if (!origins.includes(target))
        return `NoSuchOrigin: One or more of your origins or origin groups do not exist. (${target})`;
      const methods = textsAt(behaviour, "allowedMethods[]").toSorted().join(" ");
      if (groups.includes(target) && methods.includes("POST"))
        return `InvalidArgument: The parameter AllowedMethods cannot include POST, PUT, PATCH, and DELETE for a cached behavior associated to an origin group. (${target})`;
      if (!METHODS.includes(methods))
        return `InvalidArgument: The parameter AllowedMethods is GET and HEAD, with OPTIONS, or all seven, got ${methods}`;
      return setOf(recordOf(behaviour), "cachePolicyId", "forwardedValues").length === 1
        ? undefined
        : "InvalidArgument: The parameter ForwardedValues cannot be used when a cache policy is associated to the cache behavior, and one of them is needed";
    },
  );
}

function certificateFault(inputs: Properties): string | undefined {
  const given = recordOf(listAt(inputs, "viewerCertificate")[0]);
  const isOwn = isSet(given, "acmCertificateArn") || isSet(given, "iamCertificateId");
  if (isOwn === (given["cloudfrontDefaultCertificate"] === true))
    return "InvalidViewerCertificate: either a certificate of one's own or cloudfrontDefaultCertificate";
  if (isOwn && !isSet(given, "sslSupportMethod"))
    return "InvalidViewerCertificate: a certificate of one's own takes a sslSupportMethod";
  const version = textAt(given, "minimumProtocolVersion");
  return !isOwn && version !== "" && version !== "TLSv1"
    ? `InvalidViewerCertificate: with CloudFront's own certificate the minimumProtocolVersion is TLSv1, got ${version}`
    : undefined;
}

const aliasFault = (inputs: Properties): string | undefined =>
  isSet(inputs, "aliases") && listAt(inputs, "viewerCertificate.cloudfrontDefaultCertificate")[0] === true
    ? "InvalidViewerCertificate: To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate"
    : undefined;

/** An alias is one distribution's in the whole world. */
function aliasTaken({ inputs, cloud, id }: Making): string | undefined {
  const aliases = textsAt(inputs, "aliases[]");
  const others = cloud.all(DISTRIBUTION).filter((other) => other.id !== id);
  const taken = others
    .flatMap((other) => textsAt(other.inputs, "aliases[]"))
    .find((alias) => aliases.includes(alias));
  return (
    taken &&
    `CNAMEAlreadyExists: One or more of the CNAMEs you provided are already associated with a different resource. (${taken})`
  );
}

function certificateRefused(making: Making): string | undefined {
  const arn = textAt(making.inputs, "viewerCertificate.acmCertificateArn");
  const certificate = thingAt([CERTIFICATE], arn, making);
  if (certificate === undefined) return undefined;
  if (certificate.region !== EDGE)
    return `InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in ${EDGE} region, isn't valid, or doesn't include a valid certificate chain. (it is in ${certificate.region})`;
  const uncovered = textsAt(making.inputs, "aliases[]").find((alias) => !isFor(certificate, alias));
  return (
    notIssued(arn, "InvalidViewerCertificate:", making) ??
    (uncovered &&
      `InvalidViewerCertificate: The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) that you're trying to add. (${uncovered})`)
  );
}

function aclRefused(making: Making): string | undefined {
  const arn = making.text("webAclId");
  const acl = thingAt([WEB_ACL], arn, making);
  return acl !== undefined && acl.inputs["scope"] !== "CLOUDFRONT"
    ? `InvalidWebACLId: The web ACL is of the scope ${textAt(acl.inputs, "scope")}, and a distribution takes one of CLOUDFRONT. (${arn})`
    : undefined;
}

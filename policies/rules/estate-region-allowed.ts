import { awsGuidance } from "../frameworks";
import { parameters } from "../parameters";
import { matches } from "../reading/glob";
import { foundAt, type Paths } from "../reading/policy-documents";
import type { Resource } from "../reading/resource";
import { isInRegion, takesLocation } from "../reading/taggable";
import { is, read, shown, text, type Value } from "../reading/value";
import { rule } from "../rule";

/** How a cloud's resources say where they are. */
interface Cloud {
  readonly types: string;
  readonly provider: string;
  readonly property: string;
  /** Whether things of a type are anywhere by themselves. */
  readonly isPlaced: (type: string) => boolean;
  /** One place has several spellings. */
  readonly asWritten: (place: string) => string;
  readonly allowed: "allowedRegions" | "allowedAzureLocations";
}

const CLOUDS: readonly Cloud[] = [
  {
    types: "aws:*",
    provider: "pulumi:providers:aws",
    property: "region",
    isPlaced: isInRegion,
    asWritten: (region) => region,
    allowed: "allowedRegions",
  },
  {
    types: "azure-native:*",
    provider: "pulumi:providers:azure-native",
    property: "location",
    isPlaced: takesLocation,
    asWritten: (location) => location.replaceAll(" ", "").toLowerCase(),
    allowed: "allowedAzureLocations",
  },
];

type Place = readonly [where: string, place: Value<string>];

/** Where a resource of one region names others, in which it keeps the same. */
const COPIES: Paths = {
  "aws:dynamodb/table:Table": "replicas[].regionName",
  "aws:dynamodb/globalTable:GlobalTable": "replicas[].regionName",
  "aws:secretsmanager/secret:Secret": "replicas[].region",
};

/**
 * What CloudFront and Route 53 take from this region alone, wherever the site is: certificates, firewalls, logs' deliveries
 * and alarms, with the topic and key of these, and the log of who asked for a zone's names. None of them holds what an
 * archive or a site holds; other log groups, which do, are no part of it.
 */
const EDGE = {
  region: "us-east-1",
  types: new Set([
    "aws:acm/certificate:Certificate",
    "aws:acm/certificateValidation:CertificateValidation",
    "aws:cloudwatch/logDelivery:LogDelivery",
    "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
    "aws:cloudwatch/logDeliverySource:LogDeliverySource",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:kms/alias:Alias",
    "aws:kms/key:Key",
    "aws:sns/topic:Topic",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sns/topicSubscription:TopicSubscription",
    "aws:wafv2/webAcl:WebAcl",
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    // What it makes is judged by itself.
    "pulumi:providers:aws",
  ]),
};

export const estateRegionAllowed = rule({
  name: "estate-region-allowed",
  why: "Archives stay in the countries whose law they are kept under",
  level: "mandatory",
  severity: "high",
  framework: awsGuidance("data residency"),
  remedy: "Give the provider a region, or the resource a location, that the stage allows.",
  reads: parameters.pick({ allowedRegions: true, allowedAzureLocations: true }),
  types: "*",
  *resource(resource, settings) {
    for (const cloud of CLOUDS) {
      const allowed = settings[cloud.allowed];
      for (const [where, place] of placesOf(resource, cloud))
        if (!isAtTheEdge(resource, place) && !isAmong(allowed, place, cloud))
          yield { found: `${where} is ${shown(place)}`, expected: `one of ${allowed.join(", ")}` };
    }
  },
});

function isAmong(allowed: readonly string[], place: Value<string>, { asWritten }: Cloud): boolean {
  return place.kind === "known" && allowed.includes(asWritten(place.value));
}

/** A firewall of a region protects something in that region, where nothing of ours is. */
function isAtTheEdge({ type, props }: Resource, place: Value<string>): boolean {
  const isForRegion = type === "aws:wafv2/webAcl:WebAcl" && !is(read(props, "scope"), "CLOUDFRONT");
  return is(place, EDGE.region) && (EDGE.types.has(type) || isQueryLog(type, props)) && !isForRegion;
}

/** By its name, which Route 53's own permissions are about [AWS: Logging DNS queries]. */
function isQueryLog(type: string, props: Resource["props"]): boolean {
  const name = text(read(props, "name"));
  return (
    type === "aws:cloudwatch/logGroup:LogGroup" &&
    name.kind === "known" &&
    name.value.startsWith("/aws/route53/")
  );
}

/** Where a resource is, and where it keeps copies of itself. */
function placesOf(resource: Resource, { types, provider, property, isPlaced }: Cloud): Place[] {
  const own = text(read(resource.props, property));
  const said: Place[] = own.kind === "missing" ? [] : [[property, own]];
  // What a provider does not say is asked of each resource.
  if (resource.type === provider) return said;
  if (!matches(types, resource.type)) return [];
  const copies = foundAt(resource, COPIES).map(({ place, value }): Place => [place, text(value)]);
  if (said.length === 0 && isPlaced(resource.type))
    said.push([`the ${property} of its provider`, text(read(resource.provider?.props, property))]);
  return [...said, ...copies.filter(([, region]) => region.kind !== "missing")];
}

import { textOf, words, type Invoke, type Place, type Properties } from "../catalogue";
import { zoneOf } from "./dns-records";
import { awsPrefixLists } from "./ec2-endpoints";
import { listAt, textAt, textsAt } from "./values";
import { zoneId, zonesOf } from "./zones";

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  "eu-west-1": "Europe (Ireland)",
  "eu-west-2": "Europe (London)",
  "eu-central-1": "Europe (Frankfurt)",
  "us-east-1": "US East (N. Virginia)",
};

/** AWS functions that programs call: who they are and where. */
export const invokes: Readonly<Record<string, Invoke>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_inputs, { account }) => ({
    id: account,
    accountId: account,
    arn: `arn:aws:sts::${account}:assumed-role/rehearsal/rehearsal`,
    userId: `AROAREHEARSAL${account.slice(0, 8)}:rehearsal`,
  }),
  "aws:index/getRegion:getRegion": (inputs, place) => {
    known(inputs, "region");
    const region = textOf(inputs["region"]) || place.region;
    return {
      id: region,
      name: region,
      region,
      description: DESCRIPTIONS[region] ?? region,
      endpoint: `ec2.${region}.amazonaws.com`,
    };
  },
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": availabilityZones,
  "aws:route53/getZone:getZone": (inputs) => {
    known(inputs, "name privateZone zoneId");
    return zoneOf(inputs);
  },
  "aws:ec2/getPrefixList:getPrefixList": (inputs, place) => {
    known(inputs, "name prefixListId region");
    const region = textOf(inputs["region"]) || place.region;
    const found = Object.entries(awsPrefixLists(region))
      .map(([name, id]) => ({ id, name, cidrBlocks: [], region }))
      .find(({ id, name }) => id === inputs["prefixListId"] || name === inputs["name"]);
    if (found === undefined) throw new Error("no matching EC2 Prefix List found");
    return found;
  },
};

/** What a zone says of itself to the filters that DescribeAvailabilityZones knows. */
const FILTERS: Readonly<Record<string, (zone: string, region: string) => string>> = {
  "zone-name": (zone) => zone,
  "zone-id": (zone) => zoneId(zone),
  "zone-type": () => "availability-zone",
  "region-name": (_zone, region) => region,
  "group-name": (_zone, region) => region,
  "opt-in-status": () => "opt-in-not-required",
  state: () => "available",
};

function availabilityZones(inputs: Properties, place: Place): Properties {
  known(inputs, "allAvailabilityZones excludeNames excludeZoneIds filters region state");
  const region = textOf(inputs["region"]) || place.region;
  const left = zonesOf(region).filter(
    (zone) =>
      !textsAt(inputs, "excludeNames[]").includes(zone) &&
      !textsAt(inputs, "excludeZoneIds[]").includes(zoneId(zone)) &&
      ["", "available"].includes(textAt(inputs, "state")) &&
      listAt(inputs, "filters[]").every((filter) => passes(zone, region, filter)),
  );
  return {
    ...inputs,
    id: region,
    region,
    groupNames: left.length === 0 ? [] : [region],
    names: left,
    zoneIds: left.map(zoneId),
  };
}

function passes(zone: string, region: string, filter: unknown): boolean {
  const name = textAt(filter, "name");
  const value = FILTERS[name];
  if (value === undefined) throw new Error(`InvalidParameterValue: The filter '${name}' is invalid`);
  return textsAt(filter, "values[]").includes(value(zone, region));
}

function known(inputs: Properties, names: string): void {
  const stranger = Object.keys(inputs).find((name) => !words(names).includes(name));
  if (stranger !== undefined)
    throw new Error(
      `the simulated function does not know the argument ${stranger}: add it in rehearsal/clouds/aws`,
    );
}

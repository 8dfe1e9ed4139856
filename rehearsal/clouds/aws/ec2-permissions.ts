import type { Making, Properties } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { cidrFault } from "./cidr";
import { awsPrefixLists } from "./ec2-endpoints";
import { EGRESS_RULE, INGRESS_RULE, SECURITY_GROUP, SECURITY_GROUP_RULE } from "./tokens";
import { first, listAt, numberAt, recordOf, repeated, textAt, textsAt, thingAt } from "./values";

/** One rule of a security group as AWS keeps it: one peer each. As a text, it says whether two are the same. */
const permission = (group: string, direction: string, rule: unknown, peer: string): string => {
  const protocol = protocolOf(textAt(rule, "protocol") || textAt(rule, "ipProtocol"));
  const ports =
    protocol === "-1" ? "all ports" : `ports ${numberAt(rule, "fromPort")} to ${numberAt(rule, "toPort")}`;
  return `${group} ${direction}: peer: ${peer}, ${protocol}, ${ports}`;
};

const NUMBERS: Readonly<Record<string, string>> = { all: "-1", "6": "tcp", "17": "udp", "1": "icmp" };

export const protocolOf = (protocol: string): string =>
  NUMBERS[protocol.toLowerCase()] ?? protocol.toLowerCase();

/** What the group's own inline rules allow. */
const inline = (group: string, inputs: Properties): readonly string[] =>
  ["ingress", "egress"].flatMap((direction) =>
    listAt(inputs, `${direction}[]`).flatMap((rule) =>
      [
        ...["cidrBlocks[]", "ipv6CidrBlocks[]", "prefixListIds[]", "securityGroups[]"].flatMap((path) =>
          textsAt(rule, path),
        ),
        ...(listAt(rule, "self")[0] === true ? [group] : []),
      ].map((peer) => permission(group, direction, rule, peer)),
    ),
  );

/** What a rule that is a resource of its own allows. */
export function permissionsOf(type: string, inputs: Properties): readonly string[] {
  const group = textAt(inputs, "securityGroupId");
  if (type === SECURITY_GROUP_RULE)
    return [
      ...["cidrBlocks[]", "ipv6CidrBlocks[]", "prefixListIds[]", "sourceSecurityGroupId"].flatMap((path) =>
        textsAt(inputs, path),
      ),
      ...(inputs["self"] === true ? [group] : []),
    ].map((peer) => permission(group, textAt(inputs, "type"), inputs, peer));
  const direction = type === INGRESS_RULE ? "ingress" : "egress";
  return ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"]
    .flatMap((path) => textsAt(inputs, path))
    .map((peer) => permission(group, direction, inputs, peer));
}

function allOf(group: string, except: string, cloud: Cloud): readonly string[] {
  const rules = [SECURITY_GROUP_RULE, INGRESS_RULE, EGRESS_RULE].flatMap((type) =>
    cloud
      .all(type)
      .filter(({ inputs, id }) => inputs["securityGroupId"] === group && id !== except)
      .flatMap(({ inputs }) => permissionsOf(type, inputs)),
  );
  const [owner] = cloud.named([SECURITY_GROUP], group);
  return [...rules, ...(owner && group !== except ? inline(group, owner.inputs) : [])];
}

const duplicate = (found: string): string =>
  `InvalidPermission.Duplicate: the specified rule "${found}, ALLOW" already exists`;

/** Why a rule cannot be added: its group has it already. */
export function alreadyThere(type: string, { inputs, id, cloud }: Making): string | undefined {
  const own = permissionsOf(type, inputs);
  const others = allOf(textAt(inputs, "securityGroupId"), id, cloud);
  const found = repeated(own) ?? own.find((entry) => others.includes(entry));
  return found === undefined ? undefined : duplicate(found);
}

/** An inline rule that a group has twice. */
export function twiceIn({ inputs, id }: Making): string | undefined {
  const found = repeated(inline(id, inputs));
  return found === undefined ? undefined : duplicate(found);
}

/** An inline rule of a group that has it as a resource of its own already. */
export function takenBy({ inputs, id, cloud }: Making): string | undefined {
  const others = allOf(id, id, cloud);
  const found = inline(id, inputs).find((entry) => others.includes(entry));
  return found === undefined ? undefined : duplicate(found);
}

export const inlineFault = (inputs: Properties): string | undefined =>
  first(
    ["ingress", "egress"].flatMap((direction) => listAt(inputs, `${direction}[]`)),
    (rule) => portsFault(recordOf(rule), "protocol") ?? first(textsAt(rule, "cidrBlocks[]"), cidrFault),
  );

/** Ports of TCP and UDP, types and codes of ICMP, and none for all protocols. */
export function portsFault(rule: Properties, property: string): string | undefined {
  const protocol = protocolOf(textAt(rule, property));
  const [from, to] = [numberAt(rule, "fromPort"), numberAt(rule, "toPort")];
  if (protocol === "") return undefined;
  if (!/^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/.test(protocol))
    return `InvalidParameterValue: Invalid value '${protocol}' for IP protocol. Unknown protocol.`;
  const wide = property === "ipProtocol" ? [undefined, -1] : [undefined, 0];
  if (protocol === "-1")
    return wide.includes(from) && wide.includes(to)
      ? undefined
      : `from_port (${from}) and to_port (${to}) must both be ${String(wide[1])} to use the 'ALL' "-1" protocol!`;
  if (protocol !== "tcp" && protocol !== "udp") return undefined;
  if (from === undefined || to === undefined)
    return rule["fromPort"] === undefined || rule["toPort"] === undefined
      ? "MissingParameter: tcp and udp take fromPort and toPort"
      : undefined;
  return from < 0 || to > 65_535 || from > to
    ? `InvalidParameterValue: Invalid TCP/UDP port range (${from}-${to})`
    : undefined;
}

/** Peers that are no blocks: the other group must be in the same network, a prefix list one of AWS's. */
export function peersFault(groupPath: string, listPath: string, making: Making): string | undefined {
  const { inputs, region } = making;
  const networkOf = (thing: Thing | undefined) => textAt(thing?.inputs, "vpcId");
  const group = thingAt([SECURITY_GROUP], making.text("securityGroupId"), making);
  const stranger = textsAt(inputs, groupPath)
    .map((id) => thingAt([SECURITY_GROUP], id, making))
    .find((other) => other !== undefined && networkOf(other) !== networkOf(group));
  if (stranger)
    return `InvalidGroup.NotFound: You have specified two resources that belong to different networks. (${group?.id}, ${stranger.id})`;
  const list = textsAt(inputs, listPath).find((id) => !Object.values(awsPrefixLists(region)).includes(id));
  return list === undefined
    ? undefined
    : `InvalidPrefixListID.NotFound: The prefix list ID '${list}' does not exist in ${region}`;
}

import { crc32 } from "node:zlib";
import { words, type Properties, type ResourceType } from "../catalogue";
import { ec2Arn } from "./arn";
import { cidrFault } from "./cidr";
import { DESCRIPTION } from "./ec2-groups";
import { alreadyThere, peersFault, permissionsOf, portsFault } from "./ec2-permissions";
import { securityGroup } from "./refers";
import { EGRESS_RULE, INGRESS_RULE, SECURITY_GROUP, SECURITY_GROUP_RULE } from "./tokens";
import { first, setOf, textAt, textsAt } from "./values";

const GROUP = { at: "securityGroupId", to: [SECURITY_GROUP] };

/** Rules of security groups, one peer each (the newer types) or several (the older one). */
export const ec2Rules: Readonly<Record<string, ResourceType>> = {
  [INGRESS_RULE]: ruleType(INGRESS_RULE),
  [EGRESS_RULE]: ruleType(EGRESS_RULE),
  [SECURITY_GROUP_RULE]: {
    inputs: words(`cidrBlocks description fromPort ipv6CidrBlocks prefixListIds protocol securityGroupId self
      sourceSecurityGroupId toPort type`),
    required: words("fromPort protocol securityGroupId toPort type"),
    id: ({ inputs }) => `sgrule-${crc32(permissionsOf(SECURITY_GROUP_RULE, inputs).join("|"))}`,
    computed: { securityGroupRuleId: ({ digits }) => `sgr-0${digits(16)}` },
    defaults: { self: false },
    replacedBy: words(`cidrBlocks fromPort ipv6CidrBlocks prefixListIds protocol securityGroupId self
      sourceSecurityGroupId toPort type`),
    limits: { type: { among: words("ingress egress") }, description: DESCRIPTION },
    refers: [GROUP, securityGroup("sourceSecurityGroupId")],
    refuseInputs: (inputs) =>
      peerFault(inputs) ??
      portsFault(inputs, "protocol") ??
      first(textsAt(inputs, "cidrBlocks[]"), cidrFault),
    refuseMaking: (making) =>
      peersFault("sourceSecurityGroupId", "prefixListIds[]", making) ??
      alreadyThere(SECURITY_GROUP_RULE, making),
  },
};

function ruleType(type: string): ResourceType {
  return {
    inputs: words(`cidrIpv4 cidrIpv6 description fromPort ipProtocol prefixListId referencedSecurityGroupId
      securityGroupId tags toPort`),
    required: words("ipProtocol securityGroupId"),
    id: ({ digits }) => `sgr-0${digits(16)}`,
    computed: { arn: ec2Arn("security-group-rule"), securityGroupRuleId: ({ id }) => id },
    replacedBy: words("securityGroupId"),
    limits: { description: DESCRIPTION },
    refers: [GROUP, securityGroup("referencedSecurityGroupId")],
    refuseInputs: (inputs) => {
      const peers = setOf(inputs, "cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId");
      return peers.length === 1
        ? (portsFault(inputs, "ipProtocol") ?? cidrFault(textAt(inputs, "cidrIpv4")))
        : `Invalid Attribute Combination: exactly one of cidrIpv4, cidrIpv6, prefixListId and referencedSecurityGroupId, got ${peers.join(", ") || "none"}`;
    },
    refuseMaking: (making) =>
      peersFault("referencedSecurityGroupId", "prefixListId", making) ?? alreadyThere(type, making),
  };
}

function peerFault(inputs: Properties): string | undefined {
  const blocks = setOf(inputs, "cidrBlocks", "ipv6CidrBlocks", "prefixListIds");
  const groups = [...setOf(inputs, "sourceSecurityGroupId"), ...(inputs["self"] === true ? ["self"] : [])];
  if (blocks.length + groups.length === 0)
    return "One of ['cidr_blocks', 'ipv6_cidr_blocks', 'self', 'source_security_group_id', 'prefix_list_ids'] must be set to create an AWS Security Group Rule";
  return groups.length > 1 || (groups.includes("sourceSecurityGroupId") && blocks.length > 0)
    ? `"${groups[0]}": conflicts with ${[...groups.slice(1), ...blocks].join(", ")}`
    : undefined;
}

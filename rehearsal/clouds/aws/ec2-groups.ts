import { words, type Making, type ResourceType } from "../catalogue";
import { ec2Arn, ec2Id } from "./arn";
import { inlineFault, twiceIn, takenBy } from "./ec2-permissions";
import { securityGroup, vpc } from "./refers";
import { DEFAULT_SECURITY_GROUP, SECURITY_GROUP, VPC } from "./tokens";
import { isSet, neighbours, textAt, thingAt } from "./values";

/** Descriptions of groups and rules. */
const TEXT = /^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]*$/;

export const DESCRIPTION = {
  like: new RegExp(`^(?=.{0,255}$)${TEXT.source.slice(1)}`),
  says: "at most 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
};

const INLINE_LIMITS = {
  "ingress[].description": DESCRIPTION,
  "egress[].description": DESCRIPTION,
};

/** Security groups; their rules are inline or, better, resources of their own (ec2-rules.ts). */
export const ec2Groups: Readonly<Record<string, ResourceType>> = {
  [SECURITY_GROUP]: {
    inputs: words("description egress ingress revokeRulesOnDelete tags vpcId"),
    name: {
      property: "name",
      pattern: /^(?!sg-)[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]{1,255}$/,
      says: 'up to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, and not beginning with "sg-"',
      unique: "no", // Unique in its VPC.
      taken: "InvalidGroup.Duplicate",
      automatic: true,
    },
    id: ec2Id("sg"),
    computed: { arn: ec2Arn("security-group"), ownerId: ({ account }) => account },
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    replacedBy: words("description vpcId"),
    limits: {
      description: { ...DESCRIPTION, like: new RegExp(`^(?!$)${DESCRIPTION.like.source.slice(1)}`) },
      ...INLINE_LIMITS,
    },
    refers: [
      vpc("vpcId"),
      securityGroup("ingress[].securityGroups[]"),
      securityGroup("egress[].securityGroups[]"),
    ],
    refuseInputs: (inputs) =>
      isSet(inputs, "vpcId")
        ? inlineFault(inputs)
        : "VPCIdNotSpecified: No default VPC for this user (vpcId)",
    refuseMaking: (making) => nameTaken(making) ?? twiceIn(making) ?? takenBy(making),
  },
  // Taken over, not made: every network has it; deleting it leaves it as it is.
  [DEFAULT_SECURITY_GROUP]: {
    inputs: words("egress ingress revokeRulesOnDelete tags vpcId"),
    required: words("vpcId"),
    id: (making) => textAt(thingAt([VPC], making.text("vpcId"), making)?.outputs, "defaultSecurityGroupId"),
    computed: {
      arn: ec2Arn("security-group"),
      ownerId: ({ account }) => account,
      name: () => "default",
      description: () => "default VPC security group",
    },
    defaults: { revokeRulesOnDelete: false },
    replacedBy: words("vpcId"),
    limits: INLINE_LIMITS,
    refers: [
      { at: "vpcId", to: [VPC] },
      securityGroup("ingress[].securityGroups[]"),
      securityGroup("egress[].securityGroups[]"),
    ],
    refuseInputs: inlineFault,
    refuseMaking: twiceIn,
  },
};

function nameTaken(making: Making): string | undefined {
  const network = making.text("vpcId");
  const other = neighbours(SECURITY_GROUP, making).find(
    ({ inputs }) => inputs["name"] === making.name && inputs["vpcId"] === network,
  );
  return (
    other &&
    `InvalidGroup.Duplicate: The security group '${making.name}' already exists for VPC '${network}' (${other.id})`
  );
}

import { words, type Making, type NameRule, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { arnWithoutRegion, iamId, MADE_AT } from "./arn";
import { identityFault, trustFault } from "./iam-documents";
import { invalidPrincipal, parsed } from "./policy-document";
import { policyArn, roleName } from "./refers";
import { INSTANCE_PROFILE, POLICY, POLICY_ATTACHMENT, ROLE, ROLE_POLICY } from "./tokens";
import { neighbours, pointsAt, textAt } from "./values";

const name = (most: number): NameRule => ({
  property: "name",
  pattern: new RegExp(`^[A-Za-z0-9_+=,.@-]{1,${most}}$`),
  says: `up to ${most} letters, digits and +=,.@_-`,
  unique: "account",
  taken: "EntityAlreadyExists",
  automatic: true,
});

const PATH = {
  like: /^\/([\x21-\x7e]{1,510}\/)?$/,
  says: "/ or a path that begins and ends with it",
};
const DESCRIPTION = {
  like: /^[\t\n\r\x20-\x7e\xa1-\xff]{0,1000}$/,
  says: "at most 1000 characters of Latin-1 (no dashes or quotes of typography)",
};

/** Characters in all inline policies of a role; managed policies of a role [docs.aws.amazon.com: IAM quotas]. */
const INLINE_MAX = 10_240;
const MANAGED_MAX = 10;

/** AWS IAM: names are unique in the account, whatever the region of the provider. */
export const iam: Readonly<Record<string, ResourceType>> = {
  [ROLE]: {
    inputs: words(
      "assumeRolePolicy description forceDetachPolicies maxSessionDuration path permissionsBoundary tags",
    ),
    required: words("assumeRolePolicy"),
    name: name(64),
    id: (making) => making.name,
    computed: {
      arn: (making) => arnWithoutRegion("iam", making, `role${making.text("path") || "/"}${making.name}`),
      uniqueId: iamId("AROA"),
      createDate: () => MADE_AT,
    },
    defaults: { path: "/", maxSessionDuration: 3600, forceDetachPolicies: false },
    replacedBy: words("path"),
    limits: { path: PATH, description: DESCRIPTION, maxSessionDuration: { from: 3600, to: 43_200 } },
    refers: [policyArn("permissionsBoundary", { holds: "DeleteConflict" })],
    documents: [{ property: "assumeRolePolicy", max: 2048, kind: "policy" }],
    refuseInputs: (inputs) => trustFault(inputs["assumeRolePolicy"]),
    refuseMaking: (making) => {
      const invalid = invalidPrincipal(making.inputs["assumeRolePolicy"], making);
      return (
        invalid &&
        `MalformedPolicyDocument: Invalid principal in policy: "${invalid.kind}":"${invalid.value}"`
      );
    },
    refuseDelete: roleInUse,
  },
  [ROLE_POLICY]: {
    inputs: words("policy role"),
    required: words("policy role"),
    name: { ...name(128), unique: "no" },
    id: (making) => `${making.text("role")}:${making.name}`,
    writesOver: true,
    replacedBy: words("role"),
    refers: [roleName("role")],
    documents: [{ property: "policy", max: INLINE_MAX, kind: "policy" }],
    refuseInputs: (inputs) => identityFault(inputs["policy"]),
    refuseMaking: inlineTooLong,
  },
  [INSTANCE_PROFILE]: {
    inputs: words("path role tags"),
    name: name(128),
    id: (making) => making.name,
    computed: {
      arn: (making) => arnWithoutRegion("iam", making, `instance-profile/${making.name}`),
      uniqueId: iamId("AIPA"),
      createDate: () => MADE_AT,
    },
    defaults: { path: "/" },
    replacedBy: words("path"),
    refers: [
      roleName("role", {
        holds: "DeleteConflict: Cannot delete entity, must remove roles from instance profile first",
      }),
    ],
  },
  [POLICY]: {
    inputs: words("delayAfterPolicyCreationInMs description path policy tags"),
    required: words("policy"),
    name: name(128),
    id: (making) => policyArnOf(making),
    computed: {
      arn: policyArnOf,
      policyId: iamId("ANPA"),
      attachmentCount: ({ id, cloud }) =>
        cloud.all(POLICY_ATTACHMENT).filter(({ inputs }) => inputs["policyArn"] === id).length,
    },
    defaults: { path: "/" },
    replacedBy: words("path description"),
    limits: { path: PATH, description: DESCRIPTION },
    documents: [{ property: "policy", max: 6144, kind: "policy" }],
    refuseInputs: (inputs) => identityFault(inputs["policy"]),
  },
  [POLICY_ATTACHMENT]: {
    inputs: words("policyArn role"),
    required: words("policyArn role"),
    id: ({ text }) => `${text("role")}/${text("policyArn")}`,
    writesOver: true,
    replacedBy: words("policyArn role"),
    refers: [roleName("role"), policyArn("policyArn", { holds: "DeleteConflict" })],
    refuseMaking: (making) => {
      const attached = neighbours(POLICY_ATTACHMENT, making).filter(
        ({ inputs }) => inputs["role"] === making.inputs["role"],
      );
      return attached.length < MANAGED_MAX
        ? undefined
        : `LimitExceeded: Cannot exceed quota for PoliciesPerRole: ${MANAGED_MAX}`;
    },
  },
};

function policyArnOf(making: Making): string {
  return arnWithoutRegion("iam", making, `policy${making.text("path") || "/"}${making.name}`);
}

function roleInUse(role: Thing, cloud: Cloud): string | undefined {
  if (role.inputs["forceDetachPolicies"] === true) return undefined;
  const uses = (type: string) => cloud.all(type).find((thing) => pointsAt(thing, "role", role, cloud));
  const attached = uses(POLICY_ATTACHMENT);
  if (attached)
    return `DeleteConflict: Cannot delete entity, must detach all policies first. (${role.id}: ${textAt(attached.inputs, "policyArn")})`;
  const inline = uses(ROLE_POLICY);
  return inline && `DeleteConflict: Cannot delete entity, must delete policies first. (${inline.id})`;
}

/** IAM counts all inline policies of a role together, white space left out. */
function inlineTooLong(making: Making): string | undefined {
  const role = making.inputs["role"];
  const length = [
    making.inputs,
    ...neighbours(ROLE_POLICY, making)
      .map(({ inputs }) => inputs)
      .filter((inputs) => inputs["role"] === role),
  ].reduce((sum, inputs) => sum + (JSON.stringify(parsed(inputs["policy"])) ?? "").length, 0);
  return length > INLINE_MAX
    ? `LimitExceeded: Maximum policy size of ${INLINE_MAX} bytes exceeded for role ${String(role)}`
    : undefined;
}

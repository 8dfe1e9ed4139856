import { words, type Making, type ResourceType } from "../catalogue";
import type { Cloud } from "../cloud";
import { invalidPrincipal, statementsOf } from "./policy-document";
import { LOG_RESOURCE_POLICY } from "./tokens";
import { first, neighbours } from "./values";

/** [docs.aws.amazon.com: CloudWatch Logs quotas] */
const POLICIES_OF_A_REGION = 10;

const INVALID = "InvalidParameterException:";

/** What AWS services may write to the log groups of an account; policies of single log groups are left out. */
export const logResourcePolicies: Readonly<Record<string, ResourceType>> = {
  [LOG_RESOURCE_POLICY]: {
    inputs: words("policyDocument policyName"),
    required: words("policyDocument"),
    name: {
      property: "policyName",
      pattern: /^[^]{1,255}$/,
      says: "1 to 255 characters",
      unique: "region",
      // The real one overwrites the other policy in silence, and the two programs undo each other from then on.
      taken: "ResourceAlreadyExistsException",
      automatic: false,
    },
    id: ({ name }) => name,
    computed: { policyScope: () => "ACCOUNT", revisionId: ({ digits }) => digits(32, "revision") },
    documents: [{ property: "policyDocument", max: 5120, kind: "policy" }],
    refuseInputs: ({ policyDocument }) =>
      first(statementsOf(policyDocument), ({ hasPrincipal, hasResource, actions }) => {
        if (!hasPrincipal) return `${INVALID} Policy document is invalid: a statement has no Principal`;
        if (!hasResource) return `${INVALID} Policy document is invalid: a statement has no Resource`;
        const foreign = actions.find((action) => !/^(\*|logs:.+)$/i.test(action));
        return foreign && `${INVALID} Policy document is invalid: ${foreign} is not an action of logs`;
      }),
    refuseMaking: (making) => strangerFault(making) ?? tooMany(making),
  },
};

function strangerFault(making: Making): string | undefined {
  const stranger = invalidPrincipal(making.inputs["policyDocument"], making);
  return stranger && `${INVALID} Invalid principal in policy: "${stranger.kind}":"${stranger.value}"`;
}

function tooMany(making: Making): string | undefined {
  return making.before === undefined && neighbours(LOG_RESOURCE_POLICY, making).length >= POLICIES_OF_A_REGION
    ? `LimitExceededException: Resource limit exceeded. (${POLICIES_OF_A_REGION} resource policies in ${making.region})`
    : undefined;
}

/** The policies of an account and region. */
export const logPolicies = (
  { account, region }: Pick<Making, "account" | "region">,
  cloud: Cloud,
): readonly unknown[] =>
  cloud
    .all(LOG_RESOURCE_POLICY)
    .filter((policy) => policy.account === account && policy.region === region)
    .map(({ inputs }) => inputs["policyDocument"]);

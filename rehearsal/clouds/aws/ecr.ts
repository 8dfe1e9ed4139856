import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { invalidPrincipal, parsed, statementsOf } from "./policy-document";
import { key } from "./refers";
import { IMAGE_LIFECYCLE, REPOSITORY, REPOSITORY_POLICY } from "./tokens";
import { first, isSet, listAt, numberAt, repeated, textAt } from "./values";

const INVALID = "InvalidParameterException: Invalid parameter at";

/** What each repository's setting has in common: it goes by the repository's name. */
const ofRepository = {
  required: words("policy repository"),
  inputs: words("policy repository"),
  id: ({ text }: Making): string => text("repository"),
  computed: { registryId: ({ account }: Making): string => account },
  replacedBy: words("repository"),
  refers: [{ at: "repository", to: [REPOSITORY], form: "name" }],
} as const;

/** Elastic Container Registry, the private one: repositories, who may use them, and how long images are kept. */
export const ecr: Readonly<Record<string, ResourceType>> = {
  [REPOSITORY]: {
    inputs: words(`encryptionConfigurations forceDelete imageScanningConfiguration imageTagMutability
      imageTagMutabilityExclusionFilters tags`),
    name: {
      property: "name",
      pattern: /^(?=.{2,256}$)([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*$/,
      says: "2 to 256 lower-case letters and digits, in words that are parted by one of /._-",
      unique: "region",
      taken: "RepositoryAlreadyExistsException",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("ecr", making, `repository/${making.name}`),
      registryId: ({ account }) => account,
      repositoryUrl: ({ account, region, name }) => `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
    },
    defaults: { imageTagMutability: "MUTABLE" },
    // The encryption is chosen once, as the real provider knows.
    replacedBy: words("encryptionConfigurations"),
    limits: {
      imageTagMutability: {
        among: words("MUTABLE IMMUTABLE MUTABLE_WITH_EXCLUSION IMMUTABLE_WITH_EXCLUSION"),
      },
      "encryptionConfigurations[].encryptionType": { among: words("AES256 KMS KMS_DSSE") },
    },
    refers: [key("encryptionConfigurations[].kmsKey")],
    refuseInputs: encryptionFault,
  },
  [REPOSITORY_POLICY]: {
    ...ofRepository,
    documents: [{ property: "policy", max: 10_240, kind: "policy" }],
    refuseInputs: ({ policy }) => first(statementsOf(policy), statementFault),
    refuseMaking: (making) => {
      const stranger = invalidPrincipal(making.inputs["policy"], making);
      return (
        stranger &&
        `${INVALID} 'PolicyText' failed to satisfy constraint: 'Principal not found' (${stranger.value})`
      );
    },
  },
  [IMAGE_LIFECYCLE]: {
    ...ofRepository,
    documents: [{ property: "policy", max: 30_720, kind: "json" }],
    refuseInputs: ({ policy }) => lifecycleFault(parsed(policy)),
  },
};

function encryptionFault(inputs: Properties): string | undefined {
  const odd = listAt(inputs, "encryptionConfigurations[]").find(
    (each) => textAt(each, "encryptionType") === "AES256" && isSet(each, "kmsKey"),
  );
  return odd === undefined
    ? undefined
    : `${INVALID} 'encryptionConfiguration' failed to satisfy constraint: 'kmsKey is only for the encryption types KMS and KMS_DSSE'`;
}

function statementFault({
  sid,
  actions,
  hasPrincipal,
  hasResource,
}: ReturnType<typeof statementsOf>[number]): string | undefined {
  const foreign = actions.find((action) => !/^ecr:/i.test(action));
  if (hasPrincipal && !hasResource && foreign === undefined) return undefined;
  const what = hasPrincipal
    ? (foreign ?? "it names a resource, and is about the repository alone")
    : "no principal";
  return `${INVALID} 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided' (${sid}: ${what})`;
}

/** [docs.aws.amazon.com: Lifecycle policy properties in Amazon ECR] */
function lifecycleFault(policy: unknown): string | undefined {
  const refused = (why: string) =>
    `${INVALID} 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ${why}'`;
  const rules = listAt(policy, "rules[]");
  const twice = repeated(listAt(policy, "rules[].rulePriority").map(String));
  if (twice !== undefined) return refused(`two rules have the priority ${twice}`);
  const fault = first(rules, ruleFault);
  if (fault !== undefined) return refused(fault);
  const untagged = rules.filter((rule) => textAt(rule, "selection.tagStatus") === "untagged").length;
  return untagged > 1 ? refused("only one rule may be for untagged images") : undefined;
}

const STATUSES = words("tagged untagged any");
const COUNTS = words("imageCountMoreThan sinceImagePushed");

function ruleFault(rule: unknown): string | undefined {
  const priority = numberAt(rule, "rulePriority");
  if (priority === undefined || priority < 1) return "rulePriority is 1 or more";
  const where = `of rule ${priority}`;
  if (textAt(rule, "action.type") !== "expire") return `the action ${where} is expire`;
  const status = textAt(rule, "selection.tagStatus");
  if (!STATUSES.includes(status)) return `tagStatus ${where} is one of ${STATUSES.join(", ")}`;
  const picks = ["tagPrefixList", "tagPatternList"].filter((list) => isSet(rule, `selection.${list}`));
  if ((status === "tagged") !== (picks.length === 1))
    return `tagged ${where} takes either a tagPrefixList or a tagPatternList, and nothing else does`;
  const count = textAt(rule, "selection.countType");
  if (!COUNTS.includes(count)) return `countType ${where} is one of ${COUNTS.join(", ")}`;
  if ((count === "sinceImagePushed") !== (textAt(rule, "selection.countUnit") === "days"))
    return `countUnit ${where} is days for sinceImagePushed, and nothing for imageCountMoreThan`;
  const number = numberAt(rule, "selection.countNumber");
  return number === undefined || number < 1 ? `countNumber ${where} is 1 or more` : undefined;
}

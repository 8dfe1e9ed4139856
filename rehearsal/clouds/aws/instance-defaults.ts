import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { digitsOf } from "../cloud";
import { secondInRegion } from "./one-a-region";
import { key } from "./refers";
import { EBS_DEFAULT_KEY, EBS_ENCRYPTION_BY_DEFAULT, INSTANCE_METADATA_DEFAULTS, KEY } from "./tokens";
import { isSet, textAt, thingAt } from "./values";

const NO_PREFERENCE = "no-preference";
const SWITCHED = { among: ["enabled", "disabled", NO_PREFERENCE] };
const METADATA = words("httpEndpoint httpPutResponseHopLimit httpTokens instanceMetadataTags");

/** What a region of an account decides for machines to come; AWS has one of each, and whatever is written last holds. */
export const instanceDefaults: Readonly<Record<string, ResourceType>> = {
  [EBS_ENCRYPTION_BY_DEFAULT]: {
    inputs: words("enabled"),
    // Of no meaning: however often it is made, AWS has one.
    id: ({ urn }) => `terraform-${digitsOf(urn, 26)}`,
    writesOver: true,
    defaults: { enabled: true },
    refuseMaking: (making) => secondInRegion(EBS_ENCRYPTION_BY_DEFAULT, making),
  },
  [EBS_DEFAULT_KEY]: {
    inputs: words("keyArn"),
    required: words("keyArn"),
    id: ({ text }) => text("keyArn"),
    writesOver: true,
    replacedBy: words("keyArn"),
    refers: [key("keyArn", { form: "arn" })],
    refuseMaking: (making) => secondInRegion(EBS_DEFAULT_KEY, making) ?? asymmetric(making),
  },
  [INSTANCE_METADATA_DEFAULTS]: {
    inputs: METADATA,
    id: ({ account }) => account,
    writesOver: true,
    defaults: {
      httpEndpoint: NO_PREFERENCE,
      httpPutResponseHopLimit: -1,
      httpTokens: NO_PREFERENCE,
      instanceMetadataTags: NO_PREFERENCE,
    },
    limits: {
      httpEndpoint: SWITCHED,
      httpTokens: { among: ["optional", "required", NO_PREFERENCE] },
      instanceMetadataTags: SWITCHED,
    },
    refuseInputs: (inputs) => nothingSaid(inputs) ?? hopsFault(inputs),
    refuseMaking: (making) => secondInRegion(INSTANCE_METADATA_DEFAULTS, making),
  },
};

/** [docs.aws.amazon.com: ModifyEbsDefaultKmsKeyId] */
function asymmetric(making: Making): string | undefined {
  const spec = textAt(thingAt([KEY], making.text("keyArn"), making)?.inputs, "customerMasterKeySpec");
  return ["", "SYMMETRIC_DEFAULT"].includes(spec)
    ? undefined
    : `InvalidParameterValue: Amazon EBS does not support asymmetric KMS keys (${making.text("keyArn")} is ${spec})`;
}

const nothingSaid = (inputs: Properties): string | undefined =>
  METADATA.some((property) => isSet(inputs, property))
    ? undefined
    : `Invalid Attribute Combination: at least one of ${METADATA.join(", ")} must be set`;

/** -1 stands for no preference [docs.aws.amazon.com: ModifyInstanceMetadataDefaults]. */
function hopsFault(inputs: Properties): string | undefined {
  const hops = inputs["httpPutResponseHopLimit"];
  if (typeof hops !== "number") return undefined;
  return hops === -1 || (Number.isInteger(hops) && hops >= 1 && hops <= 64)
    ? undefined
    : `httpPutResponseHopLimit must be between 1 and 64, or -1, got ${hops}`;
}

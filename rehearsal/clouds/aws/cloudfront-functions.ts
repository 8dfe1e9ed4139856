import { words, type Properties, type ResourceType } from "../catalogue";
import { arnWithoutRegion } from "./arn";
import { cloudFrontId } from "./cloudfront-ids";
import { EDGE_FUNCTION } from "./tokens";
import { textAt } from "./values";

/** Bytes of a function [docs.aws.amazon.com: Quotas on CloudFront Functions]. */
const MOST_BYTES = 10_240;

/** CloudFront's own functions. Stores of keys and values are left out. */
export const cloudfrontFunctions: Readonly<Record<string, ResourceType>> = {
  [EDGE_FUNCTION]: {
    inputs: words("code comment publish runtime tags"),
    required: words("code runtime"),
    name: {
      property: "name",
      pattern: /^[\w-]{1,64}$/,
      says: "up to 64 letters, digits, hyphens and underscores",
      unique: "account",
      taken: "FunctionAlreadyExists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arnWithoutRegion("cloudfront", making, `function/${making.name}`),
      etag: cloudFrontId,
      liveStageEtag: cloudFrontId,
      status: () => "UNASSOCIATED",
    },
    defaults: { publish: true },
    limits: {
      runtime: { among: words("cloudfront-js-1.0 cloudfront-js-2.0") },
      comment: { like: /^.{0,128}$/s, says: "at most 128 characters" },
    },
    refuseInputs: codeFault,
  },
};

function codeFault(inputs: Properties): string | undefined {
  const code = textAt(inputs, "code");
  if (Buffer.byteLength(code) > MOST_BYTES)
    return `FunctionSizeLimitExceeded: The function's code is larger than ${MOST_BYTES} bytes`;
  if (code === "" || /function handler\s*\(/.test(code)) return undefined;
  return "InvalidArgument: The function has no handler";
}

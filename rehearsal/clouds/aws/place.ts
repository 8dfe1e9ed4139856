import { z } from "zod";
import { type Place, type Properties, type ResourceType } from "../catalogue";
import { regionOf } from "../checks";

/** The regions that the estate may be rehearsed in (AWS's commercial partition). */
const REGION =
  /^(af|ap|ca|eu|il|me|mx|sa|us)-(central|east|north|northeast|northwest|south|southeast|southwest|west)-\d$/;

const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
});

/** Provider configuration as the engine sends it: texts as they are, everything else as JSON text. */
const Configuration = z.object({
  region: z.string({ error: "the provider has no region" }).regex(REGION, { error: "is not an AWS region" }),
  allowedAccountIds: Json.pipe(
    z.array(z.string().regex(/^\d{12}$/, { error: "an account id has 12 digits" })).min(1),
  ),
  defaultTags: Json.pipe(z.object({ tags: z.record(z.string(), z.string()).default({}) })).optional(),
});

/**
 * Reads the region, the account and the default tags from an AWS provider's configuration. A real provider learns
 * the account from its credentials; the simulated one takes it from `allowedAccountIds`, which all of ours set.
 */
export function awsPlace(configuration: Properties): Place {
  const parsed = Configuration.safeParse(configuration);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`the aws provider's ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { region, allowedAccountIds, defaultTags } = parsed.data;
  return { region, account: allowedAccountIds[0] ?? "", defaultTags: defaultTags?.tags ?? {} };
}

/** What every AWS resource has: the region it is in and, where it can be tagged, its tags with the provider's own. */
export function commonOutputs(inputs: Properties, place: Place, type: ResourceType): Properties {
  const tags = inputs["tags"];
  const own = typeof tags === "object" && tags !== null ? tags : {};
  return {
    region: regionOf(inputs, place),
    ...(type.inputs.includes("tags") ? { tagsAll: { ...place.defaultTags, ...own } } : {}),
  };
}

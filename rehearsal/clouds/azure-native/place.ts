import { z } from "zod";
import { textOf, type Checking, type Place, type Properties, type ResourceType } from "../catalogue";
import { digitsOf, type Cloud } from "../cloud";
import { isUnknown, UNKNOWN } from "../properties";
import { copied } from "./arm";
import { groupId, identityId, storageAccountId, thingAt, vaultId } from "./ids";
import { isLocation, normalized } from "./locations";
import { GUID, guid } from "./values";

const Configuration = z.object({
  subscriptionId: z
    .string({ error: "is missing: no subscription is configured" })
    .regex(GUID, { error: "is not a GUID" }),
  tenantId: z.string().regex(GUID, { error: "is not a GUID" }).optional(),
  location: z.string().refine(isLocation, { error: "is not an Azure location" }).optional(),
});

/** Reads an azure-native provider's configuration. The subscription is the account; resources say their location. */
export function azurePlace(configuration: Properties): Place {
  const parsed = Configuration.safeParse(configuration);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`the azure-native provider's ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { subscriptionId, tenantId, location } = parsed.data;
  return {
    region: location === undefined ? "" : normalized(location),
    account: subscriptionId,
    defaultTags: {},
    // A subscription belongs to one directory: without credentials to ask, it follows from the subscription.
    tenant: tenantId ?? guid(digitsOf(`tenant|${subscriptionId}`, 32)),
  };
}

/** Where a resource is: where it says, else where what it is part of is. */
export function azureRegion(inputs: Properties, place: Place, cloud: Cloud): string {
  const location = inputs["location"];
  if (typeof location === "string" && !isUnknown(location)) return normalized(location);
  const named = { account: place.account, inputs };
  const owners = [storageAccountId(named), vaultId(named), identityId(named), groupId(named)];
  const owner = [...owners, textOf(inputs["scope"])].map((id) => thingAt(cloud, id)).find(Boolean);
  return owner?.region ?? "";
}

/** What the provider adds by itself: the location, and the mark of a name that it drew. */
export function completed({ type, given, inputs, old, place, cloud }: Checking): Properties {
  const named = type.name;
  const drawn =
    named !== undefined && given[named.property] === undefined && named.automatic !== copied
      ? { __createBeforeDelete: true }
      : {};
  if (!type.inputs.includes("location") || inputs["location"] !== undefined) return { ...inputs, ...drawn };
  const location = old["location"] ?? defaultLocation(inputs, place, cloud);
  return { ...inputs, ...drawn, ...(location === undefined ? {} : { location }) };
}

function defaultLocation(inputs: Properties, place: Place, cloud: Cloud): string | undefined {
  if (place.region !== "") return place.region;
  if (isUnknown(inputs["resourceGroupName"])) return UNKNOWN;
  return thingAt(cloud, groupId({ account: place.account, inputs }))?.region;
}

/** The location as Azure writes it, whatever way the program wrote it. */
export function azureOutputs(inputs: Properties, _place: Place, type: ResourceType): Properties {
  const location = inputs["location"];
  return type.inputs.includes("location") && typeof location === "string" && !isUnknown(location)
    ? { location: normalized(location) }
    : {};
}

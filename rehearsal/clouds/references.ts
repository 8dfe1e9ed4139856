import type { Properties, Reference, ResourceType } from "./catalogue";
import { textOf } from "./catalogue";
import type { Cloud, Thing } from "./cloud";
import { isUnknown, valuesAt } from "./properties";

/** What is wrong with the things that these inputs refer to, in the real cloud's manner; nothing when all exist. */
export function brokenReference(
  type: ResourceType,
  inputs: Properties,
  place: { readonly region: string; readonly account: string },
  cloud: Cloud,
): string | undefined {
  for (const reference of type.refers ?? [])
    for (const value of valuesAt(inputs, reference.at)) {
      const handle = textOf(value);
      if (handle === "" || isUnknown(value) || reference.builtIn?.test(handle)) continue;
      if (isElsewhere(handle, place.account)) continue;
      if (reference.form === "arn" && !handle.startsWith("arn:"))
        return `${reference.at}: (${handle}) is an invalid ARN: arn: invalid prefix`;
      if (reference.form === "name" && handle.startsWith("arn:"))
        return `${reference.at}: a name is expected here, not an ARN (${handle})`;
      const named = cloud
        .named(reference.to, handle)
        .filter((thing) => isReachable(thing, handle, place.account));
      if (named.length === 0)
        return `${reference.at}: ${handle} does not exist (${reference.to.join(" or ")})`;
      if (!reference.anyRegion && !named.some((thing) => thing.region === place.region))
        return `${reference.at}: ${handle} is in ${named[0]?.region}, not in ${place.region}`;
    }
  return undefined;
}

/** Why a thing cannot be deleted while others need it; nothing when it can. */
export function stillNeeded(
  thing: Thing,
  types: Readonly<Record<string, ResourceType>>,
  cloud: Cloud,
): string | undefined {
  for (const [token, type] of Object.entries(types))
    for (const reference of type.refers ?? []) {
      if (reference.holds === undefined || !reference.to.includes(thing.type)) continue;
      const needing = cloud.all(token).find((other) => refersTo(other, reference, thing, cloud));
      if (needing) return `${reference.holds}: ${thing.id} is still needed by ${token} ${needing.id}`;
    }
  return undefined;
}

function refersTo(other: Thing, reference: Reference, thing: Thing, cloud: Cloud): boolean {
  return valuesAt(other.inputs, reference.at).some((value) =>
    cloud
      .named([thing.type], textOf(value))
      .some(
        (named) => named.id === thing.id && named.region === thing.region && named.account === thing.account,
      ),
  );
}

/** A plain name means a thing of one's own account. */
function isReachable(thing: Thing, handle: string, account: string): boolean {
  return thing.account === account || handle.includes(thing.account) || thing.outputs["arn"] === handle;
}

/** An ARN of another account: whether it exists cannot be known from here. */
function isElsewhere(handle: string, account: string): boolean {
  const owner = handle.startsWith("arn:") ? handle.split(":")[4] : "";
  return owner !== undefined && owner !== "" && owner !== account;
}

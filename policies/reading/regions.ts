import type { StackResource } from "./resource";
import { read, text, type Value } from "./value";

/** A region that the program does not give is the provider's, also where a preview does not say so yet. */
export function regionOf(resource: StackResource): Value<string> {
  const own = read(resource.props, "region");
  const given = own.kind === "known" || resource.propertyDependencies["region"] !== undefined;
  return text(given ? own : read(resource.provider?.props, "region"));
}

/** Whether two resources are known to be in different regions. */
export function areApart(one: StackResource, other: StackResource): boolean {
  const here = regionOf(one);
  const there = regionOf(other);
  return here.kind === "known" && there.kind === "known" && here.value !== there.value;
}

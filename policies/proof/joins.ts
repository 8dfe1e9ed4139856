import type { StackResource } from "../reading/resource";
import { is, read, text, type Value } from "../reading/value";

/** What a property refers to: a resource by one of the values that it is known by. */
export interface Reference {
  readonly from: StackResource;
  readonly property: string;
  readonly value: Value<string>;
}

/**
 * Those resources that a property means: by value where it is known, else all that it was computed from.
 * @param keys the properties of them that such a value may be
 */
export function meant(
  reference: Reference,
  candidates: readonly StackResource[],
  keys: readonly string[],
): readonly StackResource[] {
  const { value } = reference;
  return value.kind === "known"
    ? candidates.filter(({ props }) => keys.some((key) => is(text(read(props, key)), value.value)))
    : computedFrom(reference, candidates);
}

/** Those that a property was computed from. */
export function computedFrom(
  { from, property }: Omit<Reference, "value">,
  candidates: readonly StackResource[],
): readonly StackResource[] {
  return candidates.filter((candidate) => from.propertyDependencies[property]?.includes(candidate));
}

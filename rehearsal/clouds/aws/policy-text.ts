import type { Checking, Properties } from "../catalogue";
import { hasUnknown, UNKNOWN } from "../properties";

/**
 * Documents that were given as objects become JSON texts, as in the real provider's check. So policies, which see the
 * inputs after the check, find here what they will find there: a document with anything unknown in it is unknown as a
 * whole (`TransformJSONDocument` of Pulumi's Terraform bridge).
 */
export function withDocumentsAsText({ type, inputs }: Checking): Properties {
  const texts = (type.documents ?? []).flatMap(({ property }) => {
    const document = inputs[property];
    if (typeof document !== "object" || document === null) return [];
    return [[property, hasUnknown(document) ? UNKNOWN : JSON.stringify(sorted(document))]];
  });
  return { ...inputs, ...Object.fromEntries(texts) };
}

/** The engine sends the members of an object in any order: sorted, the same document always has the same text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

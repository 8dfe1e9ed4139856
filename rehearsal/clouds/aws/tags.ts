import type { Properties, ResourceType } from "../catalogue";
import { isUnknown } from "../properties";
import { recordOf, textAt } from "./values";

/** [docs.aws.amazon.com: Tag naming limits and requirements] */
const TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The types with AWS's rules for tags, which are the same for all that have tags. */
export function withTagRules(
  types: Readonly<Record<string, ResourceType>>,
): Readonly<Record<string, ResourceType>> {
  return Object.fromEntries(
    Object.entries(types).map(([token, type]) => [
      token,
      type.inputs.includes("tags")
        ? { ...type, refuseInputs: (inputs) => tagFault(inputs) ?? type.refuseInputs?.(inputs) }
        : type,
    ]),
  );
}

function tagFault({ tags }: Properties): string | undefined {
  const all = pairsOf(tags);
  if (all.length > 50) return `TooManyTags: ${all.length} tags, at most 50`;
  const odd = all.find(([name]) => !/^.{1,128}$/u.test(name) || !TAG.test(name) || /^aws:/i.test(name));
  if (odd)
    return `InvalidTag: the tag "${odd[0]}": up to 128 letters, digits, spaces and _.:/=+-@, and not beginning with "aws:"`;
  const wrong = all.find(([, value]) => !isUnknown(value) && !isTagValue(value));
  return wrong
    ? `InvalidTag: the value of the tag "${wrong[0]}": up to 256 letters, digits, spaces and _.:/=+-@`
    : undefined;
}

/** Tags by their names; those of an Auto Scaling group are a list of pairs. */
const pairsOf = (tags: unknown): readonly (readonly [string, unknown])[] =>
  Array.isArray(tags)
    ? tags.map((tag) => [textAt(tag, "key"), recordOf(tag)["value"]])
    : Object.entries(recordOf(tags));

const isTagValue = (value: unknown): boolean =>
  typeof value === "string" && value.length <= 256 && TAG.test(value);

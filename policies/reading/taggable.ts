import { located, regionless, taggable } from "./sdk-types.json";

const TAGGABLE = tokensOf(taggable);
const REGIONLESS = tokensOf(regionless);
const LOCATED = tokensOf(located);

/** Whether a type takes tags as a map of texts. */
export function takesTags(type: string): boolean {
  return TAGGABLE.has(type);
}

/** Whether things of a type of AWS are in a region; so are those that the table does not know. */
export function isInRegion(type: string): boolean {
  return !REGIONLESS.has(type);
}

/** Whether a type of Azure takes a location; all else is where the thing is that it belongs to. */
export function takesLocation(type: string): boolean {
  return LOCATED.has(type);
}

/** The table is made by generate-taggable-types.ts. */
function tokensOf(types: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(
    Object.entries(types).flatMap(([beginning, words]) => words.split(" ").map((word) => beginning + word)),
  );
}

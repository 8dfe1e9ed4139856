import type { Statement } from "./document";
import { type Holders, isHeld } from "./holding";

/** Whether a statement holds only where a key has one of the values that are accepted, all of which it lists. */
export function isPinned(
  { conditions }: Statement,
  key: string,
  accepts: (value: string, operator: string) => boolean,
): boolean {
  const holders: Holders = new Map([[key.toLowerCase(), accepts]]);
  return isHeld(conditions, holders);
}

/** Accepts what is listed without wildcards and policy variables. */
export function literally(value: string, operator: string): boolean {
  return ["stringequals", "stringlike"].includes(operator) && /^[^*?$]+$/.test(value);
}

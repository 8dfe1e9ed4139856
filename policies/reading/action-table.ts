import { matches } from "./glob";
import table from "./unbound-actions.json";

const WILDCARD = /[*?]/;

const actions = new Set(each("actions"));
const families = each("families");

/**
 * Whether an action can be held to resources; of a pattern, whether one that it matches can. It is taken to be so of
 * what the table does not have. generate-action-table.ts makes the table.
 */
export function takesResources(action: string): boolean {
  const lower = action.toLowerCase();
  return WILDCARD.test(lower) ? !families.some((family) => matches(family, lower)) : !actions.has(lower);
}

function each(kind: "actions" | "families"): readonly string[] {
  return Object.entries(table).flatMap(([service, unbound]) =>
    unbound[kind].split(" ").map((name) => `${service}:${name}`.toLowerCase()),
  );
}

import type { Condition } from "../reading/condition";
import { shown } from "../reading/value";
import { type Comparison, comparisons, negations } from "./comparisons";
import type { Like, Possible } from "./context";
import { anyOf, type Extent, not, overCases } from "./extent";

/** How often a condition holds, over all that its key may hold. */
export function conditionExtent(condition: Condition, { absent, texts }: Possible): Extent {
  const { operator, values } = condition;
  const base = negations.get(operator);
  const comparison = comparisons.get(base ?? operator);
  // AWS does not say whether a list without values refutes a condition or leaves it without effect.
  if (values.kind !== "known" || values.value.length === 0) return "some";
  if (operator === "null") return nullExtent(condition, values.value, { absent, texts });
  if (!comparison) return "some";
  const present = casesOf(texts).map((held) => {
    const found = anyOf(values.value.map((value) => compared(comparison, value, held)));
    return base === undefined ? found : not(found);
  });
  return overCases(absent ? [whenAbsent(condition, base !== undefined), ...present] : present);
}

/** Why nobody can tell when a condition holds; undefined where that depends on the request alone. */
export function whyUndecided({ operator, key, values }: Condition): string | undefined {
  if (values.kind !== "known") return `a condition is ${shown(values)}`;
  if (values.value.length === 0) return `the condition on ${key} has no values`;
  const isKnown = operator === "null" || comparisons.has(operator) || negations.has(operator);
  return isKnown ? undefined : `the condition on ${key} is by ${operator}, which is not understood`;
}

/** The operator Null asks whether there is such a key at all. */
function nullExtent(
  { ifExists, qualifier }: Condition,
  values: readonly string[],
  { absent, texts }: Possible,
): Extent {
  const asked = values.map((value) => value.toLowerCase());
  const isPlain = !ifExists && qualifier === undefined;
  if (!isPlain || !asked.every((value) => value === "true" || value === "false")) return "some";
  const holds = (isAbsent: "true" | "false"): Extent => (asked.includes(isAbsent) ? "all" : "none");
  return overCases([...(absent ? [holds("true")] : []), ...casesOf(texts).map(() => holds("false"))]);
}

function whenAbsent({ ifExists, qualifier }: Condition, isNegated: boolean): Extent {
  if (qualifier === "forallvalues") return "all";
  // AWS says that such a condition needs a key, and that IfExists does without one.
  if (qualifier === "foranyvalue") return ifExists ? "some" : "none";
  return ifExists || isNegated ? "all" : "none";
}

function casesOf(texts: Possible["texts"]): readonly (string | Like)[] {
  return "like" in texts ? [texts] : texts;
}

function compared({ holds, over }: Comparison, value: string, held: string | Like): Extent {
  // A policy variable stands for what is known of the request alone.
  if (value.includes("${")) return "some";
  if (typeof held !== "string") return over?.(value, held) ?? "some";
  const result = holds(value, held);
  if (result === undefined) return "some";
  return result ? "all" : "none";
}

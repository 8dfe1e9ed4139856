import type { z } from "zod";
import type { parameters } from "../policies/parameters";
import type { Rule } from "../policies/rule";

/**
 * The text of a `--policy-pack-config`: the engine takes parameters by rule, so each rule is given those of the stage that
 * it reads.
 */
export function configuration(
  rules: readonly Rule[],
  stageParameters: Partial<z.input<typeof parameters>>,
): string {
  const entries = rules.flatMap((rule) => {
    const read = Object.entries(stageParameters).filter(([name]) => rule.parameters.includes(name));
    return read.length > 0 ? [[rule.name, Object.fromEntries(read)] as const] : [];
  });
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

import { z } from "zod";
import type { EstateCopy } from "./estate-copy";

/** Of the root project: what no other part of it needs, from one text to the next. */
const PARTS = {
  budgets: /new MonthlyBudgets[^]*?(?=const stateTrailArn)/,
  trail: /new ObjectTrail[^]*?(?=const stageRegions)/,
  /** Two thirds of it all. */
  roles: /new OperatorRoles[^]*?(?=export const backend)/,
} as const;
type Part = keyof typeof PARTS;

const ALL: readonly Part[] = ["budgets", "trail", "roles"];

/** Takes parts out of a copy's root project, for what is the same however much there is to make. */
export function lessGround(copy: EstateCopy, without: readonly Part[] = ALL): void {
  for (const part of without)
    copy.edit("index.ts", (text) => {
      const less = text.replace(PARTS[part], "");
      if (less === text) throw new Error(`index.ts: what ${part} are made by is not where it was`);
      return less;
    });
  if (without.includes("roles")) copy.edit("policies/excepted.json", withoutRoles);
}

const Excepted = z.array(z.looseObject({ urns: z.array(z.string()) }));

/** An exception that nothing needs any more is refused. */
function withoutRoles(text: string): string {
  const others = Excepted.parse(JSON.parse(text))
    .map(({ urns, ...rest }) => ({ ...rest, urns: urns.filter((urn) => !urn.includes("::operators-")) }))
    .filter(({ urns }) => urns.length > 0);
  return JSON.stringify(others, null, 2);
}

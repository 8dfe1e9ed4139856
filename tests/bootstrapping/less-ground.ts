import type { BootstrappedEstate } from "./bootstrapped-estate";

/** Of the root project: what no other part of it needs, from one text to the next. */
const NOT_NEEDED = [
  /new MonthlyBudgets[^]*?(?=const stateTrailArn)/,
  /new ObjectTrail[^]*?(?=const stageRegions)/,
];

/** Takes a third out of the root project, for what is the same however much there is to make. */
export function lessGround({ copy }: BootstrappedEstate): void {
  for (const part of NOT_NEEDED) copy.edit("index.ts", (text) => text.replace(part, ""));
}

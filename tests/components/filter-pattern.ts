import * as assert from "node:assert/strict";
import { valuesAt } from "../../rehearsal/clouds/properties";

/** Whether an event of CloudTrail fits a filter pattern, as CloudWatch Logs reads it. */
export function fits(pattern: string, event: unknown): boolean {
  let left = pattern
    .replaceAll(/\$\.([\w.]+) = "([^"]*)"/g, (_all, path: string, text: string) =>
      valuesAt(event, path)[0] === text ? "T" : "F",
    )
    .replaceAll(/\$\.([\w.]+) IS FALSE/g, (_all, path: string) =>
      valuesAt(event, path)[0] === false ? "T" : "F",
    )
    .replaceAll(/[{} ]/g, "");
  for (let before = ""; before !== left;) {
    before = left;
    left = left
      .replaceAll(/[TF](&&[TF])+/g, (all) => (all.includes("F") ? "F" : "T"))
      .replaceAll(/\([TF](\|\|[TF])*\)|^[TF](\|\|[TF])+$/g, (any) => (any.includes("T") ? "T" : "F"));
  }
  assert.match(left, /^[TF]$/, `not read to its end: ${pattern}`);
  return left === "T";
}

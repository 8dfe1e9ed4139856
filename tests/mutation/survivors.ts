import { z } from "zod";
import type { Mutant } from "./instrumented";
import argued from "./argued.json";

/** A mutant that no test can tell from the code that it is made of, found by what it says and not by where it stands. */
const survivor = z.strictObject({
  file: z.string(),
  line: z.string().describe("the text of the line that it begins in"),
  mutator: z.string(),
  original: z.string(),
  replacement: z.string(),
  reason: z.string().min(20, "must say why no test can notice"),
});
export type Survivor = z.output<typeof survivor>;

/** Those that stay, each for its reason. */
export const arguedSurvivors: readonly Survivor[] = z.array(survivor).parse(argued);

export function isOf(survivor: Survivor, mutant: Mutant): boolean {
  const { file, lineText, mutator, original, replacement } = mutant;
  return (
    survivor.file === file &&
    survivor.line === lineText &&
    survivor.mutator === mutator &&
    survivor.original === original &&
    survivor.replacement === replacement
  );
}

/** As it would be argued, but for the reason. */
export function toBeArgued({ file, lineText, mutator, original, replacement }: Mutant): Survivor {
  return { file, line: lineText, mutator, original, replacement, reason: "" };
}

import { Bench } from "./bench";
import type { Instrumented, Mutant } from "./instrumented";

export type Outcome = "killed" | "survived" | "not reached";

export interface Trial {
  readonly outcomes: ReadonlyMap<Mutant, Outcome>;
  /** Tests that fail without any mutant, before or after. */
  readonly failing: readonly string[];
}

/**
 * Tries each mutant with the tests that come by it, until one fails. All of it happens in this process: a mutant is a
 * switch in code that is loaded once.
 * @param isArgued tells the mutants that are not expected to be killed
 */
export async function tried(
  root: string,
  subject: Instrumented,
  specs: readonly string[],
  isArgued: (mutant: Mutant) => boolean,
): Promise<Trial> {
  const bench = new Bench(root, subject, isArgued);
  const before = await bench.learn(specs);
  const outcomes = new Map<Mutant, Outcome>();
  const { stackTraceLimit } = Error;
  // Nobody reads how a test failed.
  Error.stackTraceLimit = 0;
  try {
    const { mutants } = subject;
    for (const file of new Set(mutants.map((mutant) => mutant.file))) {
      const ofFile = mutants.filter((mutant) => mutant.file === file);
      const killed = await bench.noticed(file, ofFile);
      for (const mutant of ofFile)
        outcomes.set(
          mutant,
          killed.has(mutant) ? "killed" : bench.isReached(mutant) ? "survived" : "not reached",
        );
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return { outcomes, failing: [...before, ...(await bench.failing())] };
}

import { parseArgs } from "node:util";
import { stages, type EstateStack, type Stage } from "../projects/estate";
import { namedStacks } from "../rehearsal/options";

export interface BenchOptions {
  readonly rounds: number;
  readonly stage: Stage;
  /** The stacks to measure; what they are built on is brought up first, and not measured. */
  readonly measured: readonly EstateStack[];
  /** Whether they are measured without the policy pack as well. */
  readonly unjudged: boolean;
}

export const USAGE = `npm run bench -- [ROUNDS] [options]

  ROUNDS                how often everything is measured (default 3)
  --stage ${stages.join("|")}       whose stacks are measured (default pro)
  --only SYSTEM/STACK   only this stack; may be given more than once
  --pack                measure them without the policy pack as well, for what it costs
  --help                print this`;

/**
 * Reads the command line.
 * @throws with one line that says what is wrong and what would be right
 */
export function benchOptions(args: readonly string[]): BenchOptions | "help" {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      stage: { type: "string", default: "pro" },
      only: { type: "string", multiple: true, default: [] },
      pack: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const [given = "3", more] = positionals;
  const rounds = Number(given);
  if (!Number.isInteger(rounds) || rounds < 1 || more !== undefined)
    throw new Error(`${positionals.join(" ")}: give one whole number, of rounds, from 1`);
  const stage = stages.find((known) => known === values.stage);
  if (stage === undefined)
    throw new Error(`--stage ${values.stage}: there is no such stage; there are ${stages.join(" and ")}`);
  return { rounds, stage, measured: namedStacks(values.only), unjudged: values.pack };
}

import { parseArgs } from "node:util";
import { stages, type Stage } from "../projects/estate";

export interface ProveOptions {
  readonly stage: Stage;
  /** Whether what is deployed is judged, or what a rehearsal brings up. */
  readonly deployed: boolean;
  /** Folder for the paper. */
  readonly out: string;
}

export const USAGE = `npm run prove -- [options]

  --stage ${stages.join("|")}   of which stage (default ${stages[0]})
  --deployed        judge what is deployed, by pulumi stack export of every stack, instead of a rehearsal
  --out FOLDER      where proof.json and proof.html are written (default .proof)
  --help            print this`;

/**
 * Reads the command line.
 * @throws with one line that says what is wrong and what would be right
 */
export function proveOptions(args: readonly string[]): ProveOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stage: { type: "string", default: stages[0] },
      deployed: { type: "boolean", default: false },
      out: { type: "string", default: ".proof" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const stage = stages.find((known) => known === values.stage);
  if (stage === undefined)
    throw new Error(`--stage ${values.stage}: there is no such stage; there are ${stages.join(" and ")}`);
  return { stage, deployed: values.deployed, out: values.out };
}

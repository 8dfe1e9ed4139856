import { parseArgs } from "node:util";
import { estate, stages, type EstateStack, type Stage } from "../projects/estate";
import { parseFault } from "./clouds/faults";

export interface Options {
  readonly stage: Stage;
  /** The stacks to bring up, in an order that their contracts allow. */
  readonly stacks: readonly EstateStack[];
  readonly fresh: boolean;
  /** Whether states are written after each step; else a stack's is written once, when its command ends. */
  readonly checkpoints: boolean;
  readonly faults: readonly string[];
  /** First of the ports to listen on; 0 for any free ones. */
  readonly port: number;
}

export const USAGE = `npm run rehearse -- [options]

  --stage ${stages.join("|")}       which stage to rehearse (default ${stages[0]})
  --only SYSTEM/STACK   only this stack, with what it is built on; may be given more than once
  --fresh               start from empty clouds: forgets what earlier rehearsals brought up
  --checkpoints         write a stack's state after each step, as a deployment does; slower, and a run that was killed
                        goes on from there (without it, it makes the stack that was cut off anew)
  --fault KIND@WHERE    let a cloud fail: throttle=TIMES, fail, timeout or crash, at a type or a resource's name
  --port NUMBER         first of the ports to listen on (default: any free ones)
  --help                print this`;

/**
 * Reads the command line.
 * @throws with one line that says what is wrong and what would be right
 */
export function readOptions(args: readonly string[]): Options | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stage: { type: "string", default: stages[0] },
      only: { type: "string", multiple: true },
      fresh: { type: "boolean", default: false },
      checkpoints: { type: "boolean", default: false },
      fault: { type: "string", multiple: true, default: [] },
      port: { type: "string", default: "0" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const stage = stages.find((known) => known === values.stage);
  if (stage === undefined)
    throw new Error(`--stage ${values.stage}: there is no such stage; there are ${stages.join(" and ")}`);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_530)
    throw new Error(`--port ${values.port}: give a number from 1024 to 65530`);
  values.fault.forEach(parseFault);
  return {
    stage,
    stacks: withNeeds(namedStacks(values.only ?? [])),
    fresh: values.fresh,
    checkpoints: values.checkpoints,
    faults: values.fault,
    port,
  };
}

/**
 * The stacks that `--only` names, or the whole estate.
 * @throws when there is none of a name
 */
export function namedStacks(only: readonly string[]): readonly EstateStack[] {
  const stranger = only.find((name) => !estate.some((known) => known.name === name));
  if (stranger !== undefined)
    throw new Error(
      `--only ${stranger}: there is no such stack; there are ${estate.map((known) => known.name).join(", ")}`,
    );
  return estate.filter(({ name }) => only.length === 0 || only.includes(name));
}

/** The stacks with all that they are built on, in an order that their contracts allow. */
export function withNeeds(stacks: readonly EstateStack[]): readonly EstateStack[] {
  const needed = (stack: EstateStack): readonly EstateStack[] => [
    stack,
    ...estate.filter(({ name }) => stack.needs.includes(name)).flatMap(needed),
  ];
  const wanted = new Set(stacks.flatMap(needed));
  return estate.filter((stack) => wanted.has(stack));
}

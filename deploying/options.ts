import * as path from "node:path";
import { parseArgs } from "node:util";
import { estate, stages, type EstateStack, type Stage } from "../projects/estate";

interface Common {
  readonly stage: Stage;
  /** The stacks that are asked for, in an order that their contracts allow. */
  readonly stacks: readonly EstateStack[];
  /** Whether that is the whole stage. */
  readonly whole: boolean;
  readonly configs: string | undefined;
}
export interface UpOptions extends Common {
  readonly approvals: string | undefined;
}
export interface PreviewOptions extends UpOptions {
  readonly markdown: string | undefined;
}
export interface DestroyOptions extends Pick<Common, "stage" | "configs"> {
  readonly stack: EstateStack;
  /** Whether the command line itself names stage and stack once more. */
  readonly confirmed: boolean;
}

const COMMON = `
  --configs FOLDER      take configurations from FOLDER/PROJECT/Pulumi.STAGE.yaml, as rehearsed ones are kept
  --help                print this`;
const STAGE = `--stage ${stages.join("|")}       which stage`;
const APPROVALS = `
  --approvals FILE      losses of persistent resources that were agreed to (default: approvals/STAGE.json)`;

export const UP_USAGE = `npm run up -- --stage STAGE [options]

  Brings the stacks of a stage up, in the order of their contracts, with policy pack and plan gate.

  ${STAGE}
  --only SYSTEM/STACK   only this stack, without what it is built on; may be given more than once${APPROVALS}${COMMON}`;

export const PREVIEW_USAGE = `npm run preview -- --stage STAGE [options]

  Shows what \`npm run up\` would do, and changes nothing.

  ${STAGE}
  --only SYSTEM/STACK   only this stack; may be given more than once
  --markdown FILE       write the summary into a file, as the text of a comment${APPROVALS}${COMMON}`;

export const DESTROY_USAGE = `npm run destroy -- --stage STAGE --only SYSTEM/app [options]

  Takes an app stack down. What is persistent lives in base stacks, which nothing here destroys.

  ${STAGE}
  --only SYSTEM/app     which stack
  --yes-destroy STAGE/SYSTEM/app
                        do not ask: the same stage and stack once more${COMMON}`;

const common = {
  stage: { type: "string" },
  only: { type: "string", multiple: true },
  configs: { type: "string" },
  help: { type: "boolean" },
} as const;
const approvals = { type: "string" } as const;

/**
 * The command line of `npm run up`.
 * @throws with one line that says what is wrong and what would be right
 */
export function upOptions(args: readonly string[]): UpOptions | "help" {
  const { values } = parseArgs({ args: [...args], options: { ...common, approvals } });
  return values.help ? "help" : { ...commonOptions(values), approvals: values.approvals };
}

/**
 * The command line of `npm run preview`.
 * @throws with one line that says what is wrong and what would be right
 */
export function previewOptions(args: readonly string[]): PreviewOptions | "help" {
  const options = { ...common, approvals, markdown: { type: "string" } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return "help";
  return { ...commonOptions(values), approvals: values.approvals, markdown: values.markdown };
}

/**
 * The command line of `npm run destroy`.
 * @throws with one line that says what is wrong and what would be right
 */
export function destroyOptions(args: readonly string[]): DestroyOptions | "help" {
  const options = { ...common, "yes-destroy": { type: "string" } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return "help";
  const { stage, stacks, whole, configs } = commonOptions(values);
  const [stack, ...more] = stacks;
  if (whole || stack === undefined || more.length > 0)
    throw new Error(`--only: give one stack to destroy, of ${apps.join(", ")}`);
  if (!apps.includes(stack.name))
    throw new Error(
      `--only ${stack.name}: it keeps what must last and is never destroyed; only ${apps.join(", ")} are`,
    );
  const typed = values["yes-destroy"];
  const meant = `${stage}/${stack.name}`;
  if (typed !== undefined && typed !== meant)
    throw new Error(`--yes-destroy ${typed}: to destroy ${stack.name} of ${stage}, give ${meant}`);
  return { stage, stack, configs, confirmed: typed === meant };
}

const apps = estate.map(({ name }) => name).filter((name) => name.endsWith("/app"));

interface Given {
  readonly stage?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly configs?: string | undefined;
}

function commonOptions({ stage, only = [], configs }: Given): Common {
  return {
    stage: stageOf(stage),
    stacks: stacksOf(only),
    whole: only.length === 0,
    configs: configs === undefined ? undefined : path.resolve(configs),
  };
}

function stageOf(given: string | undefined): Stage {
  const stage = stages.find((known) => known === given);
  if (stage !== undefined) return stage;
  const wrong = given === undefined ? "--stage is missing" : `--stage ${given}: there is no such stage`;
  throw new Error(`${wrong}; there are ${stages.join(" and ")}`);
}

function stacksOf(only: readonly string[]): readonly EstateStack[] {
  const stranger = only.find((name) => !estate.some((known) => known.name === name));
  if (stranger === undefined) return estate.filter(({ name }) => only.length === 0 || only.includes(name));
  const known = estate.map(({ name }) => name).join(", ");
  throw new Error(`--only ${stranger}: there is no such stack; there are ${known}`);
}

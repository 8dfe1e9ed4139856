import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { estate, type EstateStack, type Stage } from "../../projects/estate";
import type { Thing } from "../../rehearsal/clouds/cloud";
import type { Graph } from "./graph";
import { runProgram, type RunOptions } from "./run";

export const ROOT = path.join(__dirname, "../..");

const ProjectFile = z.looseObject({ name: z.string(), main: z.string() });
const StackFile = z.looseObject({ config: z.record(z.string(), z.unknown()) });

export const projectFile = ({ folder }: EstateStack) =>
  ProjectFile.parse(parse(fs.readFileSync(path.join(ROOT, folder, "Pulumi.yaml"), "utf8")));

/** The committed settings of a stack, as the engine hands them to its program. */
export function committedConfig({ folder }: EstateStack, stage: Stage): Readonly<Record<string, string>> {
  const file = path.join(ROOT, folder, `Pulumi.${stage}.yaml`);
  const { config } = StackFile.parse(parse(fs.readFileSync(file, "utf8")));
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

export function estateStack(name: string): EstateStack {
  const found = estate.find((stack) => stack.name === name);
  if (found) return found;
  throw new Error(`${name} is not in projects/estate.ts`);
}

/**
 * Runs the program of a stack's project, loaded anew as every deployment loads it.
 * @param root folder with the programs: the repository, or a copy of them that a test has changed
 */
export function runProject(
  stack: EstateStack,
  stage: Stage,
  options: Omit<RunOptions, "project" | "stage"> = {},
  root: string = ROOT,
): Promise<Graph> {
  const program = path.join(root, stack.folder, projectFile(stack).main);
  const load = (): unknown => {
    for (const file of Object.keys(require.cache)) if (isProgram(file, root)) delete require.cache[file];
    return require(program);
  };
  return runProgram(load, {
    project: stack.project,
    stage,
    config: committedConfig(stack, stage),
    ...options,
  });
}

/** Whether the file belongs to a program: what components there are stays loaded. */
function isProgram(file: string, root: string): boolean {
  return file.startsWith(path.join(root, "projects/")) || path.dirname(file) === root;
}

const runs = new Map<string, Promise<Graph>>();

/** The stack as its deployment leaves it, after those it is built on. */
export function deployed(stack: EstateStack, stage: Stage): Promise<Graph> {
  return once(stack, stage, false);
}

/** A preview of the stack's first deployment, on top of all that it is built on. */
export function previewed(stack: EstateStack, stage: Stage): Promise<Graph> {
  return once(stack, stage, true);
}

/** Each stack is run once for all tests: nothing changes between them. */
function once(stack: EstateStack, stage: Stage, preview: boolean): Promise<Graph> {
  const key = `${stack.project}/${stage}/${preview}`;
  const run = runs.get(key) ?? deploy(stack, stage, preview);
  runs.set(key, run);
  return run;
}

async function deploy(stack: EstateStack, stage: Stage, preview: boolean): Promise<Graph> {
  const bases = await Promise.all(
    stack.needs.map(async (name) => {
      const base = estateStack(name);
      return [`${base.project}/${stage}`, await deployed(base, stage)] as const;
    }),
  );
  return runProject(stack, stage, { preview, ...onTopOf(Object.fromEntries(bases)) });
}

/**
 * What a program finds that is deployed after others.
 * @param bases those that it is built on, by `project/stage`
 */
export function onTopOf(
  bases: Readonly<Record<string, Graph>>,
): Required<Pick<RunOptions, "stacks" | "existing">> {
  const existing = new Map<string, Thing>();
  for (const base of Object.values(bases))
    for (const thing of base.things) existing.set(`${thing.urn}|${thing.id}`, thing);
  return { stacks: bases, existing: [...existing.values()] };
}

import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ROOT } from "../graph/project";

const texts = z.record(z.string(), z.unknown());
const Step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: texts.default({}),
  env: texts.default({}),
});
const Job = z.looseObject({
  uses: z.string().optional(),
  with: texts.default({}),
  if: z.string().optional(),
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  environment: z.string().optional(),
  concurrency: z.looseObject({ group: z.string(), "cancel-in-progress": z.boolean() }).optional(),
  permissions: z.record(z.string(), z.string()).default({}),
  env: z.record(z.string(), z.string()).default({}),
  strategy: z.looseObject({ matrix: z.looseObject({ stage: z.array(z.string()) }) }).optional(),
  "timeout-minutes": z.number().optional(),
  steps: z.array(Step).default([]),
});
const Workflow = z.looseObject({
  on: texts,
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), Job),
});
const Action = z.looseObject({ runs: z.looseObject({ using: z.string(), steps: z.array(Step) }) });

export type Step = z.infer<typeof Step>;
export type Job = z.infer<typeof Job>;

/** A job, by the workflow's file and its own name: `deploy.yml/pre`. */
export interface NamedJob extends Job {
  readonly place: string;
  readonly file: string;
  readonly name: string;
}

/** What is committed below `.github`. */
export interface WorkflowFiles {
  /** Texts by path from `.github`: `workflows/deploy.yml`. */
  readonly texts: Readonly<Record<string, string>>;
  /** By file name: `deploy.yml`. */
  readonly workflows: Readonly<Record<string, z.infer<typeof Workflow>>>;
  /** Steps of our own actions, by the path that a step uses them by: `./.github/actions/stage`. */
  readonly actions: Readonly<Record<string, readonly Step[]>>;
  readonly jobs: readonly NamedJob[];
}

/** Reads all workflows and actions. */
export function committedTexts(): Readonly<Record<string, string>> {
  const folder = path.join(ROOT, ".github");
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yml"));
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]));
}

/**
 * Workflows and actions as GitHub reads them.
 * @throws when a file is of another form
 */
export function workflowFiles(texts: Readonly<Record<string, string>>): WorkflowFiles {
  const below = (folder: string) => Object.entries(texts).filter(([file]) => file.startsWith(`${folder}/`));
  const workflows = Object.fromEntries(
    below("workflows").map(([file, text]) => [path.basename(file), Workflow.parse(parse(text))]),
  );
  const actions = Object.fromEntries(
    below("actions").map(([file, text]) => [
      `./.github/${path.dirname(file)}`,
      Action.parse(parse(text)).runs.steps,
    ]),
  );
  const jobs = Object.entries(workflows).flatMap(([file, workflow]) =>
    Object.entries(workflow.jobs).map(([name, job]) => ({ ...job, place: `${file}/${name}`, file, name })),
  );
  return { texts, workflows, actions, jobs };
}

/** The steps of a job with those of our own actions in their places, told what the job hands to them. */
export function wholeSteps({ actions }: WorkflowFiles, { steps }: Job): readonly Step[] {
  return steps.flatMap((step) =>
    step.uses?.startsWith("./")
      ? (actions[step.uses] ?? []).map((own) => ({ ...own, with: told(own.with, step.with) }))
      : [step],
  );
}

function told(words: Step["with"], inputs: Step["with"]): Step["with"] {
  const put = (text: string) =>
    text.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (whole, name: string) => {
      const input = inputs[name];
      return typeof input === "string" ? input : whole;
    });
  return Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, typeof value === "string" ? put(value) : value]),
  );
}

/** A job's commands, line by line. */
export const commandsOf = (files: WorkflowFiles, job: Job): readonly string[] =>
  wholeSteps(files, job).flatMap(({ run }) => run?.split("\n").map((line) => line.trim()) ?? []);

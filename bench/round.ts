import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { EstateStack } from "../projects/estate";
import { attach } from "../rehearsal/attach";
import { ENGINE_VERSION, type Engine } from "../rehearsal/engine/engine";
import type { Commanding } from "../rehearsal/stack/command";
import { policyPackEnvironment } from "../deploying/policy-pack";
import { bringUp, expectNoChange, type Outcome } from "../rehearsal/stack/run";
import { withNeeds } from "../rehearsal/options";
import { openWorkspace } from "../rehearsal/workspace";
import type { BenchOptions } from "./options";

/** What one round found of a stack. */
export interface Figures {
  readonly resources: number;
  readonly upSeconds: number;
  readonly previewSeconds: number;
  /** Peak memory of the program's own process while it is previewed. */
  readonly previewMiB: number;
}

/** A stack's figures beside the floor's: a program of as many plain resources, which no policy judges. */
export interface Measured {
  readonly stack: Figures;
  readonly floor: Figures;
  /** The same stack without the policy pack, where that was asked for. */
  readonly unjudged?: Figures;
}

const floor: EstateStack = {
  name: "floor",
  project: "floor",
  folder: "bench/floor",
  needs: [],
  deployedBy: "people",
};

/**
 * One round: in empty clouds each stack by itself, so that none slows another, and the floor of its count right after it.
 * @throws when a stack does not come up
 */
export async function round(
  engine: Engine,
  { stage, measured, unjudged }: BenchOptions,
): Promise<ReadonlyMap<string, Measured>> {
  const found = new Map<string, Measured>();
  const judging = policyPackEnvironment(path.dirname(__dirname), stage);
  await eachInEmptyClouds(engine, { stage, measured, judging }, async (name, stack) => {
    found.set(name, { stack, floor: await floorOf(engine, stack.resources, stage) });
  });
  if (unjudged)
    await eachInEmptyClouds(engine, { stage, measured, judging: {} }, async (name, figures) => {
      const judged = found.get(name);
      if (judged) found.set(name, { ...judged, unjudged: figures });
    });
  return found;
}

/** Brings up what is to be measured and what that needs, and hands over the figures of the former. */
async function eachInEmptyClouds(
  engine: Engine,
  { stage, measured, judging }: Pick<BenchOptions, "stage" | "measured"> & Pick<Commanding, "judging">,
  take: (name: string, figures: Figures) => Promise<void>,
): Promise<void> {
  // Contracts are read only of stacks that say that they were judged, so the programs are told so in any case.
  const told = policyPackEnvironment(path.dirname(__dirname), stage);
  await inEmptyClouds(engine, told, async (commanding, peakFile) => {
    for (const one of withNeeds(measured)) {
      const up = await bringUp({ ...commanding, judging }, one, stage, () => undefined);
      if (!measured.includes(one)) {
        succeeded(one, up);
        continue;
      }
      const preview = await expectNoChange({ ...commanding, judging }, one, stage, () => undefined);
      await take(one.name, figures(one, up, preview, peakFile));
    }
  });
}

function floorOf(engine: Engine, resources: number, stage: BenchOptions["stage"]): Promise<Figures> {
  return inEmptyClouds(engine, { FLOOR_RESOURCES: String(resources) }, async (commanding, peakFile) => {
    const unjudged = { ...commanding, judging: {} };
    const up = await bringUp(unjudged, floor, stage, () => undefined);
    const preview = await expectNoChange(unjudged, floor, stage, () => undefined);
    return figures(floor, up, preview, peakFile);
  });
}

/**
 * Works with clouds of its own, in a folder that is gone afterwards.
 * @param environment what the programs find in theirs
 * @param work is also told the file that a program's peak memory stands in once it has ended
 */
async function inEmptyClouds<T>(
  engine: Engine,
  environment: Readonly<Record<string, string>>,
  work: (commanding: Omit<Commanding, "judging">, peakFile: string) => Promise<T>,
): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-bench-"));
  const workspace = openWorkspace(path.dirname(__dirname), ENGINE_VERSION, false, folder);
  const peakFile = path.join(folder, "peak-memory");
  const attached = await attach(workspace.journal, [], 0, {
    ...environment,
    PEAK_MEMORY_FILE: peakFile,
    NODE_OPTIONS: `--require ${JSON.stringify(path.join(__dirname, "peak-memory.js"))}`,
  });
  const never = new AbortController().signal;
  // As in a deployment, which is what is measured.
  const alike = { checkpoints: true, stopping: never, killing: never };
  try {
    return await work({ engine, workspace, attached: attached.environment, ...alike }, peakFile);
  } finally {
    attached.close();
    await attached.ended;
    fs.rmSync(folder, { recursive: true });
  }
}

function figures(stack: EstateStack, up: Outcome, preview: Outcome, peakFile: string): Figures {
  return {
    resources: succeeded(stack, up).progress.total,
    upSeconds: up.seconds,
    previewSeconds: succeeded(stack, preview).seconds,
    previewMiB: Number(fs.readFileSync(peakFile, "utf8")),
  };
}

function succeeded(stack: EstateStack, outcome: Outcome): Outcome {
  if (outcome.succeeded) return outcome;
  throw new Error(`${stack.name}: ${outcome.complaints.map(({ message }) => message).join("; ")}`);
}

import * as path from "node:path";
import type { EstateStack, Stage } from "../../projects/estate";
import { configFile, prepareStackFolder, stackFolder } from "../workspace";
import { stackState } from "./checkpoint";
import { pulumi, type Answer, type Commanding } from "./command";
import { receiveEvents } from "./events";
import { noProgress, progressAfter, type Complaint, type Progress } from "./progress";

/** How a stack's `up` or preview ended. */
export interface Outcome {
  readonly succeeded: boolean;
  readonly progress: Progress;
  readonly complaints: readonly Complaint[];
  readonly seconds: number;
}

export type OnProgress = (progress: Progress) => void;

/** Brings a stack up, policy pack included, with the preview before it that gives the pack its say. */
export async function bringUp(
  commanding: Commanding,
  stack: EstateStack,
  stage: Stage,
  onProgress: OnProgress,
): Promise<Outcome> {
  return timed(async () => {
    prepareStackFolder(commanding.workspace, stack, stage);
    const state = stackState(commanding.workspace.state, stack.project, stage);
    const begun =
      state === undefined
        ? await pulumi(commanding, stackFolder(commanding.workspace, stack), [
            "stack",
            "init",
            stage,
            "--no-select",
          ])
        : state.pending > 0
          ? await operate(commanding, stack, stage, [
              "refresh",
              "--yes",
              "--skip-preview",
              "--clear-pending-creates",
            ])
          : undefined;
    if (begun && begun.exitCode !== 0) return failed(begun, noProgress);
    return watched(commanding, stack, stage, ["up", "--yes"], onProgress);
  });
}

/** Previews a stack again; succeeds only when nothing would change. */
export async function expectNoChange(
  commanding: Commanding,
  stack: EstateStack,
  stage: Stage,
  onProgress: OnProgress,
): Promise<Outcome> {
  return timed(() => watched(commanding, stack, stage, ["preview", "--expect-no-changes"], onProgress));
}

/** Runs `up` or `preview` with the policy pack on, and follows the engine's events. */
async function watched(
  commanding: Commanding,
  stack: EstateStack,
  stage: Stage,
  operation: readonly string[],
  onProgress: OnProgress,
): Promise<Omit<Outcome, "seconds">> {
  let progress = noProgress;
  const events = await receiveEvents((event) => {
    progress = progressAfter(progress, event);
    onProgress(progress);
  });
  const answer = await operate(commanding, stack, stage, [
    ...operation,
    `--event-log=tcp://127.0.0.1:${events.port}`,
    "--suppress-outputs",
    "--suppress-progress",
  ]);
  events.close();
  if (answer.exitCode !== 0) return failed(answer, progress);
  return { succeeded: true, progress, complaints: [] };
}

function operate(
  commanding: Commanding,
  stack: EstateStack,
  stage: Stage,
  args: readonly string[],
): Promise<Answer> {
  const config = configFile(commanding.workspace, stack, stage);
  const folder = path.join(commanding.workspace.repository, stack.folder);
  return pulumi(commanding, folder, [...args, "--stack", stage, "--config-file", config]);
}

function failed(answer: Answer, progress: Progress): Omit<Outcome, "seconds"> {
  const told = progress.complaints;
  const lastWords = answer.output.trim().split("\n").slice(-3).join(" ");
  const complaints =
    told.length > 0 ? told : [{ where: "engine", message: lastWords.replace(/^error: /, "") }];
  return { succeeded: false, progress, complaints };
}

async function timed(work: () => Promise<Omit<Outcome, "seconds">>): Promise<Outcome> {
  const started = performance.now();
  const outcome = await work();
  return { ...outcome, seconds: (performance.now() - started) / 1000 };
}

import * as fs from "node:fs";
import * as path from "node:path";
import type { Say } from "../rehearsal/engine/engine";
import { commandOf } from "../rehearsal/processes";

/**
 * The one thing that is remembered: which process bootstraps here, and which `pulumi` it is waiting for. After a SIGKILL
 * nothing else in the world tells that a command is still at work.
 */
const fileOf = (folder: string): string => `${folder}.running`;

const ASK_EVERY_MS = 100;

/**
 * Makes sure that one bootstrap at a time works on a folder, and that no command of an interrupted one still does.
 * @returns ends the claim
 * @throws when another one is running
 */
export async function claim(folder: string, say: Say): Promise<() => void> {
  const [bootstrap = 0, child = 0] = noted(folder);
  if (bootstrap !== process.pid && /bootstrapping/.test(commandOf(bootstrap)))
    throw new Error(
      `another bootstrap (process ${bootstrap}) is running: wait for it, or stop it with Ctrl-C`,
    );
  await untilEnded(child, say);
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  noteChild(folder, undefined);
  return () => fs.rmSync(fileOf(folder), { force: true });
}

/** Waits for a `pulumi` that an interrupted run has left at work; not at all where it is no more. */
export async function untilEnded(pid: number, say: Say): Promise<void> {
  if (isPulumi(pid))
    say(`a pulumi of an interrupted run (process ${pid}) is still at work: it is waited for`);
  while (isPulumi(pid)) await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
}

/** Notes which command is at work; undefined when none is. */
export function noteChild(folder: string, child: number | undefined): void {
  fs.writeFileSync(fileOf(folder), `${process.pid}\n${child ?? ""}\n`);
}

function noted(folder: string): readonly number[] {
  if (!fs.existsSync(fileOf(folder))) return [];
  return fs.readFileSync(fileOf(folder), "utf8").split("\n").map(Number);
}

const isPulumi = (pid: number): boolean => pid > 0 && /pulumi/.test(commandOf(pid));

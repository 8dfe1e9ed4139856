import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { estate, stages } from "../projects/estate";
import { Cloud, type Thing } from "./clouds/cloud";
import type { Say } from "./engine/engine";
import { lockHolders, stackState } from "./stack/checkpoint";
import { pulumi, type Commanding } from "./stack/command";
import { stackFolder, type Workspace } from "./workspace";

/**
 * Mends what a killed rehearsal left behind, as an operator would in a real account: an engine that still runs is
 * ended, its lock released (`pulumi cancel`), and what it had made but never written down is taken back.
 * Pending operations are cleared when their stack is brought up (`pulumi refresh --clear-pending-creates`).
 */
export async function recover(workspace: Workspace, commanding: Commanding, say: Say): Promise<void> {
  for (const stack of estate)
    for (const stage of stages) {
      const holders = lockHolders(workspace.state, stack.project, stage);
      if (holders.length === 0) continue;
      for (const holder of holders) await endEngine(holder);
      say(`${stack.name}: an interrupted run had locked it; released`);
      await pulumi(commanding, stackFolder(workspace, stack), ["cancel", "--yes", "--stack", stage]);
    }
  const cloud = new Cloud(workspace.journal);
  const lost = cloud.all().filter((thing) => !isKnown(workspace, thing));
  // What needs others was made after them: it goes first.
  for (const thing of lost.toReversed()) {
    say(
      `${thing.urn.split("::")[1]}: takes back ${thing.type} ${thing.id}, made as the last run was cut off`,
    );
    cloud.undo(thing);
  }
}

/** Whether the thing is in the state of the stack that made it. */
function isKnown(workspace: Workspace, thing: Thing): boolean {
  const [stackPart = "", project = ""] = thing.urn.split("::");
  const state = stackState(workspace.state, project, stackPart.split(":").at(-1) ?? "");
  return state?.resources.some(({ urn, id }) => urn === thing.urn && id === thing.id) ?? false;
}

/** Kills a process if it is an engine, and waits until it is gone. */
async function endEngine(pid: number): Promise<void> {
  while (isEngine(pid)) {
    process.kill(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isEngine(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return /pulumi/.test(commandOf(pid));
  } catch {
    return false; // It has ended.
  }
}

/** The command of a running process; "" for one that has ended and was not yet waited for. */
function commandOf(pid: number): string {
  if (fs.existsSync("/proc/self/cmdline")) return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
  return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
}

import { estate, stages } from "../projects/estate";
import { Cloud } from "./clouds/cloud";
import type { Say } from "./engine/engine";
import { knownIds, lockHolders } from "./stack/checkpoint";
import { pulumi, type Commanding } from "./stack/command";
import { commandOf } from "./processes";
import { stackFolder, type Workspace } from "./workspace";

/**
 * Mends what a killed rehearsal left behind, as an operator would in a real account: an engine that still runs is
 * ended, its lock released (`pulumi cancel`), and what it had made but never written down is taken back.
 * @param cutOff whether the rehearsal before was killed, or its clouds died
 * Pending operations are cleared when their stack is brought up (`pulumi refresh --clear-pending-creates`).
 */
export async function recover(
  workspace: Workspace,
  commanding: Commanding,
  cutOff: boolean,
  say: Say,
): Promise<void> {
  for (const stack of estate)
    for (const stage of stages) {
      const holders = lockHolders(workspace.state, stack.project, stage);
      if (holders.length === 0) continue;
      for (const holder of holders) await endEngine(holder);
      say(`${stack.name}: an interrupted run had locked it; released`);
      await pulumi(commanding, stackFolder(workspace, stack), ["cancel", "--yes", "--stack", stage]);
    }
  // Otherwise what no state knows was kept on purpose (retainOnDelete), as it would be in a real account.
  if (!cutOff) return;
  const cloud = new Cloud(workspace.journal);
  const known = knownIds(workspace.state);
  const lost = cloud.all().filter(({ urn, id }) => !known.get(urn)?.includes(id));
  // What needs others was made after them: it goes first.
  for (const thing of lost.toReversed()) {
    say(
      `${thing.urn.split("::")[1]}: takes back ${thing.type} ${thing.id}, made as the last run was cut off`,
    );
    cloud.undo(thing);
  }
  for (const urn of cloud.counted())
    if (cloud.generation(urn) > 0 && !known.has(urn)) cloud.count({ urn, generation: 0 });
}

/** Kills a process if it is an engine, and waits until it is gone. */
async function endEngine(pid: number): Promise<void> {
  while (isEngine(pid)) {
    process.kill(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isEngine(pid: number): boolean {
  return /pulumi/.test(commandOf(pid));
}

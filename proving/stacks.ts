import { execFile, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { StackResource } from "../policies/reading/resource";
import { estate, type EstateStack, type Stage } from "../projects/estate";
import { rehearsalFolder } from "../rehearsal/workspace";
import { resourcesOf } from "./exports";

/** An export of a large stack has some megabytes of text. */
const LARGEST_EXPORT = 512 * 1024 * 1024;

/**
 * All that a rehearsal of the stage brings up; one that stands already is only looked at.
 * @throws with one line when it does not come up
 */
export async function rehearsedResources(
  repository: string,
  stage: Stage,
): Promise<readonly StackResource[]> {
  const program = path.join(repository, "rehearsal", "main.ts");
  const child = spawn(process.execPath, ["--require", "sucrase/register/ts", program, "--stage", stage], {
    cwd: repository,
    stdio: "inherit",
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${stage} does not come up in a rehearsal, so there is nothing to prove`);
  return rehearsedState(repository, stage);
}

/**
 * All that the last rehearsal of the stage brought up.
 * @throws when there was none
 */
export function rehearsedState(repository: string, stage: Stage): readonly StackResource[] {
  const state = path.join(rehearsalFolder(repository), "state", ".pulumi", "stacks");
  return estate.flatMap(({ name, project }) =>
    resourcesOf(fs.readFileSync(path.join(state, project, `${stage}.json`), "utf8"), name),
  );
}

/**
 * All that is deployed, by the backend that the user's `pulumi` is logged in to.
 * @throws with one line when a stack cannot be read
 */
export async function deployedResources(
  repository: string,
  stage: Stage,
  say: (line: string) => void,
): Promise<readonly StackResource[]> {
  const found: StackResource[] = [];
  for (const stack of estate) {
    const args = ["stack", "export", "--stack", stage, "--cwd", path.join(repository, stack.folder)];
    say(`pulumi ${args.join(" ")}`);
    found.push(...resourcesOf(await exportOf(stack, args), stack.name));
  }
  return found;
}

function exportOf({ name }: EstateStack, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("pulumi", args, { maxBuffer: LARGEST_EXPORT }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const why = stderr.trim().split("\n").at(-1) || error.message;
      reject(new Error(`${name} cannot be read, so the proof would not be whole: ${why}`));
    });
  });
}

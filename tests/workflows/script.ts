import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import { committedTexts, workflowFiles } from "./workflow-files";

const files = workflowFiles(committedTexts());

/** The script of a step, by the job's place and the step's name. */
export function script(place: string, step: string): string {
  const job = files.jobs.find((each) => each.place === place);
  const found = job?.steps.find(({ name }) => name === step)?.run;
  assert.ok(found, `${place} has no script ${step}`);
  return found;
}

export interface Ran {
  readonly exitCode: number;
  /** How the programs that stand in were called, a line each. */
  readonly calls: readonly string[];
  /** What a file of the folder holds after it. */
  readonly left: (file: string) => string;
}

/**
 * Runs a script as GitHub does, with programs that stand in for those of the machine.
 * @param folder where it runs
 * @param programs body of each program, in shell
 */
export async function ranScript(
  folder: string,
  text: string,
  programs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  for (const [name, body] of Object.entries(programs))
    fs.writeFileSync(path.join(folder, name), `#!/bin/sh\necho "${name} $*" >> calls\n${body}\n`, {
      mode: 0o755,
    });
  fs.writeFileSync(path.join(folder, "script.sh"), text);
  const { exitCode } = await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "script.sh"], {
    cwd: folder,
    env: { PATH: `${folder}:${process.env["PATH"]}`, ...env },
  });
  const left = (file: string) => fs.readFileSync(path.join(folder, file), "utf8");
  return {
    exitCode,
    calls: fs.existsSync(path.join(folder, "calls")) ? left("calls").trim().split("\n") : [],
    left,
  };
}

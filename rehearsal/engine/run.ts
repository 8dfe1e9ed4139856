import { spawn, type SpawnOptions } from "node:child_process";
import { createInterface } from "node:readline";

export interface Finished {
  /** 127 when the program does not exist. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. Never throws: a program that is missing has exit code 127. */
export function run(
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env"> & { readonly onErrorLine?: (line: string) => void },
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    if (options.onErrorLine) createInterface({ input: child.stderr }).on("line", options.onErrorLine);
    child.on("error", (error) => resolve({ exitCode: 127, stdout, stderr: error.message }));
    child.on("close", (code) => resolve({ exitCode: code ?? 1, stdout, stderr }));
  });
}

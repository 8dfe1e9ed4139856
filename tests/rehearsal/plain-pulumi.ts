import { execFile, spawn } from "node:child_process";
import * as path from "node:path";
import { createInterface } from "node:readline";
import type { EstateStack } from "../../projects/estate";
import { STATE_AT_THE_END } from "../../rehearsal/stack/command";
import type { EstateCopy } from "./estate-copy";

/** How a command ended. */
export interface Answer {
  readonly exitCode: number;
  /** All that it printed. */
  readonly output: string;
}

/** Plain `pulumi` commands, as someone types them against the clouds that `npm run clouds` serves. */
export class PlainPulumi {
  private constructor(
    private readonly copy: EstateCopy,
    private readonly environment: Readonly<Record<string, string>>,
    /** Ends the clouds; what exists in them stays. */
    readonly stop: () => Promise<void>,
  ) {}

  /** Starts the clouds for stage `pre`, and reads the environment that they print. */
  static async start(copy: EstateCopy): Promise<PlainPulumi> {
    const clouds = spawn(
      process.execPath,
      ["--require", "sucrase/register/ts", path.join(copy.folder, "rehearsal", "by-hand.ts")],
      { cwd: copy.folder, stdio: ["ignore", "pipe", "inherit"] },
    );
    // Nobody cuts these off.
    const environment: Record<string, string> = { ...STATE_AT_THE_END };
    for await (const line of createInterface({ input: clouds.stdout })) {
      const [, name, value] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) environment[name] = value;
      if (line.includes("--cwd") && line.includes("storage/app")) break;
    }
    const ended = new Promise<void>((resolve) => clouds.once("close", () => resolve()));
    const stop = () => {
      clouds.kill("SIGINT");
      return ended;
    };
    return new PlainPulumi(copy, environment, stop);
  }

  /** The same clouds without the policy pack, for what the pack would refuse before a cloud is asked. */
  get unjudged(): PlainPulumi {
    const others = Object.entries(this.environment).filter(([name]) => !name.includes("POLICY_PACK"));
    return new PlainPulumi(this.copy, Object.fromEntries(others), this.stop);
  }

  /** `up`, `preview` or `destroy` of a stack, with its rehearsed configuration. */
  on({ folder, project }: EstateStack, ...args: readonly string[]): Promise<Answer> {
    const config = path.join(this.folderOf(project), "Pulumi.pre.yaml");
    return this.run(
      [...args, "--stack", "pre", "--config-file", config],
      path.join(this.copy.folder, folder),
    );
  }

  /** `stack` or `state` on a stack: such commands need none of its program. */
  inState({ project }: EstateStack, ...args: readonly string[]): Promise<Answer> {
    return this.run(args, this.folderOf(project));
  }

  /** `npm run up`, `preview` or `destroy`, with the rehearsed configurations. */
  deploying(command: "up" | "preview" | "destroy", ...args: readonly string[]): Promise<Answer> {
    const configs = path.join(this.copy.folder, ".rehearsal", "projects");
    const program = path.join(this.copy.folder, "deploying", `${command}.ts`);
    const node = ["--require", "sucrase/register/ts", program];
    return this.execute(process.execPath, [...node, "--stage", "pre", "--configs", configs, ...args]);
  }

  private folderOf(project: string): string {
    return path.join(this.copy.folder, ".rehearsal", "projects", project);
  }

  private run(args: readonly string[], folder: string): Promise<Answer> {
    return this.execute("pulumi", [...args, "--cwd", folder, "--non-interactive", "--color", "never"]);
  }

  private execute(file: string, args: readonly string[]): Promise<Answer> {
    return new Promise((resolve) => {
      const child = execFile(
        file,
        [...args],
        { cwd: this.copy.folder, env: { ...process.env, ...this.environment }, maxBuffer: 64 * 1024 * 1024 },
        (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? 1, output: stdout + stderr }),
      );
    });
  }
}

import { spawn } from "node:child_process";
import type { Engine } from "../engine/engine";
import { PASSPHRASE, type Workspace } from "../workspace";

/** All that a `pulumi` command of the rehearsal needs. */
export interface Commanding {
  readonly engine: Engine;
  readonly workspace: Workspace;
  /** What has the policy pack judge whatever is brought up; empty only to measure what it costs. */
  readonly judging: Readonly<Record<string, string>>;
  /** Whether a stack's state is written after each step, as in a deployment, or once, when its command ends. */
  readonly checkpoints: boolean;
  /** Where the simulated clouds and the language host listen. */
  readonly attached: Readonly<Record<string, string>>;
  /** Aborted by the first Ctrl-C (the engine finishes what is under way) … */
  readonly stopping: AbortSignal;
  /** … and by the second (it is killed). */
  readonly killing: AbortSignal;
}

export interface Answer {
  readonly exitCode: number;
  readonly output: string;
}

/** Has the engine write a stack's state once: each time it writes all of it, which is up to a third of an `up`. */
export const STATE_AT_THE_END = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** The environment of the engine: nothing of the user's own clouds or Pulumi settings reaches it. */
export function engineEnvironment(engine: Engine, workspace: Workspace): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => !/^(PULUMI|AWS|AZURE|ARM|GITHUB)_/.test(name));
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name, value ?? ""])),
    PATH: [...engine.searchPath, process.env["PATH"] ?? ""].join(":"),
    PULUMI_HOME: `${workspace.folder}/home`,
    // The backend would else compute a checksum of every checkpoint, for a file that nobody reads.
    PULUMI_BACKEND_URL: `file://${workspace.state}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_PARALLEL_DIFF: "true",
    // Without it the engine does not know --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // Each checkpoint is garbage at once: a fifth of an engine's time goes into collecting it as eagerly as by default.
    GOGC: "400",
  };
}

/** Runs one `pulumi` command to its end. */
export function pulumi(commanding: Commanding, folder: string, args: readonly string[]): Promise<Answer> {
  const { engine, workspace, judging, checkpoints, attached, stopping, killing } = commanding;
  const writing = checkpoints ? {} : STATE_AT_THE_END;
  return new Promise((resolve) => {
    if (stopping.aborted) return resolve({ exitCode: 130, output: "stopped before it began" });
    const child = spawn(engine.pulumi, [...args, "--non-interactive", "--color", "never", "--cwd", folder], {
      env: { ...engineEnvironment(engine, workspace), ...writing, ...judging, ...attached },
      stdio: ["ignore", "pipe", "pipe"],
      // Ctrl-C in a terminal goes to a whole group of processes; the engine must get it once, from us.
      detached: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data: Buffer) => (output += data.toString()));
    const stop = () => child.kill("SIGINT");
    const kill = () => child.kill("SIGKILL");
    stopping.addEventListener("abort", stop);
    killing.addEventListener("abort", kill);
    const finish = (answer: Answer) => {
      stopping.removeEventListener("abort", stop);
      killing.removeEventListener("abort", kill);
      resolve(answer);
    };
    child.on("error", (error) => finish({ exitCode: 127, output: error.message }));
    child.on("close", (code) => finish({ exitCode: code ?? 130, output }));
  });
}

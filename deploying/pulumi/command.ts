import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import type { Workplace } from "../workplace";

/** A plain `pulumi` command, as anyone may type it in the repository's root. */
export interface Command {
  readonly args: readonly string[];
  /** Variables that this command needs beside those of the workplace. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly exitCode: number;
  /** What it printed for programs; "" where it went straight to the user. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Exit code of what a signal ended. */
const STOPPED = 130;

/** The command as it is typed into a shell. */
export function shellLine({ args, environment = {} }: Command): string {
  const set = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`);
  return [...set, "pulumi", ...args.map(quoted)].join(" ");
}

/** A word of a command line, in quotes where a shell would read it in another way. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Prints a command, runs it to its end, and keeps what it says. */
export function ask(workplace: Workplace, command: Command): Promise<Answer> {
  return run(workplace, command, ["ignore", "pipe", "pipe"]);
}

/** Prints a command and runs it to its end; the user sees all that it says, while it says it. */
export function show(workplace: Workplace, command: Command): Promise<Answer> {
  return run(workplace, command, ["ignore", "inherit", "pipe"], (text) => process.stderr.write(text));
}

function run(
  workplace: Workplace,
  command: Command,
  stdio: StdioOptions,
  passOn: (text: Buffer) => void = () => undefined,
): Promise<Answer> {
  workplace.say(`$ ${shellLine(command)}`);
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...command.args], {
      cwd: workplace.repository,
      env: { ...process.env, ...workplace.judging, ...command.environment },
      stdio,
      // Ctrl-C in a terminal goes to a whole group of processes; the engine must get it once, from us.
      detached: true,
    });
    const printed = { stdout: "", stderr: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (printed.stdout += text));
    child.stderr?.on("data", (data: Buffer) => {
      passOn(data);
      printed.stderr += data.toString();
    });
    const forget = passOnSignals(child);
    child.on("error", (error) => {
      forget();
      reject(new Error(`pulumi cannot be started (${error.message}): install the Pulumi CLI, or mend PATH`));
    });
    child.on("close", (code) => {
      forget();
      resolve({ exitCode: code ?? STOPPED, ...printed });
    });
  });
}

/** The first Ctrl-C lets the engine finish what is under way, the second ends it: so the engine itself takes them. */
function passOnSignals(child: ChildProcess): () => void {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const passOn = () => child.kill("SIGINT");
  for (const signal of signals) process.on(signal, passOn);
  return () => signals.forEach((signal) => process.removeListener(signal, passOn));
}

import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { quoted } from "../deploying/pulumi/command";
import { troubleIn } from "../deploying/pulumi/troubles";
import { holdersHere } from "./lock";
import { noteChild, untilEnded } from "./running";
import { root, type Backend, type Site } from "./site";

/** How a command ended. */
export interface Answer {
  readonly exitCode: number;
  /** What it printed for programs. */
  readonly stdout: string;
  /** What it printed for people. */
  readonly said: string;
}

/** Exit code of what a signal ended. */
const STOPPED = 130;

/** File with all that the last command said that changes something. */
const logOf = (site: Site): string => path.join(site.folder, "last-command.log");

/**
 * Prints a `pulumi` command that changes something, and runs it to its end. It writes into a file, so that it goes on by
 * itself when this process is killed. A lock of an engine of this machine that has ended is released first.
 * @param input what it reads from standard input
 * @throws in one line, when it fails
 */
export async function run(site: Site, backend: Backend, args: readonly string[], input = ""): Promise<void> {
  const { exitCode, said } = await unlocked(site, backend, () => written(site, backend, args, input));
  if (exitCode !== 0) throw new Error(whyItFailed(site, args, exitCode, said));
}

/** Prints a `pulumi` command that changes nothing, and runs it to its end. */
export async function ask(site: Site, backend: Backend, args: readonly string[]): Promise<Answer> {
  site.say(shellLine(site, backend, args));
  return ended(site, backend, args, ["ignore", "pipe", "pipe"]);
}

/** The command as it is typed into a shell, in the repository's root. */
function shellLine(site: Site, backend: Backend, args: readonly string[]): string {
  const set = Object.entries({ PULUMI_BACKEND_URL: backend.url, ...backend.environment });
  const words = [site.engine.pulumi, ...args].map(quoted);
  return ["$", ...set.map(([name, value]) => `${name}=${quoted(value)}`), ...words].join(" ");
}

/**
 * Runs a command. Where engines of this machine have locked the stack, waits for those that live, releases what the dead
 * have left, and runs it once more.
 */
async function unlocked(site: Site, backend: Backend, command: () => Promise<Answer>): Promise<Answer> {
  const answer = await command();
  const holders = answer.exitCode === 0 ? [] : holdersHere(answer.said);
  if (holders.length === 0) return answer;
  for (const holder of holders) await untilEnded(holder, site.say);
  site.say(`process ${holders.join(", ")} has ended: what it may have left of its lock is released`);
  await written(site, backend, ["cancel", "--yes", "--stack", site.stage], "");
  return command();
}

async function written(
  site: Site,
  backend: Backend,
  args: readonly string[],
  input: string,
): Promise<Answer> {
  site.say(`${shellLine(site, backend, args)}${input === "" ? "" : "  # reads what was exported"}`);
  const file = logOf(site);
  const log = fs.openSync(file, "w", 0o600);
  try {
    const answer = await ended(site, backend, args, ["pipe", log, log], input);
    return { ...answer, said: fs.readFileSync(file, "utf8") };
  } finally {
    fs.closeSync(log);
  }
}

function ended(
  site: Site,
  backend: Backend,
  args: readonly string[],
  stdio: ("ignore" | "pipe" | number)[],
  input = "",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (site.stopping.aborted) return reject(new Error("stopped: run it again, and it goes on from here"));
    const child = spawn(site.engine.pulumi, [...args], {
      cwd: site.repository,
      env: environmentOf(site, backend),
      stdio,
      // A group of its own: it outlives this process, and gets Ctrl-C once, from us.
      detached: true,
    });
    noteChild(site.folder, child.pid);
    const stop = () => child.kill("SIGINT");
    site.stopping.addEventListener("abort", stop);
    let stdout = "";
    let said = "";
    child.stdout?.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr?.on("data", (data: Buffer) => (said += data.toString()));
    // It may end before it has read all: its exit code tells.
    child.stdin?.on("error", () => undefined).end(input);
    child.on("error", (error) =>
      reject(new Error(`${site.engine.pulumi} cannot be started: ${error.message}`)),
    );
    child.on("close", (code) => {
      site.stopping.removeEventListener("abort", stop);
      noteChild(site.folder, undefined);
      resolve({ exitCode: code ?? STOPPED, stdout, said });
    });
  });
}

function environmentOf(site: Site, backend: Backend): NodeJS.ProcessEnv {
  const { PULUMI_CONFIG_PASSPHRASE: passphrase, ...own } = process.env;
  // It would go before the local backend's own.
  const kept = backend.environment["PULUMI_CONFIG_PASSPHRASE_FILE"] === undefined ? passphrase : undefined;
  return {
    ...own,
    ...(kept === undefined ? {} : { PULUMI_CONFIG_PASSPHRASE: kept }),
    ...site.judging,
    ...backend.environment,
    PULUMI_BACKEND_URL: backend.url,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PATH: [...site.engine.searchPath, process.env["PATH"] ?? ""].join(":"),
  };
}

function whyItFailed(site: Site, args: readonly string[], exitCode: number, said: string): string {
  const told = troubleIn(said, site, root);
  if (told !== undefined) return `root: ${told}`;
  const command = args.filter((word) => /^[a-z]/.test(word)).slice(0, args[0] === "stack" ? 2 : 1);
  return `pulumi ${command.join(" ")} ended with exit code ${exitCode}: ${lastWords(said)}. All that it said is in ${logOf(site)}`;
}

/** What matters most of all that a command said: an error, else a policy that was broken, else what it ended with. */
function lastWords(said: string): string {
  const lines = said.split("\n").map((line) => line.trim());
  const errors = lines.filter((line) => line.startsWith("error: ") && !/(preview|update) failed$/.test(line));
  const broken = lines.filter((line) => line.includes("[mandatory]"));
  const words = errors[0] ?? broken[0] ?? lines.findLast((line) => line !== "") ?? "";
  return words.replace(/^(error: |- )+/, "").replaceAll(/ +/g, " ");
}

import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Summary } from "../../rehearsal/report";

const REPOSITORY = path.resolve(__dirname, "..", "..");

/** What a rehearsal needs of the repository. */
const PARTS = [
  "package.json",
  "tsconfig.json",
  "index.ts",
  "settings.ts",
  "projects",
  "components",
  "functions",
  "policies",
  "deploying",
  "rehearsal",
];

/** How a rehearsal of a copy ended. */
export interface Rehearsed {
  readonly exitCode: number | null;
  /** All that it printed. */
  readonly output: string;
}

/**
 * The estate in a folder of its own: a test may change its files, break it and kill it, and no other test notices.
 */
export class EstateCopy {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-estate-"));

  constructor() {
    const stageFiles = fs.readdirSync(REPOSITORY).filter((file) => /^Pulumi\..*yaml$/.test(file));
    for (const part of [...PARTS, ...stageFiles, "Pulumi.yaml"])
      fs.cpSync(path.join(REPOSITORY, part), path.join(this.folder, part), { recursive: true });
    fs.symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(this.folder, "node_modules"));
  }

  /** Starts `npm run rehearse` without npm in between, so that a signal reaches the rehearsal itself. */
  start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(
      process.execPath,
      ["--require", "sucrase/register/ts", path.join(this.folder, "rehearsal", "main.ts"), ...args],
      { cwd: this.folder, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] },
    );
  }

  rehearse(...args: readonly string[]): Promise<Rehearsed> {
    return ended(this.start(args));
  }

  /** Changes a file of the copy. */
  edit(file: string, change: (text: string) => string): void {
    const at = path.join(this.folder, file);
    const before = fs.readFileSync(at, "utf8");
    const after = change(before);
    if (after === before) throw new Error(`the change leaves ${file} as it is`);
    fs.writeFileSync(at, after);
  }

  /** Changes what follows a text in a file, for this test's taste of broken input. */
  replace(file: string, text: string, by: string): void {
    this.edit(file, (before) => before.replace(text, by));
  }

  get summary(): Summary {
    return JSON.parse(fs.readFileSync(path.join(this.folder, ".rehearsal", "summary.json"), "utf8"));
  }

  get journal(): string {
    return path.join(this.folder, ".rehearsal", "clouds.jsonl");
  }

  get state(): string {
    return path.join(this.folder, ".rehearsal", "state");
  }

  get isRunning(): boolean {
    return fs.existsSync(path.join(this.folder, ".rehearsal", "running"));
  }

  /** What has been written to the journal so far, in lines: how far the clouds are. */
  get made(): number {
    return fs.existsSync(this.journal) ? fs.readFileSync(this.journal, "utf8").split("\n").length - 1 : 0;
  }

  /**
   * Notes what stands, in every state and in the clouds.
   * @returns puts it back, while no clouds are served
   */
  remember(): () => void {
    const kept = fs.mkdtempSync(path.join(this.folder, "kept-"));
    const places = [this.state, this.journal].map((from) => ({
      from,
      to: path.join(kept, path.basename(from)),
    }));
    for (const { from, to } of places) fs.cpSync(from, to, { recursive: true });
    return () => {
      for (const { from, to } of places) {
        fs.rmSync(from, { recursive: true });
        fs.cpSync(to, from, { recursive: true });
      }
    };
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for a started rehearsal. */
export function ended(child: ChildProcess): Promise<Rehearsed> {
  let output = "";
  child.stdout?.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, output })));
}

/** Waits until something holds; the test's own timeout ends a wait for what never comes. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The processes that work in a copy's folder, by their command lines. */
export function processesIn(folder: string): readonly number[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => commandLine(pid).includes(folder))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return ""; // It ended in between.
  }
}

import * as fs from "node:fs";
import * as path from "node:path";
import type { Say } from "./engine";
import { run } from "./run";

/** A program that can be built from its Go module. */
export interface GoProgram {
  /** What it is called where progress is told: `the CLI`. */
  readonly title: string;
  /** Folder of the go.mod and go.sum that pin it. */
  readonly module: string;
  /** Import path of its main package. */
  readonly mainPackage: string;
  /** Build tags, with commas; "" for none. */
  readonly tags: string;
  /** Flags of the linker beside those that leave out symbols. */
  readonly linkerFlags: string;
  /** Said where Go is not installed: what that prevents, and what to install. */
  readonly withoutGo: string;
  /** Said where the build fails: what else there is to try. */
  readonly otherwise: string;
}

/** Without inlining, and without what debuggers read, compiling takes two thirds of the time. */
const QUICKLY = "-gcflags=all=-dwarf=false -l";

/** How often progress is told. */
const TELL_EVERY_MS = 5_000;

/**
 * Builds a program from its Go module.
 * @param target path of the executable to make
 * @throws when Go is missing, the modules cannot be fetched or do not compile; the message says what to do
 */
export async function buildGoProgram(program: GoProgram, target: string, say: Say): Promise<void> {
  // Go's compiler collects its garbage less eagerly, and is done sooner; its memory is some hundred megabytes.
  const env = { ...process.env, GOFLAGS: "-mod=readonly -buildvcs=false", GOGC: "400" };
  const go = await run("go", ["version"], { env });
  if (go.exitCode !== 0) throw new Error(program.withoutGo);

  const modules = countModules(program.module);
  await goStep(
    program,
    ["mod", "download", "-x"],
    env,
    (lines) => {
      const fetched = lines.filter((line) => /\.zip: 200/.test(line)).length;
      return `fetching ${program.title}'s Go modules: ${fetched} of at most ${modules}`;
    },
    say,
  );

  const tags = ["-tags", program.tags];
  const listed = await run("go", ["list", "-deps", ...tags, program.mainPackage], {
    cwd: program.module,
    env,
  });
  const packages = listed.stdout.trim().split("\n").length;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const linked = ["-ldflags", `-s -w ${program.linkerFlags}`];
  await goStep(
    program,
    ["build", "-v", QUICKLY, ...tags, ...linked, "-o", target, program.mainPackage],
    env,
    (lines) => `compiling ${program.title}: ${lines.length} of about ${packages} packages`,
    say,
  );
}

function countModules(module: string): number {
  const sums = fs.readFileSync(path.join(module, "go.sum"), "utf8").trim().split("\n");
  return sums.filter((line) => !line.includes("/go.mod ")).length;
}

/** Runs one `go` command and tells every few seconds how far it is. */
async function goStep(
  { module, otherwise }: GoProgram,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  progress: (lines: readonly string[]) => string,
  say: Say,
): Promise<void> {
  const lines: string[] = [];
  say(progress(lines));
  const telling = setInterval(() => say(progress(lines)), TELL_EVERY_MS);
  const done = await run("go", args, { cwd: module, env, onErrorLine: (line) => lines.push(line) });
  clearInterval(telling);
  if (done.exitCode !== 0)
    throw new Error(
      `go ${args[0]} failed: ${lines.slice(-3).join(" ")}. The Go module proxy must be reachable (go env GOPROXY)${otherwise}`,
    );
}

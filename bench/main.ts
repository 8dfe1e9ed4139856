import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { estate, type EstateStack } from "../projects/estate";
import { attach } from "../rehearsal/attach";
import { ENGINE_VERSION, findEngine } from "../rehearsal/engine/engine";
import { bringUp, expectNoChange, type Outcome } from "../rehearsal/stack/run";
import { openWorkspace } from "../rehearsal/workspace";

/** How long the stacks take against the engine's floor: `npm run bench -- [ROUNDS]`. */
const ROUNDS = Number(process.argv[2] ?? 3);

/** The floor: the same engine, language host and runtime options, with nothing to do and no policy pack to load. */
const floor: EstateStack = { name: "empty program", project: "empty", folder: "bench/empty", needs: [] };

interface Round {
  readonly up: number;
  readonly preview: number;
  readonly resources: number;
}

/** One round: empty clouds, then every stack by itself, so that none slows another. */
async function round(say: (line: string) => void): Promise<ReadonlyMap<string, Round>> {
  const engine = await findEngine(say);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-bench-"));
  const workspace = openWorkspace(path.dirname(__dirname), ENGINE_VERSION, false, folder);
  const attached = await attach(workspace.journal, [], 0);
  const never = new AbortController().signal;
  const ground = { engine, workspace, attached: attached.environment, stopping: never, killing: never };
  const measured = new Map<string, Round>();
  for (const stack of [floor, ...estate]) {
    const commanding = { ...ground, judged: stack !== floor };
    const up = succeeded(stack, await bringUp(commanding, stack, "pre", () => undefined));
    const preview = succeeded(stack, await expectNoChange(commanding, stack, "pre", () => undefined));
    measured.set(stack.name, { up: up.seconds, preview: preview.seconds, resources: up.progress.total });
  }
  attached.close();
  await attached.ended;
  fs.rmSync(folder, { recursive: true });
  return measured;
}

function succeeded(stack: EstateStack, outcome: Outcome): Outcome {
  if (outcome.succeeded) return outcome;
  throw new Error(`${stack.name}: ${outcome.complaints.map(({ message }) => message).join("; ")}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function main(): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const rounds: ReadonlyMap<string, Round>[] = [];
  for (let number = 1; number <= ROUNDS; number++) {
    say(`round ${number} of ${ROUNDS}`);
    rounds.push(await round(say));
  }
  const of = (name: string, figure: keyof Round) =>
    median(rounds.map((one) => one.get(name)?.[figure] ?? Number.NaN));
  const row = (cells: readonly (string | number)[]) =>
    say(
      cells
        .map((cell, column) => (column === 0 ? String(cell).padEnd(18) : String(cell).padStart(12)))
        .join(""),
    );
  say(
    `\nMedians of ${ROUNDS} rounds, pulumi ${ENGINE_VERSION}, Node ${process.versions.node}; "up" begins with its preview.`,
  );
  row(["stack", "resources", "up s", "to floor", "preview s", "to floor"]);
  for (const { name } of [floor, ...estate])
    row([
      name,
      of(name, "resources"),
      of(name, "up").toFixed(2),
      (of(name, "up") / of(floor.name, "up")).toFixed(2),
      of(name, "preview").toFixed(2),
      (of(name, "preview") / of(floor.name, "preview")).toFixed(2),
    ]);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

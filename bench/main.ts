import { ENGINE_VERSION, findEngine } from "../rehearsal/engine/engine";
import { benchOptions, USAGE } from "./options";
import { round, type Measured } from "./round";

/** How long the stacks take against the engine's floor: a program of as many plain resources, with no policy pack. */
async function main(): Promise<void> {
  const options = benchOptions(process.argv.slice(2));
  if (options === "help") return say(USAGE);
  const engine = await findEngine(say);
  const rounds: ReadonlyMap<string, Measured>[] = [];
  for (let number = 1; number <= options.rounds; number++) {
    say(`round ${number} of ${options.rounds}`);
    rounds.push(await round(engine, options));
  }
  say(
    `\nMedians of ${options.rounds}, ${options.stage}, pulumi ${ENGINE_VERSION}, Node ${process.versions.node}. The floor: as many plain queues, no policy pack. "up" begins with a preview. "to none": to the same stack without the pack.`,
  );
  row([
    "stack",
    "resources",
    "up s",
    "to floor",
    "preview s",
    "to floor",
    "program MiB",
    ...(options.unjudged ? ["up to none", "prev. to none"] : []),
  ]);
  for (const { name } of options.measured) {
    const middle = (figure: (measured: Measured) => number) =>
      median(rounds.flatMap((one) => one.get(name) ?? []).map(figure));
    row([
      name,
      middle(({ stack }) => stack.resources),
      middle(({ stack }) => stack.upSeconds).toFixed(1),
      middle(({ stack, floor }) => stack.upSeconds / floor.upSeconds).toFixed(2),
      middle(({ stack }) => stack.previewSeconds).toFixed(1),
      middle(({ stack, floor }) => stack.previewSeconds / floor.previewSeconds).toFixed(2),
      middle(({ stack }) => stack.previewMiB).toFixed(0),
      ...(options.unjudged
        ? [
            middle(({ stack, unjudged }) => stack.upSeconds / (unjudged?.upSeconds ?? Number.NaN)).toFixed(2),
            middle(
              ({ stack, unjudged }) => stack.previewSeconds / (unjudged?.previewSeconds ?? Number.NaN),
            ).toFixed(2),
          ]
        : []),
    ]);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function row(cells: readonly (string | number)[]): void {
  say(
    cells
      .map((cell, column) => (column === 0 ? String(cell).padEnd(18) : String(cell).padStart(14)))
      .join(""),
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

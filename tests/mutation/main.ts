import * as path from "node:path";
import { parseArgs } from "node:util";
import { narrowed, partsOf } from "./scope";
import { arguedSurvivors, toBeArgued } from "./survivors";
import { type Score, type Verdict, verdictOn } from "./verdict";

const ROOT = path.join(__dirname, "../..");

const USAGE = `npm run mutate -- [options]

  --only rules/NAME   only this file below policies/, or this folder; may be given more than once
                      (policies/proof as a whole takes twenty minutes)
  --json              print the survivors as tests/mutation/argued.json takes them
  --help              print this`;

/** Changes the policies in every small way there is, and tells which changes no test notices. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(USAGE);
  const started = performance.now();
  const parts = Object.values(partsOf(ROOT)).map((part) => narrowed(part, values.only));
  if (parts.every(({ files }) => files.length === 0))
    throw new Error(`--only ${values.only.join(", ")}: there is no such file below policies/ to mutate`);
  const verdict = await verdictOn(ROOT, parts, arguedSurvivors);
  if (values.json) say(JSON.stringify(verdict.survivors.map(toBeArgued), null, 2));
  else tell(verdict, (performance.now() - started) / 1000);
  if (verdict.faults.length > 0) process.exitCode = 1;
}

function tell({ scores, survivors, dataOnly, faults }: Verdict, seconds: number): void {
  row(["", "killed", "survived", "not reached", "argued", "%"]);
  for (const score of scores) row(cells(score));
  if (dataOnly.length > 0) say(`\nOnly data, not mutated: ${dataOnly.join(", ")}`);
  for (const { file, line, mutator, original, replacement } of survivors)
    say(`\n${file}:${line} ${mutator}\n  ${start(original)}\n  ${start(replacement)}`);
  for (const fault of faults) say(`\n${fault}`);
  say(`\n${seconds.toFixed(1)} s`);
}

function cells({ what, killed, survived, notReached, argued, percent }: Score): (string | number)[] {
  return [what, killed, survived, notReached, argued, percent.toFixed(1)];
}

function row([what, ...figures]: readonly (string | number)[]): void {
  say(String(what).padEnd(60) + figures.map((figure) => String(figure).padStart(12)).join(""));
}

/** A mutant of a whole block is told by its beginning. */
function start(code: string): string {
  const line = code.replaceAll(/\s+/g, " ");
  return line.length > 150 ? `${line.slice(0, 149)}…` : line;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof Error && error.cause instanceof Error)
    process.stderr.write(`${error.cause.message}\n`);
  process.exit(1);
});

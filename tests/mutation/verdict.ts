import * as fs from "node:fs";
import * as path from "node:path";
import { instrumented, type Mutant } from "./instrumented";
import type { Part } from "./scope";
import { isOf, type Survivor } from "./survivors";
import { type Outcome, tried } from "./trial";

/** How many of a hundred mutants a file's tests have to notice, and all tests of all files. */
export const DUE = 95;

export interface Score {
  readonly what: string;
  readonly killed: number;
  readonly survived: number;
  readonly notReached: number;
  /** Those of the survivors that count for nothing. */
  readonly argued: number;
  /** Killed, of a hundred that could be. */
  readonly percent: number;
}

export interface Verdict {
  /** One per file, and at the end of all. */
  readonly scores: readonly Score[];
  /** Neither killed nor argued. */
  readonly survivors: readonly Mutant[];
  /** Files of which nothing was mutated. */
  readonly dataOnly: readonly string[];
  /** One line each; none where all is well. */
  readonly faults: readonly string[];
}

/** Tries every mutant of each part with its specs. */
export async function verdictOn(
  root: string,
  parts: readonly Part[],
  argued: readonly Survivor[],
): Promise<Verdict> {
  const isArgued = (mutant: Mutant): boolean => argued.some((each) => isOf(each, mutant));
  const outcomes = new Map<Mutant, Outcome>();
  const dataOnly: string[] = [];
  const failing: string[] = [];
  for (const { files, specs } of parts.filter((part) => part.files.length > 0)) {
    const subject = await instrumented(root, files);
    const trial = await tried(root, subject, specs, isArgued);
    for (const [mutant, outcome] of trial.outcomes) outcomes.set(mutant, outcome);
    dataOnly.push(...subject.dataOnly);
    failing.push(...trial.failing);
  }
  const files = parts.flatMap((part) => part.files);
  const concerns = ({ file }: Survivor): boolean =>
    files.includes(file) || !fs.existsSync(path.join(root, file));
  return judged(outcomes, dataOnly, failing, argued.filter(concerns));
}

function judged(
  outcomes: ReadonlyMap<Mutant, Outcome>,
  dataOnly: readonly string[],
  failing: readonly string[],
  argued: readonly Survivor[],
): Verdict {
  const mutants = [...outcomes.keys()];
  const alive = mutants.filter((mutant) => outcomes.get(mutant) !== "killed");
  const survivors = alive.filter((mutant) => !argued.some((each) => isOf(each, mutant)));
  const score = (what: string, among: readonly Mutant[]): Score => {
    const count = (outcome: Outcome): number =>
      among.filter((mutant) => outcomes.get(mutant) === outcome).length;
    const open = among.filter((mutant) => survivors.includes(mutant)).length;
    const killed = count("killed");
    return {
      what,
      killed,
      survived: count("survived"),
      notReached: count("not reached"),
      argued: among.length - killed - open,
      percent: open === 0 ? 100 : (100 * killed) / (killed + open),
    };
  };
  const files = [...new Set(mutants.map(({ file }) => file))];
  const ofFile = (file: string) => mutants.filter((mutant) => mutant.file === file);
  const scores = [
    ...files.map((file) => score(file, ofFile(file))),
    score(`all ${files.length} files`, mutants),
  ];
  const ofNoUse = argued.filter((each) => !alive.some((mutant) => isOf(each, mutant)));
  return {
    scores,
    survivors,
    dataOnly,
    faults: [
      ...failing.map((test) => `${test}: fails without any mutant`),
      ...scores.filter(({ percent }) => percent < DUE).map(tooLow),
      ...ofNoUse.map((each) => uselessArgument(each, mutants)),
    ],
  };
}

function tooLow({ what, percent }: Score): string {
  return `${what}: tests notice ${percent.toFixed(1)} % of the mutants, ${DUE} are due`;
}

function uselessArgument(argued: Survivor, mutants: readonly Mutant[]): string {
  const isThere = mutants.some((mutant) => isOf(argued, mutant));
  const why = isThere ? "is killed" : "does not exist any more";
  return `tests/mutation/argued.json: ${argued.file}, ${argued.line}, ${argued.original} → ${argued.replacement}: this mutant ${why}; remove it`;
}

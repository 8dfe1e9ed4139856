import { groupBy } from "es-toolkit";
import { refuses, type Paper } from "./paper";

type Outcome = Paper["verdicts"][number]["outcome"];

/** What each outcome is called on paper. */
export const words: Readonly<Record<Outcome, string>> = {
  nobody: "nobody can",
  only: "only who may",
  harmless: "does no harm",
  could: "SOMEBODY COULD",
  undecided: "NOBODY KNOWS",
};
const ORDER: readonly Outcome[] = ["could", "undecided", "harmless", "only", "nobody"];

/** What is printed: a line for each subject, whatever refuses the proof in full, and one closing line. */
export function textOf(paper: Paper, where: string): string {
  const subjects = Object.entries(groupBy(paper.verdicts, ({ subject }) => subject));
  const width = Math.max(...subjects.map(([subject]) => subject.length));
  const lines = subjects.map(([subject, verdicts]) => {
    const counts = ORDER.flatMap((outcome) => {
      const count = verdicts.filter((verdict) => verdict.outcome === outcome).length;
      return count > 0 ? [`${count} ${words[outcome]}`] : [];
    });
    return `${subject.padEnd(width)}  ${counts.join(", ")}`;
  });
  return ["", ...lines, "", ...refusals(paper), closing(paper, where)].join("\n");
}

function refusals(paper: Paper): readonly string[] {
  return paper.verdicts
    .filter(refuses)
    .flatMap(({ subject, action, ways }) =>
      ways
        .filter(({ permitted }) => !permitted)
        .flatMap(({ who, steps, undecided }) => [
          `${subject}: ${action}: ${who}: ${steps.join(", then ")}`,
          ...undecided.map((doubt) => `  nobody knows: ${doubt}`),
        ]),
    );
}

function closing({ proved, stage, source, verdicts, resources, seconds }: Paper, where: string): string {
  if (!proved)
    return `Not proved: ${verdicts.filter(refuses).length} of ${verdicts.length} questions about ${stage} are open. ${where} has all of them.`;
  return (
    `Proved in ${seconds} s: of ${resources} resources of ${stage} (${source}) nobody but who is named for it can do any of ` +
    `${verdicts.length} things that could end the archive. ${where} says why.`
  );
}

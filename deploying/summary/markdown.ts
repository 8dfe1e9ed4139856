import type { Stage } from "../../projects/estate";
import { lossesIn, unprotectedIn } from "../gate/losses";
import { isRefused, type Verdict } from "../gate/verdict";
import type { Change } from "../plan/plan";
import { planOf, type Previewed } from "../plan/preview-stack";
import { codeSpan } from "./code-span";
import { columns, countOf } from "./counts";
import { cut } from "./cut";

/** A stack's preview, and what the gate says to it. */
export interface Judged {
  readonly previewed: Previewed;
  readonly verdicts: readonly Verdict[];
}

/** Whether a stack may be deployed as far as can be seen: what waits for others, or is new, may. */
export function isGood({ previewed, verdicts }: Judged): boolean {
  return previewed.outcome !== "failed" && !verdicts.some(isRefused);
}

/**
 * The preview of a stage as the text of a comment: what could be lost comes first. Names and properties alone are
 * told, no values.
 * @param remarks on approvals that nothing needs
 */
export function summaryMarkdown(
  stage: Stage,
  judged: readonly Judged[],
  remarks: readonly string[],
  longest?: number,
): string {
  const lines = [
    `## Preview of ${stage}`,
    "",
    `**${headline(judged)}**`,
    ...section("Persistent resources that would be lost", judged.flatMap(lossLines)),
    ...section("Protection that would be taken off", judged.flatMap(unprotectedLines)),
    ...section("What stops it", judged.flatMap(failureLines)),
    ...section(
      "Approvals",
      remarks.map((remark) => `- ${codeSpan(remark)}`),
    ),
    "",
    ...stackTable(judged),
    ...judged.flatMap(changeLines),
  ];
  return cut(lines, `\`npm run preview -- --stage ${stage}\` shows all.`, longest);
}

function headline(judged: readonly Judged[]): string {
  const refused = judged.flatMap(({ verdicts }) => verdicts).filter(isRefused).length;
  const failed = judged.filter(({ previewed }) => previewed.outcome === "failed").length;
  const said = [
    ...(refused > 0 ? [`${counted(refused, "persistent resource")} would be lost with no approval`] : []),
    ...(failed > 0 ? [`${counted(failed, "stack")} cannot be deployed`] : []),
  ];
  if (said.length > 0) return `Refused: ${said.join(", ")}.`;
  const lost = judged.flatMap(({ previewed }) => lossesOf(previewed)).length;
  return lost > 0
    ? `${counted(lost, "persistent resource")} would be lost, with approval.`
    : "No persistent resource would be lost.";
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

function lossesOf(previewed: Previewed) {
  const plan = planOf(previewed);
  return plan ? lossesIn(plan) : [];
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `### ${heading}`, "", ...lines];
}

function lossLines({ previewed, verdicts }: Judged): readonly string[] {
  return verdicts.flatMap((verdict) => {
    const { type, name, operation, persistent, why, urn } = verdict.loss;
    const word = operation === "delete" ? "deleted" : "replaced";
    return [
      `- **${isRefused(verdict) ? "refused" : "approved"}**: ${previewed.stack.name}: ${codeSpan(name)} (${codeSpan(type)}, ${persistent}) would be **${word}**: ${codeSpan(why)}`,
      `  - ${codeSpan(verdict.said)}`,
      `  - ${codeSpan(urn)}`,
    ];
  });
}

function unprotectedLines({ previewed }: Judged): readonly string[] {
  const plan = planOf(previewed);
  if (!plan) return [];
  return unprotectedIn(plan).map(
    ({ name, type }) => `- ${previewed.stack.name}: ${codeSpan(name)} (${codeSpan(type)})`,
  );
}

function failureLines({ previewed }: Judged): readonly string[] {
  if (previewed.outcome !== "failed") return [];
  return previewed.why.map((why) => `- ${previewed.stack.name}: ${codeSpan(why)}`);
}

function stackTable(judged: readonly Judged[]): readonly string[] {
  const rows = judged.map(({ previewed }) => {
    const plan = planOf(previewed);
    const counts = columns.map(({ kind }) => (plan?.whole ? String(countOf(plan, kind)) : "–"));
    return [previewed.stack.name, ...counts, outcomeOf(previewed)];
  });
  const heads = ["stack", ...columns.map(({ heading }) => heading), ""];
  return [
    row(heads),
    row(heads.map((_, at) => (at === 0 || at > columns.length ? "---" : "---:"))),
    ...rows.map(row),
  ];
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function outcomeOf(previewed: Previewed): string {
  if (previewed.outcome === "planned") return previewed.plan.outputsChange ? "outputs change" : "";
  if (previewed.outcome === "not made") return "not made yet: all of it is new";
  if (previewed.outcome === "waits") return "waits for what it is built on";
  return "**failed**";
}

/** All changes of a stack, folded away. */
function changeLines({ previewed }: Judged): readonly string[] {
  if (previewed.outcome === "waits") return ["", `${previewed.stack.name} waits: ${codeSpan(previewed.why)}`];
  const changes = planOf(previewed)?.changes.filter(({ kind, noted }) => kind !== "same" || noted) ?? [];
  if (changes.length === 0) return [];
  return [
    "",
    `<details><summary>${previewed.stack.name}: ${counted(changes.length, "change")}</summary>`,
    "",
    ...changes.map(changeLine),
    "",
    "</details>",
  ];
}

function changeLine({ kind, type, name, properties, forcedBy }: Change): string {
  const word = kind === "same" ? "noted" : kind;
  const touched = properties.length > 0 ? `: ${codeSpan(properties.join(", "))}` : "";
  const forced = forcedBy.length > 0 ? `, forced by ${codeSpan(forcedBy.join(", "))}` : "";
  return `- ${word} ${codeSpan(name)} (${codeSpan(type)})${touched}${forced}`;
}

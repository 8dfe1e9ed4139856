import { isEqual, uniqWith } from "es-toolkit";
import * as fs from "node:fs";
import type { StackResult } from "./rehearse";
import type { Complaint } from "./stack/progress";
import type { Outcome } from "./stack/run";
import type { Stage } from "../projects/estate";

/** What a rehearsal found, as `.rehearsal/summary.json` holds it. */
export interface Summary {
  readonly stage: Stage;
  readonly engine: string;
  /** Whether every stack came up and a second preview found nothing to change. */
  readonly proved: boolean;
  readonly seconds: number;
  readonly stacks: readonly {
    readonly name: string;
    readonly outcome: "up" | "failed" | "changes again" | "not tried";
    readonly resources: number;
    /** What `up` did, by the engine's words: create, update, same … */
    readonly changes: Readonly<Record<string, number>>;
    readonly policies: number;
    readonly upSeconds: number;
    readonly previewSeconds: number;
    readonly complaints: readonly Complaint[];
    /** What policies advise that refuse nothing; once, though preview and update both say it. */
    readonly advice: readonly Complaint[];
    /** Policies that could not judge what a preview does not know, and so let it pass. */
    readonly passedOver: readonly Complaint[];
  }[];
}

export function summaryOf(
  stage: Stage,
  engine: string,
  seconds: number,
  results: readonly StackResult[],
): Summary {
  const stacks = results.map(({ stack, up, again }) => ({
    name: stack.name,
    outcome: outcomeOf(up, again),
    resources: up?.progress.total ?? 0,
    changes: up?.progress.changes ?? {},
    policies: up?.progress.policies.size ?? 0,
    upSeconds: round(up?.seconds),
    previewSeconds: round(again?.seconds),
    complaints: [...(up?.complaints ?? []), ...(again?.complaints ?? [])],
    advice: uniqWith(
      [up, again].flatMap((run) => run?.progress.advice ?? []),
      isEqual,
    ),
    passedOver: [up, again].flatMap((run) => run?.progress.passedOver ?? []),
  }));
  return {
    stage,
    engine,
    proved: stacks.every(({ outcome }) => outcome === "up"),
    seconds: round(seconds),
    stacks,
  };
}

function outcomeOf(
  up: Outcome | undefined,
  again: Outcome | undefined,
): Summary["stacks"][number]["outcome"] {
  if (up === undefined) return "not tried";
  if (!up.succeeded) return "failed";
  return again?.succeeded ? "up" : "changes again";
}

const round = (seconds = 0): number => Math.round(seconds * 10) / 10;

/** The closing table and the line that says what was proved. */
export function closingText(summary: Summary): string {
  const rows = [
    ["stack", "outcome", "resources", "policies", "up s", "preview s"],
    ...summary.stacks.map((stack) =>
      [stack.name, stack.outcome, stack.resources, stack.policies, stack.upSeconds, stack.previewSeconds].map(
        String,
      ),
    ),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
  const said = (heap: "complaints" | "advice" | "passedOver", mark: string) =>
    summary.stacks.flatMap((stack) =>
      stack[heap].map(({ where, message }) => `${mark}${stack.name}: ${where}: ${message}`),
    );
  const lines = [
    ...said("advice", "advice: "),
    ...said("passedOver", "passed over: "),
    ...said("complaints", ""),
  ];
  return ["", ...table, "", ...lines, verdict(summary)].join("\n");
}

function verdict({ stage, engine, proved, seconds, stacks }: Summary): string {
  if (!proved) {
    const up = stacks.filter(({ outcome }) => outcome === "up").map(({ name }) => name);
    return `Not proved: ${stage} is not wholly up (${up.length > 0 ? `${up.join(", ")} stand` : "nothing stands"}). Mend the above and run it again: it goes on from here.`;
  }
  const resources = stacks.reduce((sum, stack) => sum + stack.resources, 0);
  const policies = Math.max(...stacks.map((stack) => stack.policies));
  return (
    `Proved in ${seconds} s on pulumi ${engine}: the ${stacks.length} stacks of ${stage} stand with ${resources} resources, ` +
    `every contract is kept, all ${policies} policies hold, and a second preview changes nothing.`
  );
}

export function writeSummary(file: string, summary: Summary): void {
  fs.writeFileSync(file, `${JSON.stringify(summary, undefined, 2)}\n`);
}

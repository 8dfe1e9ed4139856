import type { Kind } from "../plan/kinds";
import { changesNothing, type Plan } from "../plan/plan";

/** The columns of a summary, in their order. */
export const columns: readonly { readonly kind: Kind; readonly heading: string }[] = [
  { kind: "create", heading: "created" },
  { kind: "change", heading: "changed" },
  { kind: "replace", heading: "replaced" },
  { kind: "delete", heading: "deleted" },
  { kind: "same", heading: "unchanged" },
];

/** How many resources of a plan each kind of change meets. */
export const countOf = ({ changes }: Plan, kind: Kind): number =>
  changes.filter((change) => change.kind === kind).length;

/** A plan's counts in one line. */
export function countsLine(plan: Plan): string {
  const counts = columns.map(({ kind, heading }) => `${countOf(plan, kind)} ${heading}`);
  const only = plan.changes.every(({ kind }) => kind === "same") && !changesNothing(plan);
  const remark = changesNothing(plan)
    ? ": no change"
    : only && plan.whole
      ? ": its outputs, or what the state notes, change"
      : "";
  return `${counts.join(", ")}${remark}`;
}

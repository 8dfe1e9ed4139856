import type { EstateStack } from "../projects/estate";
import { lossesIn } from "./gate/losses";
import { approvalsOf, unusedLines, verdicts } from "./gate/verdict";
import type { Gate } from "./bring-up";
import { planOf, previewStack } from "./plan/preview-stack";
import type { Judged } from "./summary/markdown";
import type { Workplace } from "./workplace";

/** What a look at a stage found. */
export interface Looked {
  readonly judged: readonly Judged[];
  /** One line for each approval that nothing needs. */
  readonly remarks: readonly string[];
}

/** Previews stacks one after the other, whatever becomes of each, and has the gate judge them. */
export async function previewStage(
  workplace: Workplace,
  stacks: readonly EstateStack[],
  { approvals, today, whole }: Gate,
): Promise<Looked> {
  const judged: Judged[] = [];
  for (const stack of stacks) {
    const previewed = await previewStack(workplace, stack);
    const plan = planOf(previewed);
    judged.push({ previewed, verdicts: verdicts(plan ? lossesIn(plan) : [], approvals, today) });
  }
  const changes = judged.flatMap(({ previewed }) => planOf(previewed)?.changes ?? []);
  const about = whole ? approvals : approvalsOf(stacks, approvals);
  return { judged, remarks: unusedLines(about, changes, today) };
}

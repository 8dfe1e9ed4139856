import type { EstateStack } from "../projects/estate";
import type { Approval } from "./gate/approvals";
import { lossesIn, unprotectedIn } from "./gate/losses";
import { approvalsOf, isRefused, unusedLines, verdictLine, verdicts, type Verdict } from "./gate/verdict";
import { changesNothing, type Change, type Plan } from "./plan/plan";
import { planOf, previewStack, type Previewed } from "./plan/preview-stack";
import { show } from "./pulumi/command";
import { makeStack } from "./pulumi/make-stack";
import { troubleIn } from "./pulumi/troubles";
import { countsLine } from "./summary/counts";
import { stackOptions, type Workplace } from "./workplace";

/** What lets losses of persistent resources pass the gate. */
export interface Gate {
  readonly approvals: readonly Approval[];
  /** As `2026-11-21`. */
  readonly today: string;
  /** Whether the whole stage is brought up, so that an approval which nothing needs is refused. */
  readonly whole: boolean;
}

interface Brought {
  readonly exitCode: number;
  /** Whether its update began, and so may have changed something. */
  readonly begun: boolean;
  readonly changes: readonly Change[];
}

/**
 * Brings stacks up one after the other, each after a preview that the policy pack and the gate let pass, and stops at the
 * first that fails. Stacks that nothing would change are passed over, so that a second run goes on where one stopped.
 * @returns the exit code: 0 when all stand, the engine's own when its update failed, else 1
 */
export async function bringUp(
  workplace: Workplace,
  stacks: readonly EstateStack[],
  gate: Gate,
): Promise<number> {
  const changes: Change[] = [];
  for (const [index, stack] of stacks.entries()) {
    workplace.say(`\n── ${stack.name} of ${workplace.stage}`);
    const brought = await bringOneUp(workplace, stack, gate);
    changes.push(...brought.changes);
    if (brought.exitCode === 0) continue;
    workplace.say(`\n${whereItStopped(stacks, index, brought)}`);
    return brought.exitCode;
  }
  workplace.say(`\nDone: ${namesOf(stacks)}.`);
  const unused = unusedLines(
    gate.whole ? gate.approvals : approvalsOf(stacks, gate.approvals),
    changes,
    gate.today,
  );
  for (const line of unused) workplace.say(`${gate.whole ? "refused" : "warning"}: ${line}`);
  return gate.whole && unused.length > 0 ? 1 : 0;
}

async function bringOneUp(workplace: Workplace, stack: EstateStack, gate: Gate): Promise<Brought> {
  const previewed = await previewOrMake(workplace, stack);
  const plan = planOf(previewed);
  const given = plan ? verdicts(lossesIn(plan), gate.approvals, gate.today) : [];
  if (plan) tell(workplace, plan, given);
  const refusals = whyNot(previewed);
  for (const why of refusals) workplace.say(`${stack.name}: ${why}`);
  if (plan === undefined || refusals.length > 0 || given.some(isRefused))
    return { exitCode: 1, begun: false, changes: [] };
  if (changesNothing(plan)) return { exitCode: 0, begun: false, changes: plan.changes };
  return { ...(await update(workplace, stack)), changes: plan.changes };
}

/** The stack's preview; one that was never made is made first. */
async function previewOrMake(workplace: Workplace, stack: EstateStack): Promise<Previewed> {
  const previewed = await previewStack(workplace, stack);
  if (previewed.outcome !== "not made") return previewed;
  const trouble = await makeStack(workplace, stack);
  if (trouble !== undefined) return { stack, outcome: "failed", why: [trouble] };
  return previewStack(workplace, stack);
}

async function update(workplace: Workplace, stack: EstateStack): Promise<Omit<Brought, "changes">> {
  const { exitCode, stderr } = await show(workplace, {
    args: ["up", "--yes", ...stackOptions(workplace, stack)],
  });
  const trouble = exitCode === 0 ? undefined : troubleIn(stderr, workplace, stack);
  if (trouble === undefined) return { exitCode, begun: true };
  workplace.say(`${stack.name}: ${trouble}`);
  return { exitCode: 1, begun: false };
}

function whyNot(previewed: Previewed): readonly string[] {
  if (previewed.outcome === "failed") return previewed.why;
  if (previewed.outcome === "waits") return [previewed.why];
  return previewed.outcome === "not made" ? ["the stack was not made, though pulumi said so"] : [];
}

function tell({ say }: Workplace, plan: Plan, given: readonly Verdict[]): void {
  say(countsLine(plan));
  for (const { type, name, urn } of unprotectedIn(plan)) say(`protection taken off: ${type} ${name}. ${urn}`);
  for (const verdict of given) say(verdictLine(verdict));
}

function whereItStopped(stacks: readonly EstateStack[], index: number, { begun }: Brought): string {
  const [done, left] = [stacks.slice(0, index), stacks.slice(index + 1)];
  return [
    `Stopped at ${stacks[index]?.name}, which is ${begun ? "done in part" : "as it was"}.`,
    `Done: ${namesOf(done)}. Not tried: ${namesOf(left)}.`,
    "Mend it and run it again: it goes on from here.",
  ].join(" ");
}

const namesOf = (stacks: readonly EstateStack[]): string =>
  stacks.length === 0 ? "nothing" : stacks.map(({ name }) => name).join(", ");

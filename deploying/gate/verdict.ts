import type { EstateStack } from "../../projects/estate";
import type { Change } from "../plan/plan";
import { isExpired, type Approval } from "./approvals";
import type { Loss } from "./losses";

/** What the gate says to one loss. */
export interface Verdict {
  readonly loss: Loss;
  /** The approval that lets it pass; undefined where it is refused. */
  readonly approval: Approval | undefined;
  /** Why it is refused, or who lets it pass. */
  readonly said: string;
}

/**
 * The gate: a persistent resource is deleted or replaced only with an approval that names it and has not expired.
 * @param today as `2026-11-21`
 */
export function verdicts(
  losses: readonly Loss[],
  approvals: readonly Approval[],
  today: string,
): readonly Verdict[] {
  return losses.map((loss) => {
    const given = approvals.find(({ urn }) => urn === loss.urn);
    if (given === undefined) return { loss, approval: undefined, said: "nobody approved it" };
    const { operation, approvedBy, reason, expires } = given;
    if (operation !== loss.operation)
      return { loss, approval: undefined, said: `${approvedBy} approved to ${operation} it, not this` };
    if (isExpired(given, today))
      return { loss, approval: undefined, said: `${approvedBy}'s approval expired on ${expires}` };
    return { loss, approval: given, said: `approved by ${approvedBy}: ${reason}` };
  });
}

export const isRefused = ({ approval }: Verdict): boolean => approval === undefined;

/** One line that names the resource, for who must decide. */
export function verdictLine(verdict: Verdict): string {
  const { loss, said } = verdict;
  const would = `would ${loss.operation} ${loss.type} ${loss.name} (${loss.persistent}; ${loss.why})`;
  return `${isRefused(verdict) ? "refused" : "passed"}: ${would}: ${said}. ${loss.urn}`;
}

/**
 * One line for each approval that nothing in the plans needs.
 * @param approvals those of the stacks that were looked at
 * @param changes all changes of those stacks
 */
export function unusedLines(
  approvals: readonly Approval[],
  changes: readonly Change[],
  today: string,
): readonly string[] {
  const unused = approvals.filter(
    ({ urn, operation }) => !changes.some((change) => change.urn === urn && change.kind === operation),
  );
  return unused.map((approval) => {
    const { urn, operation, expires } = approval;
    const why = isExpired(approval, today) ? `expired on ${expires}` : "matches nothing in the plan";
    return `the approval to ${operation} ${urn} ${why}: take it out`;
  });
}

/** The approvals that say something about the stacks. */
export function approvalsOf(
  stacks: readonly EstateStack[],
  approvals: readonly Approval[],
): readonly Approval[] {
  return approvals.filter(({ urn }) => stacks.some(({ project }) => urn.split("::")[1] === project));
}

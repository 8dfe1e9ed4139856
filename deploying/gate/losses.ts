import { persistentProtected } from "../../policies/rules/persistent-protected";
import type { Change, Plan } from "../plan/plan";

/** That a plan would delete or replace a persistent resource: the policy pack never sees it. */
export interface Loss {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly operation: "delete" | "replace";
  /** What makes the resource persistent. */
  readonly persistent: string;
  /** Why it would happen. */
  readonly why: string;
}

/** The persistent resources that a plan would delete or replace. */
export function lossesIn({ changes }: Plan): readonly Loss[] {
  return changes.flatMap((change) => {
    const { urn, type, name, kind } = change;
    const persistent = persistence(change);
    if ((kind !== "delete" && kind !== "replace") || persistent === undefined) return [];
    return [{ urn, type, name, operation: kind, persistent, why: reason(change) }];
  });
}

/** The persistent resources that a plan would protect no longer, so that a later change may delete them. */
export function unprotectedIn({ changes }: Plan): readonly Change[] {
  return changes.filter((change) => change.unprotected);
}

/** What makes a resource persistent; undefined for one that may be made anew at any time. */
function persistence({ type, ...was }: Change): string | undefined {
  if (was.protected) return "protected";
  if (was.retained) return "kept on delete";
  return isPersistentType(type) ? "holds data" : undefined;
}

/** Whether resources of a type hold data, by the table of the rule `persistent-protected`. */
export const isPersistentType = (type: string): boolean => persistentProtected.types.includes(type);

function reason({ kind, forcedBy }: Change): string {
  if (kind === "delete") return "the program has it no more";
  return forcedBy.length > 0 ? `forced by ${forcedBy.join(", ")}` : "with what it is built on";
}

import type { Statement } from "../reading/document";
import type { ActionLists } from "./escalation";
import type { Identity } from "./identities";
import type { Judge, Question } from "./judge";

/** A permission that an identity has. */
export interface Held {
  /** For whoever reads the proof: the action, and the statements that allow it. */
  readonly text: string;
  readonly undecided: readonly string[];
}

export function textOf(action: string, by: readonly Statement[]): string {
  return `${action} (${by.map(({ label }) => label).join("; ")})`;
}

export function held(from: Identity, question: Question, judge: Judge): Held | undefined {
  const permission = judge.may(from, question);
  return permission && { text: textOf(question.action, permission.by), undecided: permission.undecided };
}

/**
 * One action of each list; undefined if an identity has none of one of them.
 * @param first what the actions of the first list act on, and in which context
 */
export function heldOfEach(
  from: Identity,
  lists: ActionLists,
  judge: Judge,
  first: Omit<Question, "action"> = { resource: "*" },
): readonly Held[] | undefined {
  const all: Held[] = [];
  for (const [position, list] of lists.entries()) {
    const found = firstHeld(from, list, position === 0 ? first : { resource: "*" }, judge);
    if (!found) return undefined;
    all.push(found);
  }
  return all;
}

function firstHeld(
  from: Identity,
  actions: readonly string[],
  on: Omit<Question, "action">,
  judge: Judge,
): Held | undefined {
  for (const action of actions) {
    const found = held(from, { ...on, action }, judge);
    if (found) return found;
  }
  return undefined;
}

import type { ActionLists } from "./escalation";
import type { Identity } from "./identities";
import type { Judge, Question } from "./judge";

/** A permission that an identity has. */
export interface Held {
  /** For whoever reads the proof: the action, and the statements that allow it. */
  readonly text: string;
  readonly undecided: readonly string[];
}

export function held(from: Identity, question: Question, judge: Judge): Held | undefined {
  const { allowed, by, undecided } = judge.may(from, question);
  const labels = by.map(({ label }) => label).join("; ");
  return allowed ? { text: `${question.action} (${labels})`, undecided } : undefined;
}

/**
 * One action of each list; undefined if an identity has none of one of them.
 * @param resource what the actions of the first list act on
 */
export function heldOfEach(
  from: Identity,
  lists: ActionLists,
  judge: Judge,
  resource = "*",
): readonly Held[] | undefined {
  const all: Held[] = [];
  for (const [position, list] of lists.entries()) {
    const on = position === 0 ? resource : "*";
    const found = firstHeld(from, list, on, judge);
    if (!found) return undefined;
    all.push(found);
  }
  return all;
}

function firstHeld(
  from: Identity,
  actions: readonly string[],
  resource: string,
  judge: Judge,
): Held | undefined {
  for (const action of actions) {
    const found = held(from, { action, resource }, judge);
    if (found) return found;
  }
  return undefined;
}

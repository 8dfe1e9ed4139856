import { availableParallelism } from "node:os";
import type { EstateStack, Stage } from "../projects/estate";
import type { Board, SayDoing } from "./board";
import type { Commanding } from "./stack/command";
import { bringUp, expectNoChange, type OnProgress, type Outcome } from "./stack/run";

/** What became of one stack. */
export interface StackResult {
  readonly stack: EstateStack;
  /** Missing when it was not tried, because a stack that it is built on had failed. */
  readonly up?: Outcome;
  /** The preview after it: nothing may change. Missing when its `up` failed. */
  readonly again?: Outcome;
}

/**
 * Brings the stacks up, each as soon as what it is built on stands, and then previews all of them once more.
 * A stack that fails stops only what is built on it.
 */
export async function rehearse(
  commanding: Commanding,
  stacks: readonly EstateStack[],
  stage: Stage,
  board: Board,
): Promise<readonly StackResult[]> {
  const ups = new Map<string, Promise<Outcome | undefined>>();
  for (const stack of stacks) {
    const needs = stack.needs.map(async (need) => ((await ups.get(need))?.succeeded ? [] : [need]));
    const work = async (say: SayDoing): Promise<Outcome | string> => {
      const missing = (await Promise.all(needs)).flat();
      if (missing.length > 0) return `not tried: ${missing.join(", ")} did not come up`;
      return bringUp(commanding, stack, stage, telling(say));
    };
    ups.set(stack.name, board.task(stack.name, work));
  }
  await board.show(`Bringing up ${stage}`);
  const results: StackResult[] = [];
  const again = new Map<string, Promise<Outcome | undefined>>();
  for (const stack of stacks) {
    const up = await ups.get(stack.name);
    const work = (say: SayDoing) => expectNoChange(commanding, stack, stage, telling(say));
    if (up?.succeeded) again.set(stack.name, board.task(stack.name, work));
    results.push({ stack, ...(up ? { up } : {}) });
  }
  // More at a time than there are processors would only slow each other down.
  await board.show("Previewing it again: nothing may change", availableParallelism());
  return Promise.all(
    results.map(async (result) => {
      const preview = await again.get(result.stack.name);
      return preview ? { ...result, again: preview } : result;
    }),
  );
}

/** Puts a stack's progress into words. */
function telling(say: SayDoing): OnProgress {
  return ({ doing, done, total }) =>
    say(doing === "previewing" ? `previewing, ${done} seen` : `updating ${done} of ${total}`);
}

import type { EstateStack, Stage } from "../projects/estate";
import type { Board } from "./board";
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
    const needs = stack.needs.map((need) => ups.get(need));
    ups.set(
      stack.name,
      board.task(stack.name, async (tell) => {
        const built = await Promise.all(needs);
        const failed = stack.needs.filter((_need, position) => !built[position]?.succeeded);
        if (failed.length > 0) return tell.skip(`not tried: ${failed.join(", ")} did not come up`);
        return tell.until(bringUp(commanding, stack, stage, telling(tell.say)));
      }),
    );
  }
  await board.show(`Bringing up ${stage}`);
  const results: StackResult[] = [];
  const again = new Map<string, Promise<Outcome | undefined>>();
  for (const stack of stacks) {
    const up = await ups.get(stack.name);
    if (up?.succeeded)
      again.set(
        stack.name,
        board.task(stack.name, (tell) =>
          tell.until(expectNoChange(commanding, stack, stage, telling(tell.say))),
        ),
      );
    results.push({ stack, ...(up ? { up } : {}) });
  }
  await board.show("Previewing it again: nothing may change");
  return Promise.all(
    results.map(async (result) => {
      const preview = await again.get(result.stack.name);
      return preview ? { ...result, again: preview } : result;
    }),
  );
}

/** Puts a stack's progress into words. */
function telling(say: (words: string) => void): OnProgress {
  return ({ doing, done, total }) =>
    say(doing === "previewing" ? `previewing, ${done} seen` : `updating ${done} of ${total}`);
}

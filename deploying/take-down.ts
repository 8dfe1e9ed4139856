import { createInterface } from "node:readline/promises";
import { estate, type EstateStack } from "../projects/estate";
import { isPersistentType } from "./gate/losses";
import { show } from "./pulumi/command";
import { stateResources } from "./pulumi/state";
import { troubleIn } from "./pulumi/troubles";
import { stackOptions, type Workplace } from "./workplace";

/**
 * Destroys an app stack, once the user has typed the stage's name back.
 * @param confirmed whether the command line has named stage and stack once more
 * @returns the exit code: 0 when nothing of the stack is left, the engine's own when it failed, else 1
 * @throws in one line, before anything is changed, when the stack is not there or holds something persistent
 */
export async function takeDown(
  workplace: Workplace,
  stack: EstateStack,
  confirmed: boolean,
): Promise<number> {
  const { stage, say } = workplace;
  const persistent = await persistentUrns(workplace, stack);
  if (persistent.length > 0)
    throw new Error(
      `${stack.name} of ${stage} holds what is persistent, and is not destroyed: ${persistent.join(", ")}`,
    );
  const above = estate.filter(({ needs }) => needs.includes(stack.name)).map(({ name }) => name);
  if (above.length > 0) say(`${above.join(", ")}: built on ${stack.name}, and of no use without it`);
  if (!confirmed && !(await typedBack(stage, stack)))
    throw new Error(`nothing was destroyed: the stage's name, ${stage}, was not typed back`);
  const { exitCode, stderr } = await show(workplace, {
    args: ["destroy", "--yes", ...stackOptions(workplace, stack)],
  });
  if (exitCode === 0) return 0;
  const trouble = troubleIn(stderr, workplace, stack);
  if (trouble === undefined) return exitCode;
  say(`${stack.name}: ${trouble}`);
  return 1;
}

/** What the state says must last; what is kept on delete lasts anyway. */
async function persistentUrns(workplace: Workplace, stack: EstateStack): Promise<readonly string[]> {
  const resources = await stateResources(workplace, stack);
  return resources
    .filter(({ type, protect, retainOnDelete }) => protect || (isPersistentType(type) && !retainOnDelete))
    .map(({ urn }) => urn);
}

/** Asks for the stage's name; nobody can answer where there is no terminal. */
async function typedBack(stage: string, { name }: EstateStack): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new Error(
      `nobody can be asked here: to destroy ${name} of ${stage}, give --yes-destroy ${stage}/${name}`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const typed = await terminal.question(`This destroys ${name}. Type the stage's name (${stage}) to go on: `);
  terminal.close();
  return typed.trim() === stage;
}

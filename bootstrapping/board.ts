import { Listr } from "listr2";
import type { Site } from "./site";
import type { Step } from "./steps";

/** A step's line, and the commands that it ran below it. */
export type OnBoard = (say: Site["say"]) => Site;

/**
 * Takes the steps one after the other, a line each, and stops at the first that fails. What is done is passed over.
 * @param siteOf the site on which a step tells what it does
 * @throws what the step throws that failed
 */
export async function take(steps: readonly Step[], siteOf: OnBoard): Promise<void> {
  await new Listr(
    steps.map(({ title, isDone, work }) => ({
      title,
      rendererOptions: { outputBar: Number.POSITIVE_INFINITY, persistentOutput: true },
      task: async (_context, line) => {
        const site = siteOf((said) => void (line.output = said));
        if (await isDone(site)) return line.skip(`${title}: done already`);
        await work(site);
      },
    })),
    {
      renderer: process.stdout.isTTY ? "default" : "simple",
      rendererOptions: { showErrorMessage: false, collapseErrors: false },
      // Ctrl-C is ours to handle: the engine must finish first.
      registerSignalListeners: false,
    },
  ).run();
}

import { Listr, type ListrTask } from "listr2";
import type { Outcome } from "./stack/run";

/** Shows in the task's line what it is doing. */
export type SayDoing = (words: string) => void;

/** Live progress, one line a stack; plain lines where there is no terminal. */
export class Board {
  #tasks: ListrTask[] = [];

  /**
   * Adds a line; its work begins with `show`.
   * @param work ends with the stack's outcome, or with why it was not tried
   */
  task(name: string, work: (say: SayDoing) => Promise<Outcome | string>): Promise<Outcome | undefined> {
    return new Promise((resolve, reject) => {
      this.#tasks.push({
        title: name,
        task: async (_context, line) => {
          let started: number | undefined;
          const tell = (words: string, seconds: number) => {
            line.title = `${name}  ${words}, ${seconds.toFixed(1)} s`;
          };
          const sayDoing = (words: string) => {
            // Waiting for other stacks does not count: the stack's time begins with its first word.
            started ??= performance.now();
            // Without a terminal every word would be a line of its own: only the end is told.
            if (process.stdout.isTTY) tell(words, (performance.now() - started) / 1000);
          };
          try {
            const outcome = await work(sayDoing);
            resolve(typeof outcome === "string" ? undefined : outcome);
            if (typeof outcome === "string") return line.skip(`${name}  ${outcome}`);
            if (!outcome.succeeded)
              throw new Error(`${outcome.complaints[0]?.where ?? "engine"}, ${outcome.seconds.toFixed(1)} s`);
            tell(endOf(outcome), outcome.seconds);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
            throw error;
          }
        },
      });
    });
  }

  /**
   * Runs all tasks that were added and shows how far they are.
   * @param sideBySide how many run at a time; by default all, because some wait for others
   */
  async show(heading: string, sideBySide?: number): Promise<void> {
    const tasks = this.#tasks;
    this.#tasks = [];
    if (tasks.length === 0) return;
    process.stdout.write(`\n${heading}\n`);
    await new Listr(tasks, {
      concurrent: sideBySide ?? true,
      exitOnError: false,
      renderer: process.stdout.isTTY ? "default" : "simple",
      rendererOptions: { showErrorMessage: false, collapseErrors: false },
      // Ctrl-C is ours to handle: the engines must finish first.
      registerSignalListeners: false,
    }).run();
  }
}

function endOf({ progress }: Outcome): string {
  const changed = Object.entries(progress.changes).filter(([operation]) => operation !== "same");
  const resources = `${progress.total} resources`;
  return changed.length === 0
    ? `${resources}, no change`
    : `${resources}, ${changed.map(([operation, count]) => `${count} ${operation}`).join(", ")}`;
}

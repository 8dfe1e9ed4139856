import { Listr, type ListrTask } from "listr2";
import type { Outcome } from "./stack/run";

/** What a task may say of itself while it runs. */
export interface Telling {
  say(words: string): void;
  /** Ends the task as not tried. */
  skip(why: string): undefined;
  /** Ends the task as the stack's run ends. */
  until(run: Promise<Outcome>): Promise<Outcome>;
}

/** Live progress, one line a stack; plain lines where there is no terminal. */
export class Board {
  #tasks: ListrTask[] = [];

  /** Adds a line; its work begins with `show`. */
  task(name: string, work: (tell: Telling) => Promise<Outcome | undefined>): Promise<Outcome | undefined> {
    return new Promise((resolve, reject) => {
      this.#tasks.push({
        title: name,
        task: async (_context, line) => {
          const started = performance.now();
          const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
          // Without a terminal every word is a line of its own: only the end is told.
          const live = process.stdout.isTTY;
          try {
            const outcome = await work({
              say: (words) => live && (line.title = `${name}  ${words}, ${seconds()}`),
              skip: (why) => void line.skip(`${name}  ${why}`),
              until: (run) => run,
            });
            resolve(outcome);
            if (outcome === undefined) return;
            line.title = `${name}  ${endOf(outcome)}, ${seconds()}`;
            if (!outcome.succeeded) throw new Error(line.title);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
            throw error;
          }
        },
      });
    });
  }

  /** Runs all tasks that were added, side by side, and shows how far they are. */
  async show(heading: string): Promise<void> {
    const tasks = this.#tasks;
    this.#tasks = [];
    if (tasks.length === 0) return;
    process.stdout.write(`\n${heading}\n`);
    await new Listr(tasks, {
      concurrent: true,
      exitOnError: false,
      renderer: process.stdout.isTTY ? "default" : "simple",
      rendererOptions: { showErrorMessage: false, collapseErrors: false },
      // Ctrl-C is ours to handle: the engines must finish first.
      registerSignalListeners: false,
    }).run();
  }
}

function endOf({ succeeded, progress, complaints }: Outcome): string {
  if (!succeeded) return `failed: ${complaints[0]?.where ?? "engine"}`;
  const changed = Object.entries(progress.changes).filter(([operation]) => operation !== "same");
  const resources = `${Object.values(progress.changes).reduce((sum, count) => sum + count, 0)} resources`;
  return changed.length === 0
    ? `${resources}, no change`
    : `${resources}, ${changed.map(([operation, count]) => `${count} ${operation}`).join(", ")}`;
}

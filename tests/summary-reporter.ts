import * as path from "node:path";
import { reporters, type Runner } from "mocha";

/** Spec files that a test of theirs ran in, from the root of the repository. */
export const filesThatRan = new Set<string>();

/** Mocha's own report, and at its very end one line that says how many tests passed and failed. */
export default class SummaryReporter extends reporters.Spec {
  constructor(runner: Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    for (const event of ["pass", "fail", "pending"])
      runner.on(event, ({ file }: Mocha.Test) => {
        if (file !== undefined) filesThatRan.add(path.relative(path.join(__dirname, ".."), file));
      });
    runner.once("end", () => {
      process.stdout.write(`${this.stats.passes} passed, ${this.stats.failures} failed\n`);
    });
  }
}

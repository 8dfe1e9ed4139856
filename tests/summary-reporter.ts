import { reporters, type Runner } from "mocha";

/** Mocha's own report, and at its very end one line that says how many tests passed and failed. */
export default class SummaryReporter extends reporters.Spec {
  constructor(runner: Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once("end", () => {
      process.stdout.write(`${this.stats.passes} passed, ${this.stats.failures} failed\n`);
    });
  }
}

import { findEngine } from "../../rehearsal/engine/engine";

/** Sees to it that the engine is there before the tests of a describe: on a new machine it is built, for minutes. */
export function engineFirst(): void {
  before("the engine is there", async function () {
    this.timeout("20m");
    await findEngine((line) => process.stdout.write(`    ${line}\n`));
  });
}

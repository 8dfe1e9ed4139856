import { status } from "@grpc/grpc-js";

/** Turns of the event loop without a call, after which a program that has failed does nothing more. */
const QUIET_TURNS = 50;

/** All that a run fails with, promises that nobody waits for included. */
export class Failures {
  readonly #all: unknown[] = [];
  #failed: () => void = () => {};
  readonly #first = new Promise<void>((resolve) => {
    this.#failed = resolve;
  });

  readonly note = (reason: unknown): void => {
    // An earlier run whose monitor is gone, and no failure of this one.
    if (reason instanceof Error && Reflect.get(reason, "code") === status.UNAVAILABLE) return;
    this.#all.push(reason);
    this.#failed();
  };

  /**
   * Runs the function to its end, or until it has failed and is quiet: some outputs never resolve then.
   * @param calls how many calls it has made so far
   * @throws its first failure
   */
  async during(run: () => Promise<void>, calls: () => number): Promise<void> {
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", this.note);
    await Promise.race([run().catch(this.note), this.#first.then(() => untilQuiet(calls))]);
    process.removeListener("unhandledRejection", this.note);
    for (const other of others) process.on("unhandledRejection", other);
    if (this.#all.length > 0) throw this.#all[0];
  }
}

async function untilQuiet(calls: () => number): Promise<void> {
  let seen = calls();
  for (let turns = 0; turns < QUIET_TURNS; turns++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (calls() !== seen) turns = 0;
    seen = calls();
  }
}

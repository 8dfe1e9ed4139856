/** How often each mutant was passed, by its id. */
export type Passed = ReadonlyMap<number, number>;

/** A mutant is in an endless loop when it is passed more often than this, and a hundred times what the unchanged code was. */
const ENDLESS = 10_000;

/** The switches that mutants are behind: one at a time is on, or none. */
export class Switches {
  private on: number | undefined;
  private passes = 0;
  private most = 0;
  private readonly counts: Uint32Array;

  /** What instrumented code sees, under the names that are in it. */
  readonly inCode: Readonly<Record<string, unknown>>;

  constructor(mutants: number) {
    this.counts = new Uint32Array(mutants);
    const isOn = (mutant: number): boolean => {
      if (mutant !== this.on) return false;
      this.passes += 1;
      if (this.passes > this.most) throw new Error("an endless loop");
      return true;
    };
    this.inCode = { [SWITCH]: isOn, [COUNTS]: this.counts };
  }

  /** Runs something without any mutant, and counts which of them it passes. */
  async counted(run: () => unknown): Promise<Passed> {
    this.counts.fill(0);
    await run();
    const passed = new Map<number, number>();
    for (const [mutant, count] of this.counts.entries()) if (count > 0) passed.set(mutant, count);
    return passed;
  }

  /**
   * Runs something with one mutant, or with none.
   * @param passes how often it is passed without it
   * @returns whether that fails
   */
  async fails(mutant: number | undefined, passes: number, run: () => unknown): Promise<boolean> {
    this.on = mutant;
    this.passes = 0;
    this.most = ENDLESS + 100 * passes;
    try {
      await run();
      return false;
    } catch {
      return true;
    } finally {
      this.on = undefined;
    }
  }
}

const SWITCH = "stryMutAct_9fa48";
const COUNTS = "stryCov_9fa48";

/** The instrumenter's calls with texts in them become switches and counts by number, which cost next to nothing. */
export function withSwitches(code: string): string {
  return code
    .replaceAll(/\bstryMutAct_9fa48\("(\d+)"\)/g, `${SWITCH}($1)`)
    .replaceAll(/\bstryCov_9fa48\(([^)]*)\)/g, (_, mutants: string) => {
      const counts = mutants.replaceAll('"', "").split(", ");
      return `(${counts.map((mutant) => `${COUNTS}[${mutant}]++`).join(", ")})`;
    });
}

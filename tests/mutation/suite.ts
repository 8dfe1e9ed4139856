import * as fc from "fast-check";
import { Modules } from "./modules";

/** One test of a spec file, known by the file and its place in it: a file that is loaded anew makes new ones. */
export interface Test {
  readonly spec: string;
  readonly position: number;
}

interface Written {
  readonly title: string;
  readonly run: () => unknown;
}

/** The tests of spec files, each to be run by itself, over and over and without the time that mocha takes for it. */
export class Suite {
  readonly modules: Modules;
  private readonly tests = new Map<string, readonly Written[]>();
  private titles: readonly string[] = [];
  private collected: Written[] = [];

  /** @param globals what the code sees besides describe and it */
  constructor(root: string, globals: Readonly<Record<string, unknown>>) {
    const describe = (title: string, body: () => void): void => {
      const around = this.titles;
      this.titles = [...around, title];
      body.call(context);
      this.titles = around;
    };
    const it = (title: string, run: () => unknown): void => {
      this.collected.push({ title: [...this.titles, title].join(" "), run: () => run.call(context) });
    };
    const context = { timeout: () => context, slow: () => context };
    this.modules = new Modules(
      root,
      { describe, it, ...globals },
      { "fast-check": { ...fc, assert: assertOnFew } },
    );
  }

  /** Loads a spec file, unless it is loaded already. */
  load(spec: string): void {
    this.written(spec);
  }

  testsOf(spec: string): readonly Test[] {
    return this.written(spec).map((_, position) => ({ spec, position }));
  }

  nameOf({ spec, position }: Test): string {
    return `${spec}: ${this.written(spec)[position]?.title}`;
  }

  async run({ spec, position }: Test): Promise<void> {
    await this.written(spec)[position]?.run();
  }

  private written(spec: string): readonly Written[] {
    const known = this.tests.get(spec);
    if (known && this.modules.isLoaded(spec)) return known;
    this.collected = [];
    this.titles = [];
    this.modules.load(spec);
    this.tests.set(spec, this.collected);
    return this.collected;
  }
}

/** A test with random cases is tried with some of them, the same each time: what a mutant needs is a case of its own. */
function assertOnFew<T>(property: fc.IRawProperty<T>, parameters: fc.Parameters<T>): void | Promise<void> {
  return fc.assert(property, { ...parameters, seed: 1, numRuns: 50, endOnFailure: true });
}

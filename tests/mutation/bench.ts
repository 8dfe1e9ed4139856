import * as path from "node:path";
import type { Instrumented, Mutant } from "./instrumented";
import { Suite, type Test } from "./suite";
import { type Passed, Switches } from "./switches";

/** A test that passes without any mutant. */
interface Tried {
  readonly test: Test;
  readonly took: number;
  /** The mutants that it comes by. */
  readonly passed: Passed;
}

/** How many tests are enough to see whether one of them notices a mutant after all. */
const A_FEW = 100;

/** Where mutants are tried, one by one, by the tests that come by them. */
export class Bench {
  private readonly switches: Switches;
  private readonly suite: Suite;
  private readonly whileLoading = new Map<number, number>();
  /** The quickest first. */
  private tests: readonly Tried[] = [];
  /** By mutant, those of them that come by it. */
  private reaching: ReadonlyMap<number, readonly Tried[]> = new Map();
  /** Those that noticed other mutants of the same file, the last one first: mutants of one line are much alike. */
  private noticing: readonly Tried[] = [];

  /** @param isArgued tells the mutants that are not expected to be noticed: a few tests have to do for them */
  constructor(
    root: string,
    private readonly subject: Instrumented,
    private readonly isArgued: (mutant: Mutant) => boolean,
  ) {
    this.switches = new Switches(subject.ids);
    this.suite = new Suite(root, this.switches.inCode);
  }

  /**
   * Runs every test that has to do with the mutants without any of them, and learns which it comes by.
   * @returns the tests that fail: what they say of mutants is not heard
   */
  async learn(specs: readonly string[]): Promise<readonly string[]> {
    for (const [file, code] of this.subject.code) this.suite.modules.use(file, code);
    const tests: Tried[] = [];
    const failing: string[] = [];
    for (const spec of specs.filter((spec) => this.isConcerned(spec))) {
      for (const [mutant, count] of await this.switches.counted(() => this.suite.load(spec)))
        this.whileLoading.set(mutant, count);
      for (const test of this.suite.testsOf(spec)) {
        const started = performance.now();
        try {
          const passed = await this.switches.counted(() => this.suite.run(test));
          tests.push({ test, took: performance.now() - started, passed });
        } catch {
          failing.push(this.suite.nameOf(test));
        }
      }
    }
    this.tests = tests.toSorted((one, other) => one.took - other.took);
    this.reaching = byMutant(this.tests);
    for (const file of this.subject.code.keys()) this.suite.modules.use(file);
    return failing;
  }

  /** Those of the tests that do not pass any more. */
  async failing(): Promise<readonly string[]> {
    const failing: string[] = [];
    for (const { test } of this.tests)
      if (await this.switches.fails(undefined, 0, () => this.suite.run(test)))
        failing.push(this.suite.nameOf(test));
    return failing;
  }

  isReached({ id }: Mutant): boolean {
    return this.whileLoading.has(id) || this.reaching.has(id);
  }

  /** Those mutants of a file that some test notices. Only this file has them in it: all others run as they are. */
  async noticed(file: string, mutants: readonly Mutant[]): Promise<ReadonlySet<Mutant>> {
    const noticed = new Set<Mutant>();
    this.noticing = [];
    this.suite.modules.use(file, this.subject.code.get(file));
    for (const mutant of mutants) if (await this.isNoticedByTests(mutant)) noticed.add(mutant);
    for (const mutant of mutants)
      if (!noticed.has(mutant) && (await this.isNoticedWhenLoaded(mutant))) noticed.add(mutant);
    this.suite.modules.use(file);
    return noticed;
  }

  private async isNoticedByTests(mutant: Mutant): Promise<boolean> {
    for (const tried of this.testsFor(mutant)) {
      const { test, passed } = tried;
      this.suite.load(test.spec);
      const passes = passed.get(mutant.id) ?? 0;
      if (await this.switches.fails(mutant.id, passes, () => this.suite.run(test))) {
        this.noticing = [tried, ...this.noticing.filter((each) => each !== tried)];
        return true;
      }
    }
    return false;
  }

  /** Those first that are likely to notice it; all of them only where nothing else could. */
  private testsFor(mutant: Mutant): readonly Tried[] {
    const reaching = unusualFirst(this.reaching.get(mutant.id) ?? [], mutant.id);
    const likely = new Set([
      ...this.noticing.filter(({ passed }) => passed.has(mutant.id)).slice(0, 3),
      ...reaching.filter(({ test }) => isOwn(test.spec, mutant.file)),
    ]);
    const tests = [...likely, ...reaching.filter((each) => !likely.has(each))];
    const areFewEnough = this.whileLoading.has(mutant.id) || this.isArgued(mutant);
    return areFewEnough ? tests.slice(0, A_FEW) : tests;
  }

  /** Where modules come by it while they load, they are loaded anew. */
  private async isNoticedWhenLoaded(mutant: Mutant): Promise<boolean> {
    const { id } = mutant;
    const loading = this.whileLoading.get(id);
    if (loading === undefined) return false;
    this.suite.modules.forget(mutant.file);
    const specs = this.specsFor(mutant);
    for (const spec of this.isArgued(mutant) ? specs.slice(0, 1) : specs) {
      if (await this.switches.fails(id, loading, () => this.suite.load(spec))) return true;
      for (const { test, passed } of this.tests)
        if (test.spec === spec) {
          const passes = loading + (passed.get(id) ?? 0);
          if (await this.switches.fails(id, passes, () => this.suite.run(test))) return true;
        }
    }
    return false;
  }

  /** The specs that are built on a mutant's file: its own, then those that have the same words in them. */
  private specsFor({ file, original }: Mutant): readonly string[] {
    const far = (spec: string): number =>
      isOwn(spec, file) ? 0 : this.suite.modules.text(spec).includes(original) ? 1 : 2;
    return [...new Set(this.tests.map(({ test }) => test.spec))]
      .filter((spec) => this.suite.modules.foundations(spec).has(file))
      .toSorted((one, other) => far(one) - far(other));
  }

  private isConcerned(spec: string): boolean {
    return [...this.suite.modules.foundations(spec)].some((file) => this.subject.code.has(file));
  }
}

/** Whether a spec is there for one file: it is likely to notice what happens to it. */
function isOwn(spec: string, file: string): boolean {
  return path.basename(spec).startsWith(path.basename(file, ".ts"));
}

/** A test that comes by a mutant as often as hardly any other does is likely to be about it. */
function unusualFirst(tests: readonly Tried[], mutant: number): readonly Tried[] {
  const passes = ({ passed }: Tried): number => passed.get(mutant) ?? 0;
  const likewise = new Map<number, number>();
  for (const each of tests) likewise.set(passes(each), (likewise.get(passes(each)) ?? 0) + 1);
  const rarity = (each: Tried): number => likewise.get(passes(each)) ?? 0;
  return tests.toSorted((one, other) => rarity(one) - rarity(other));
}

function byMutant(tests: readonly Tried[]): ReadonlyMap<number, readonly Tried[]> {
  const reaching = new Map<number, Tried[]>();
  for (const each of tests)
    for (const mutant of each.passed.keys()) {
      const known = reaching.get(mutant);
      if (known) known.push(each);
      else reaching.set(mutant, [each]);
    }
  return reaching;
}

import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { narrowed, partsOf } from "./scope";
import { type Survivor, toBeArgued } from "./survivors";
import { type Verdict, verdictOn } from "./verdict";

/** A repository with one rule of each kind of thing that a mutant can be in. */
const repository: Readonly<Record<string, string>> = {
  "policies/rule.ts": "export function rule<T>(head: T): T { return head; }",
  "policies/proof/decide.ts": "export const decided = true;",
  "policies/reading/sizes.ts": 'export const SIZES: readonly string[] = ["small", "large"];',
  "policies/reading/count.ts": `
    export function countDown(from: number): number {
      let steps = 0;
      while (from > 0) {
        from -= 1;
        steps += 1;
      }
      return steps;
    }`,
  "policies/reading/unread.ts": "export const never = (size: number): boolean => size > 1;",
  "policies/rules/size-known.ts": `
    import { SIZES } from "../reading/sizes";
    import { rule } from "../rule";
    const KNOWN = new Set([...SIZES, "huge"] as const);
    export const sizeKnown = rule({
      why: "text for people",
      tags: ["text", "for people"],
      types: ["box"],
      accepts: (size: string): boolean => KNOWN.has(size),
    });`,
  "tests/policies/reading/count.test.ts": `
    import assert from "node:assert/strict";
    import { countDown } from "../../../policies/reading/count";
    describe("counting", () => {
      it("counts", () => assert.equal(countDown(2), 2));
      it("counts nothing", async () => assert.equal(await Promise.resolve(countDown(0)), 0));
    });`,
  "tests/policies/reading/unread.test.ts": 'import "../../../policies/reading/unread";',
  "tests/policies/rules/size-known.test.ts": `
    import assert from "node:assert/strict";
    import { sizeKnown } from "../../../policies/rules/size-known";
    describe("a size", () => {
      it("is known", () => assert.deepEqual(["small", "huge", "tiny"].map(sizeKnown.accepts), [true, true, false]));
    });`,
};

async function verdict(
  changed: Readonly<Record<string, string>> = {},
  argued: readonly Survivor[] = [],
): Promise<Verdict> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-mutation-"));
  try {
    for (const [file, text] of Object.entries({ ...repository, ...changed })) {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), text);
    }
    return await verdictOn(root, [partsOf(root).rules], argued);
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

describe("trying mutants", () => {
  let found: Verdict;
  before(async () => {
    found = await verdict();
  });

  const survivorsIn = (file: string) =>
    found.survivors
      .filter((each) => each.file === file)
      .map(({ original, replacement }) => `${original} → ${replacement}`);
  const scoreOf = (file: string) => found.scores.find(({ what }) => what === file);

  it("finds endless loops and goes on after them", () => {
    assert.deepEqual(survivorsIn("policies/reading/count.ts"), []);
    assert.equal(scoreOf("policies/reading/count.ts")?.percent, 100);
  });

  it("loads modules anew for what is in their tables, and leaves out what is there for people", () => {
    assert.deepEqual(survivorsIn("policies/rules/size-known.ts"), ['["box"] → []', '"box" → ""']);
  });

  it("leaves out files that only hold data", () => {
    assert.deepEqual(found.dataOnly, ["policies/reading/sizes.ts"]);
  });

  it("knows what no test comes by", () => {
    assert.deepEqual(scoreOf("policies/reading/unread.ts"), {
      what: "policies/reading/unread.ts",
      killed: 0,
      survived: 1,
      notReached: 4,
      argued: 0,
      percent: 0,
    });
  });

  it("asks for most mutants to be killed, in each file and in all", () => {
    assert.deepEqual(
      found.faults.map((fault) => fault.replace(/\d+\.\d/, "N")),
      [
        "policies/rules/size-known.ts: tests notice N % of the mutants, 95 are due",
        "policies/reading/unread.ts: tests notice N % of the mutants, 95 are due",
        "all 3 files: tests notice N % of the mutants, 95 are due",
      ],
    );
  });

  it("passes over survivors that are argued", async () => {
    const argued = found.survivors.map((mutant) => ({ ...toBeArgued(mutant), reason: "nobody reads it" }));
    const { survivors, faults, scores } = await verdict({}, argued);
    assert.deepEqual([survivors, faults], [[], []]);
    assert.equal(scores.at(-1)?.argued, argued.length);
  });

  it("refuses arguments for mutants that are killed, changed or gone", async () => {
    const why = { line: "while (from > 0) {", mutator: "EqualityOperator", reason: "nobody reads it" };
    const { faults } = await verdict({}, [
      { ...why, file: "policies/reading/count.ts", original: "from > 0", replacement: "from >= 0" },
      { ...why, file: "policies/reading/count.ts", original: "from > 1", replacement: "from >= 1" },
      { ...why, file: "policies/reading/gone.ts", original: "from > 0", replacement: "from >= 0" },
    ]);
    const about = faults.filter((fault) => fault.startsWith("tests/mutation/argued.json: "));
    assert.deepEqual(
      about.map((fault) => fault.slice("tests/mutation/argued.json: ".length)),
      [
        "policies/reading/count.ts, while (from > 0) {, from > 0 → from >= 0: this mutant is killed; remove it",
        "policies/reading/count.ts, while (from > 0) {, from > 1 → from >= 1: this mutant does not exist any more; remove it",
        "policies/reading/gone.ts, while (from > 0) {, from > 0 → from >= 0: this mutant does not exist any more; remove it",
      ],
    );
  });

  it("does not listen to tests that fail anyway", async () => {
    const file = "tests/policies/reading/unread.test.ts";
    const { faults } = await verdict({
      [file]: `
        import { never } from "../../../policies/reading/unread";
        describe("a test", () => {
          it("that fails", () => { never(1); throw new Error(); });
        });`,
    });
    assert.equal(faults[0], `${file}: a test that fails: fails without any mutant`);
    assert.ok(faults.some((fault) => fault.startsWith("policies/reading/unread.ts: tests notice 0.0 %")));
  });
});

describe("what to mutate", () => {
  const ROOT = path.join(__dirname, "../..");
  const { rules, decider, proof } = partsOf(ROOT);

  it("is every file in which a deploy is judged, and what the proof is made of", () => {
    for (const file of ["policies/rules/iam-no-admin.ts", "policies/reading/value.ts"])
      assert.ok(rules.files.includes(file));
    assert.ok(rules.specs.includes("tests/policies/rules/iam-no-admin.test.ts"));
    assert.ok(proof.files.includes("policies/proof/prove.ts"));
  });

  it("is the proof's decider by itself, with the tests that are about nothing else", () => {
    assert.ok(decider.files.includes("policies/proof/decide.ts"));
    assert.deepEqual(
      decider.files.filter((file) => proof.files.includes(file)),
      [],
    );
    assert.ok(decider.specs.includes("tests/policies/proof/decide.test.ts"));
    assert.ok(decider.specs.length < proof.specs.length);
  });

  it("may be one file, one folder, or nothing", () => {
    assert.deepEqual(narrowed(rules, ["rules/iam-no-admin"]).files, ["policies/rules/iam-no-admin.ts"]);
    assert.ok(narrowed(rules, ["reading"]).files.every((file) => file.startsWith("policies/reading/")));
    assert.deepEqual(narrowed(rules, ["rules/iam-no"]).files, []);
    assert.deepEqual(narrowed(rules, []), rules);
  });
});

import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { ROOT } from "../graph/project";

const FOREIGN = ["node_modules", ".git", ".rehearsal"];
/** Lines of a file; tables of cases may be a little longer than code. */
const longest = (file: string): number => (file.startsWith("tests/") ? 300 : 250);
/** What `npm test` and `npm run test:fast` give to mocha. */
const ALL = "tests/**/*.test.ts";
const FAST = "tests/!(rehearsal)/**/*.test.ts";
/** Folders that say nothing of what is in them. */
const SAYS_NOTHING = /^(utils?|helpers?|common|misc|managers?|lib|shared|core|base-classes)$/;

/** Paths of all of the repository's own files, from its root. */
function ownFiles(folder = ROOT): readonly string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return FOREIGN.includes(entry.name) ? [] : ownFiles(full);
    return [path.relative(ROOT, full)];
  });
}

const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), "utf8");

const files = ownFiles();
const sources = files.filter((file) => file.endsWith(".ts"));
const specs = sources.filter((file) => file.endsWith(".test.ts"));

/** The files of a suite, and of all suites in it, that have tests. */
function filesWithTests(suite: Mocha.Suite): readonly string[] {
  const own = suite.tests.length > 0 && suite.file !== undefined ? [path.relative(ROOT, suite.file)] : [];
  return [...new Set([...own, ...suite.suites.flatMap(filesWithTests)])];
}

describe("files", () => {
  it("are short: one idea each", () => {
    const long = sources
      .map((file) => [file, read(file).split("\n").length - 1] as const)
      .filter(([file, lines]) => lines > longest(file));
    assert.deepEqual(long, []);
  });

  it("are in folders whose names say what is there", () => {
    const folders = new Set(sources.flatMap((file) => path.dirname(file).split(path.sep)));
    assert.deepEqual(
      [...folders].filter((folder) => SAYS_NOTHING.test(folder)),
      [],
    );
  });

  it("with tests are where the scripts look for them", () => {
    assert.deepEqual(
      specs.filter((file) => !/^tests\/[^/]+\//.test(file)),
      [],
    );
    const { scripts }: { scripts: unknown } = JSON.parse(read("package.json"));
    assert.match(String(Reflect.get(Object(scripts), "test")), ending("--config tests/whole-run.json ", ALL));
    assert.match(String(Reflect.get(Object(scripts), "test:fast")), ending("", FAST));
  });

  it("with tests were all collected, and every one of them has a test", function () {
    // Anything else is all of them, which tests/whole-run.ts holds to account, or some that somebody asked for.
    if (process.argv.slice(2).join(" ") !== FAST) this.skip();
    const expected = specs.filter((file) => !file.startsWith("tests/rehearsal/"));
    assert.deepEqual(filesWithTests(rootOf(this.test?.parent)).toSorted(), expected.toSorted());
  });
});

/** A script that runs mocha on just these files. */
function ending(options: string, glob: string): RegExp {
  return new RegExp(`(^|&& )mocha ${options}'${glob.replaceAll(/[*.!()]/g, "\\$&")}'$`);
}

function rootOf(suite: Mocha.Suite | undefined): Mocha.Suite {
  assert.ok(suite);
  return suite.parent ? rootOf(suite.parent) : suite;
}

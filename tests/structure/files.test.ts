import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { ALL, FAST } from "../all-collected";
import { ROOT } from "../graph/project";

const FOREIGN = ["node_modules", ".git", ".rehearsal"];
/** Lines of a file; tables of cases may be a little longer than code. */
const longest = (file: string): number => (file.startsWith("tests/") ? 300 : 250);
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
    assert.match(
      String(Reflect.get(Object(scripts), "test")),
      ending("--config tests/side-by-side.json ", ALL),
    );
    assert.match(String(Reflect.get(Object(scripts), "test:fast")), ending("", FAST));
  });
});

/** A script that runs mocha on just these files; tests/all-collected.ts sees to it that each of them was run. */
function ending(options: string, glob: string): RegExp {
  return new RegExp(`(^|&& )mocha ${options}'${glob.replaceAll(/[*.!()|]/g, "\\$&")}'$`);
}

import * as fs from "node:fs";
import * as path from "node:path";

/** Files to mutate, and the specs to try them by. */
export interface Part {
  readonly files: readonly string[];
  readonly specs: readonly string[];
}

/** Where decisions about a deploy are made, and where the tests of them are. */
const PARTS = {
  rules: {
    files: ["policies/rules", "policies/reading"],
    specs: ["tests/policies/rules", "tests/policies/reading", "tests/policies/heads.test.ts"],
  },
  proof: { files: ["policies/proof"], specs: ["tests/policies/proof"] },
};
export type PartName = keyof typeof PARTS;

/** Asks another program what it thinks, for seconds: what that finds belongs into a test of our own. */
const LEFT_OUT = ["tests/policies/proof/against-simulator.test.ts"];

export function part(root: string, name: PartName): Part {
  const { files, specs } = PARTS[name];
  return {
    files: files.flatMap((place) => filesIn(root, place, ".ts")),
    specs: specs
      .flatMap((place) => filesIn(root, place, ".test.ts"))
      .filter((spec) => !LEFT_OUT.includes(spec)),
  };
}

/**
 * Of a part, what is named.
 * @param only files or folders below policies/, like `rules/iam-no-admin`; all where none is given
 */
export function narrowed({ files, specs }: Part, only: readonly string[]): Part {
  const isNamed = (file: string): boolean =>
    only.some((name) => `${file}/`.replace(".ts/", "/").startsWith(`policies/${name}/`));
  return { files: only.length === 0 ? files : files.filter(isNamed), specs };
}

/** All files of a kind below a folder, or the one file that it is. */
function filesIn(root: string, place: string, ending: string): readonly string[] {
  const full = path.join(root, place);
  if (!fs.existsSync(full)) return [];
  if (fs.statSync(full).isFile()) return [place];
  return fs
    .readdirSync(full, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(place, file))
    .toSorted();
}

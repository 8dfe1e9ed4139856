import * as fs from "node:fs";
import * as path from "node:path";
import { Modules } from "./modules";

/** Files to mutate, and the specs to try them by. */
export interface Part {
  readonly files: readonly string[];
  readonly specs: readonly string[];
}

/** Asks another program what it thinks, for seconds: what that finds belongs into a test of our own. */
const LEFT_OUT = ["tests/policies/proof/against-simulator.test.ts"];

/** Where it is decided about a deploy, and what the proof is made of; by part, since each has tests of its own. */
export function partsOf(root: string): {
  readonly rules: Part;
  readonly decider: Part;
  readonly proof: Part;
} {
  const { foundations } = new Modules(root, {}, {});
  const found = (places: readonly string[], ending: string): readonly string[] =>
    places.flatMap((place) => filesIn(root, place, ending)).filter((file) => !LEFT_OUT.includes(file));
  const proof = {
    files: found(["policies/proof"], ".ts"),
    specs: found(["tests/policies/proof"], ".test.ts"),
  };
  const beneath = (file: string): readonly string[] =>
    [...foundations(file)].filter((each) => proof.files.includes(each));
  const decider = beneath("policies/proof/decide.ts");
  return {
    rules: {
      files: found(["policies/rules", "policies/reading"], ".ts"),
      specs: found(
        ["tests/policies/rules", "tests/policies/reading", "tests/policies/heads.test.ts"],
        ".test.ts",
      ),
    },
    decider: {
      files: decider,
      specs: proof.specs.filter((spec) => beneath(spec).every((file) => decider.includes(file))),
    },
    proof: { files: proof.files.filter((file) => !decider.includes(file)), specs: proof.specs },
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

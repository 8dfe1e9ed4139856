import { Instrumenter } from "@stryker-mutator/instrumenter";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { withSwitches } from "./switches";

/** One small change to the code that some test should notice. */
export interface Mutant {
  readonly id: number;
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly lineText: string;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}

export interface Instrumented {
  /** Each file's code with all its mutants in it, every one behind a switch. */
  readonly code: ReadonlyMap<string, string>;
  readonly mutants: readonly Mutant[];
  /** All ids are smaller. */
  readonly ids: number;
  /** Files that only say something: their tables are the tests' yardstick, not their subject. */
  readonly dataOnly: readonly string[];
}

/** What changes a value, not what is done with it: a file that has no other mutants does nothing. */
const OF_DATA = new Set([
  "ArrayDeclaration",
  "BooleanLiteral",
  "ObjectLiteral",
  "Regex",
  "StringLiteral",
  "UnaryOperator",
]);

/** A property of the object that a rule is made from, which is there to be read by people. */
const HeadText = z.object({
  node: z.object({
    type: z.literal("ObjectProperty"),
    key: z.object({ name: z.enum(["why", "severity", "framework", "tags", "remedy"]) }),
  }),
  parentPath: z.object({
    parent: z.object({
      type: z.literal("CallExpression"),
      callee: z.object({ name: z.literal("rule") }),
    }),
  }),
});

export async function instrumented(root: string, files: readonly string[]): Promise<Instrumented> {
  const sources = new Map(files.map((file) => [file, source(root, file)]));
  const { files: written, mutants } = await new Instrumenter(silent).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    {
      plugins: null,
      noHeader: true,
      excludedMutations: [],
      ignorers: [
        { shouldIgnore: (node) => (HeadText.safeParse(node).success ? "text for people" : undefined) },
      ],
    },
  );
  const found = mutants
    .filter(({ status }) => status !== "Ignored")
    .map((mutant): Mutant => {
      const lines = sources.get(mutant.fileName)?.split("\n") ?? [];
      const { start, end } = mutant.location;
      return {
        id: Number(mutant.id),
        file: mutant.fileName,
        line: start.line + 1,
        lineText: lines[start.line]?.trim() ?? "",
        mutator: mutant.mutatorName,
        original: within(lines, start, end),
        replacement: mutant.replacement,
      };
    });
  const dataOnly = files.filter((file) =>
    found.every((each) => each.file !== file || OF_DATA.has(each.mutator)),
  );
  return {
    code: new Map(written.map(({ name, content }) => [name, withSwitches(content)])),
    ids: mutants.length,
    mutants: found.filter(({ file }) => !dataOnly.includes(file)),
    dataOnly,
  };
}

/** The instrumenter takes what stands before `as` for a type's; `as const` says nothing that runs. */
function source(root: string, file: string): string {
  const text = fs.readFileSync(path.join(root, file), "utf8");
  return text.replaceAll(/ as const\b/g, (words) => " ".repeat(words.length));
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function within(lines: readonly string[], start: Position, end: Position): string {
  const part = lines.slice(start.line, end.line + 1);
  const last = part.length - 1;
  return part
    .map((line, index) =>
      line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined).trim(),
    )
    .join(" ");
}

const nothing = (): void => undefined;
const no = (): boolean => false;
const silent = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

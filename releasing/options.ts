import * as path from "node:path";
import { parseArgs } from "node:util";
import { needs, type Needs } from "../projects/storage/releases/needs";

export type Command = { readonly root: string } & (
  | { readonly does: "create"; readonly name: string; readonly from: string; readonly needs: Needs }
  | { readonly does: "check"; readonly names: readonly string[] }
  | { readonly does: "promote"; readonly name: string | undefined }
  | { readonly does: "diff"; readonly older: string; readonly newer: string }
  | { readonly does: "list" }
);

export const USAGE = `npm run release -- COMMAND [options]

  create NAME --from LIST --elasticsearch-client 7|8
                        write a release from a list of its images, a line each: IMAGE@DIGEST VERSION; or, as JSON, a
                        list of { "image", "version" }. LIST is a file, or - for standard input
      --no-healthcheck-path      its public APIs do not answer /management/healthcheck
      --no-locking-expiry-time   its replicators ignore locking_expiry_time
  check [NAME …]        say whether releases (default: all) are complete, of one version and pinned
  promote [NAME]        let pro run what pre runs; NAME, if given, must be that
  diff OLD NEW          show two releases side by side
  list                  show all releases, and which stage runs which

  --root FOLDER         the repository to work on (default: this one)
  --help                print this`;

const words = ["create", "check", "promote", "diff", "list"] as const;

/** How many names each command takes. */
const commands = {
  create: { form: "create NAME --from LIST", least: 1, most: 1 },
  check: { form: "check [NAME …]", least: 0, most: Number.POSITIVE_INFINITY },
  promote: { form: "promote [NAME]", least: 0, most: 1 },
  diff: { form: "diff OLD NEW", least: 2, most: 2 },
  list: { form: "list", least: 0, most: 0 },
} as const satisfies Record<(typeof words)[number], object>;

/**
 * Reads the command line.
 * @throws with one line that says what is wrong and what would be right
 */
export function readCommand(args: readonly string[]): Command | "help" {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      from: { type: "string" },
      "elasticsearch-client": { type: "string" },
      "no-healthcheck-path": { type: "boolean" },
      "no-locking-expiry-time": { type: "boolean" },
      root: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const { help, root = path.dirname(__dirname), ...ofCreate } = values;
  if (help) return "help";
  const [word = "", ...names] = positionals;
  const does = commandOf(word);
  const { form, least, most } = commands[does];
  if (names.length < least || names.length > most)
    throw new Error(`${does}: got ${names.length} names; give ${form}`);
  const [foreign] = Object.keys(ofCreate);
  if (does !== "create" && foreign !== undefined)
    throw new Error(`${does}: --${foreign} belongs to create; give ${form}`);
  const [first = "", second = ""] = names;
  if (does === "create")
    return { does, root, name: first, from: listOf(ofCreate.from), needs: needsOf(ofCreate) };
  if (does === "check") return { does, root, names };
  if (does === "promote") return { does, root, name: names[0] };
  if (does === "diff") return { does, root, older: first, newer: second };
  return { does, root };
}

function commandOf(word: string): (typeof words)[number] {
  const does = words.find((known) => known === word);
  if (does !== undefined) return does;
  const wrong = word === "" ? "no command" : `${word}: there is no such command`;
  throw new Error(`${wrong}; give ${words.join(", ")} (--help tells more)`);
}

function listOf(from: string | undefined): string {
  if (from === undefined)
    throw new Error("create: --from is missing: a file with the images, or - for standard input");
  return from;
}

interface NeedOptions {
  readonly "elasticsearch-client"?: string | undefined;
  readonly "no-healthcheck-path"?: boolean | undefined;
  readonly "no-locking-expiry-time"?: boolean | undefined;
}

function needsOf(options: NeedOptions): Needs {
  const client = options["elasticsearch-client"];
  const read = needs.safeParse({
    elasticsearchClient: Number(client),
    healthcheckPath: options["no-healthcheck-path"] !== true,
    lockingExpiryTime: options["no-locking-expiry-time"] !== true,
  });
  if (!read.success)
    throw new Error(
      `create: --elasticsearch-client ${client ?? "is missing"}: give the generation that its indexers speak, 7 or 8`,
    );
  return read.data;
}

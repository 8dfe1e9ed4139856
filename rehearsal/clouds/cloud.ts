import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { textOf, type Properties } from "./catalogue";

/** Something that exists in a simulated cloud. */
export interface Thing {
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  readonly region: string;
  readonly account: string;
  /** How often this URN has been made, this time included: a replacement gets an id of its own. */
  readonly generation: number;
  /** What tells it from others of its type that have its id. */
  readonly apart?: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** An object that was put into a simulated bucket. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  /** ISO date until which Object Lock keeps it. */
  readonly lockedUntil?: string;
}

/** What it takes to find a thing. */
export type Whereabouts = Pick<Thing, "type" | "account" | "region" | "id" | "apart">;

const HOLDS_OBJECTS = /:(Bucket|BlobContainer)$/;

type Entry =
  | { readonly made: Thing }
  | { readonly gone: Thing; readonly nameKept?: boolean }
  | { readonly undone: Thing }
  | { readonly counted: Pick<Thing, "urn" | "generation"> }
  | { readonly put: StoredObject };

/**
 * What exists in the simulated clouds, kept in a journal file: one line per change, written before the provider
 * answers, so that a killed rehearsal leaves behind what a killed `pulumi up` leaves in a real account.
 */
export class Cloud {
  readonly #journal: string | undefined;
  readonly #things = new Map<string, Thing>();
  readonly #byHandle = new Map<string, Set<string>>();
  readonly #generations = new Map<string, number>();
  readonly #keptNames = new Map<string, Thing[]>();
  readonly #counted = new Set<string>();
  #objects: StoredObject[] = [];

  /** @param journal file to go on from and write to; without one nothing outlives the process */
  constructor(journal?: string) {
    this.#journal = journal;
    if (journal === undefined || !fs.existsSync(journal)) return;
    const lines = fs.readFileSync(journal, "utf8").split("\n");
    // A line cut short by a kill was never answered for: it is as if it had not happened.
    if (lines.at(-1) !== "")
      fs.writeFileSync(
        journal,
        lines
          .slice(0, -1)
          .map((line) => `${line}\n`)
          .join(""),
      );
    for (const line of lines.slice(0, -1)) this.#apply(JSON.parse(line));
  }

  /** How often the URN has been made so far. */
  generation(urn: string): number {
    return this.#generations.get(urn) ?? 0;
  }

  /** Adds a thing, or replaces what is known of it. */
  make(thing: Thing): void {
    this.#write({ made: thing });
  }

  /** @param nameKept whether its name stays taken */
  remove(thing: Thing, nameKept = false): void {
    this.#write(nameKept ? { gone: thing, nameKept } : { gone: thing });
  }

  /** Counts a making of which nothing stays in the cloud. */
  count({ urn, generation }: Pick<Thing, "urn" | "generation">): void {
    this.#write({ counted: { urn, generation } });
  }

  /** URNs of which makings were counted; nothing of them is in the cloud. */
  counted(): readonly string[] {
    return [...this.#counted];
  }

  /** The deleted things that still keep the name, in whatever account and region. */
  keepingName(type: string, name: string): readonly Thing[] {
    return this.#keptNames.get(`${type}|${name}`) ?? [];
  }

  /** Takes back a creation that no state knows of, as if it had never been asked for. */
  undo(thing: Thing): void {
    this.#write({ undone: thing });
  }

  put(object: StoredObject): void {
    this.#write({ put: object });
  }

  objectsIn(bucket: string): readonly StoredObject[] {
    return this.#objects.filter((object) => object.bucket === bucket);
  }

  get(thing: Whereabouts): Thing | undefined {
    return this.#things.get(key(thing));
  }

  /** Things of these types that the id, ARN or name stands for. */
  named(types: readonly string[], handle: string): readonly Thing[] {
    return types.flatMap((type) =>
      [...(this.#byHandle.get(`${type}|${handle}`) ?? [])].flatMap((at) => this.#things.get(at) ?? []),
    );
  }

  all(type?: string): readonly Thing[] {
    const things = [...this.#things.values()];
    return type === undefined ? things : things.filter((thing) => thing.type === type);
  }

  #write(entry: Entry): void {
    if (this.#journal !== undefined) fs.appendFileSync(this.#journal, `${JSON.stringify(entry)}\n`);
    this.#apply(entry);
  }

  #apply(entry: Entry): void {
    if ("put" in entry) {
      this.#objects.push(entry.put);
      return;
    }
    if ("counted" in entry) {
      this.#generations.set(entry.counted.urn, entry.counted.generation);
      this.#counted.add(entry.counted.urn);
      return;
    }
    if ("made" in entry) {
      this.#forget(entry.made);
      this.#things.set(key(entry.made), entry.made);
      for (const handle of handles(entry.made)) {
        const at = `${entry.made.type}|${handle}`;
        this.#byHandle.set(at, (this.#byHandle.get(at) ?? new Set()).add(key(entry.made)));
      }
      this.#generations.set(entry.made.urn, entry.made.generation);
      return;
    }
    const thing = "gone" in entry ? entry.gone : entry.undone;
    this.#forget(thing);
    // Settings of a bucket have its id, too: they take no objects with them.
    if (HOLDS_OBJECTS.test(thing.type))
      this.#objects = this.#objects.filter((object) => object.bucket !== thing.id);
    if ("gone" in entry && entry.nameKept)
      for (const handle of handles(thing)) {
        const at = `${thing.type}|${handle}`;
        this.#keptNames.set(at, [...(this.#keptNames.get(at) ?? []), thing]);
      }
    if ("undone" in entry) this.#generations.set(thing.urn, thing.generation - 1);
  }

  #forget(thing: Thing): void {
    const known = this.#things.get(key(thing));
    if (known === undefined) return;
    for (const handle of handles(known)) this.#byHandle.get(`${known.type}|${handle}`)?.delete(key(known));
    this.#things.delete(key(known));
  }
}

/** Hexadecimal digits that follow from a text alone, so that two rehearsals make the same ids. */
export function digitsOf(text: string, length: number): string {
  let digits = "";
  for (let round = 0; digits.length < length; round++)
    digits += createHash("sha256").update(`${round}|${text}`).digest("hex");
  return digits.slice(0, length);
}

function key({ type, account, region, id, apart = "" }: Whereabouts): string {
  return `${type}|${account}|${region}|${id}|${apart}`;
}

function handles(thing: Thing): readonly string[] {
  const outputs = thing.outputs;
  return [
    ...new Set([thing.id, ...["arn", "name", "bucket"].map((property) => textOf(outputs[property]))]),
  ].filter((handle) => handle !== "");
}

import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import * as z from "zod";
import { jsonOf } from "./json";
import { textOf, type Store } from "./store";

/** Where S3 delivers inventories in the inventory bucket: below it the vault, the inventory's name, and the time. */
const INVENTORIES = "inventory/";

/** The part of S3's manifest.json that the keeper reads [AWS: Locating your inventory list]. */
const Manifest = z.object({
  fileFormat: z.literal("CSV"),
  fileSchema: z.string(),
  creationTimestamp: z.string().regex(/^\d+$/).transform(Number),
  files: z.array(z.object({ key: z.string() })),
});

/** A complete inventory of a vault. */
export interface Inventory {
  /** `2026-01-01T01-00Z`. */
  readonly name: string;
  /** When S3 began to list; what came later is not in it. */
  readonly begun: Date;
  readonly columns: readonly string[];
  readonly files: readonly string[];
}

/** A version of an object, as an inventory lists it. */
export interface ListedVersion {
  /** URL-encoded, as in the inventory: a manifest for S3 Batch Operations has it the same way. */
  readonly encodedKey: string;
  readonly versionId: string;
  readonly isCurrentObject: boolean;
  readonly lockMode: string;
  readonly retainUntil: string;
}

/**
 * The newest inventory that S3 has finished; nothing when there is none as yet.
 * @throws when its manifest cannot be read, with what is wrong and where
 */
export async function newestInventory(
  store: Store,
  vault: string,
  inventory: string,
): Promise<Inventory | undefined> {
  const prefix = `${INVENTORIES}${vault}/${inventory}/`;
  const folders = await store.foldersBelow(prefix);
  // S3 names each by its time; other folders have no manifest.
  for (const folder of folders.toSorted().toReversed()) {
    const key = `${prefix}${folder}manifest.json`;
    const stream = await store.read(key);
    // S3 writes the manifest when all its files are there: without it the inventory is not finished.
    if (stream) return inventoryOf(folder.replace("/", ""), key, await textOf(stream));
  }
  return undefined;
}

function inventoryOf(name: string, key: string, text: string): Inventory {
  const parsed = Manifest.safeParse(jsonOf(text));
  if (!parsed.success) throw new Error(`${key} cannot be read: ${z.prettifyError(parsed.error)}`);
  const { fileSchema, creationTimestamp, files } = parsed.data;
  return {
    name,
    begun: new Date(creationTimestamp),
    columns: fileSchema.split(",").map((column) => column.trim()),
    files: files.map((file) => file.key),
  };
}

/**
 * Every version that the inventory lists, one after the other: an inventory may be larger than the memory.
 * @throws when a file or a column that the keeper needs is missing
 */
export async function* versionsIn(store: Store, inventory: Inventory): AsyncGenerator<ListedVersion> {
  const at = (column: string): number => {
    const position = inventory.columns.indexOf(column);
    if (position === -1)
      throw new Error(
        `inventory ${inventory.name} has no column ${column}: add it to the inventory's optional fields`,
      );
    return position;
  };
  const [key, version, latest, marker] = [at("Key"), at("VersionId"), at("IsLatest"), at("IsDeleteMarker")];
  const [mode, until] = [at("ObjectLockMode"), at("ObjectLockRetainUntilDate")];
  for (const file of inventory.files)
    for await (const row of rowsOf(store, file))
      yield {
        encodedKey: row[key] ?? "",
        // What was there before the bucket kept versions [AWS: Specifying a manifest].
        versionId: row[version] || "null",
        isCurrentObject: row[latest] === "true" && row[marker] !== "true",
        lockMode: row[mode] ?? "",
        retainUntil: row[until] ?? "",
      };
}

async function* rowsOf(store: Store, file: string): AsyncGenerator<readonly string[]> {
  const stream = await store.read(file);
  if (!stream) throw new Error(`${file} is in the inventory's manifest, but not in the inventory bucket`);
  // An error anywhere in the pipeline comes out of the last stream.
  const rows: AsyncIterable<readonly string[]> = pipeline(stream, createGunzip(), parse(), () => {});
  yield* rows;
}

/** A key as it is, of one as an inventory has it. */
export const decodedKey = (encodedKey: string): string => decodeURIComponent(encodedKey.replaceAll("+", " "));

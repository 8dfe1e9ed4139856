import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { passphraseFile, type Site } from "./site";

/** Says where the state is now, to who finds the old one. */
const WORD = "MOVED.txt";

/** Makes the folder of the local backend, for its owner alone, with a passphrase of its own. */
export function makeLocalBackend({ folder }: Site): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = passphraseFile(folder);
  // Renamed when it is whole: what is there is a passphrase that the state can be read by.
  fs.writeFileSync(`${file}.new`, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

/**
 * Renames the local backend's folder, with a word in it that tells where the state is now.
 * @returns the new name
 */
export function setAside({ folder, stage, bucket }: Site, now: Date): string {
  fs.writeFileSync(
    path.join(folder, WORD),
    `The state of strongroom/${stage} is in ${bucket.url} since ${now.toISOString()}.\n` +
      "This is the copy from before, and of no use but to look back: deploy nothing from here.\n",
  );
  const aside = `${folder}-moved-${now.toISOString().replaceAll(/[:.]/g, "-")}`;
  fs.renameSync(folder, aside);
  return aside;
}

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Outside node_modules, so that it outlives `npm ci` and serves every clone. */
export function cacheFolder(): string {
  return path.join(process.env["XDG_CACHE_HOME"] || path.join(os.homedir(), ".cache"), "strongroom");
}

/**
 * Fills a folder of the cache, whole or not at all.
 * @param make puts into the folder that it is given what is to be kept
 */
export async function fillOnce(folder: string, make: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  try {
    await make(unfinished);
    // Whoever is first wins; another process that made the same at the same time loses nothing.
    if (!fs.existsSync(folder)) fs.renameSync(unfinished, folder);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}

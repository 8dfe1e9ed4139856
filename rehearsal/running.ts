import * as fs from "node:fs";
import * as path from "node:path";
import { CLAIM } from "./workspace";

/**
 * Makes sure that one rehearsal at a time works in the folder.
 * @returns what ends the claim
 * @throws when another one is running
 */
export function claim(folder: string): () => void {
  const file = path.join(folder, CLAIM);
  const holder = fs.existsSync(file) ? Number(fs.readFileSync(file, "utf8")) : 0;
  if (holder !== 0 && holder !== process.pid && isAlive(holder))
    throw new Error(
      `another rehearsal (process ${holder}) is running here: wait for it, or stop it with Ctrl-C`,
    );
  fs.writeFileSync(file, String(process.pid));
  return () => fs.rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

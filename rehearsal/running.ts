import * as fs from "node:fs";
import * as path from "node:path";
import { commandOf } from "./processes";
import { CLAIM } from "./workspace";

export interface Claim {
  /** Whether the rehearsal before this one was killed, or its clouds died: it may have left things behind. */
  readonly cutOff: boolean;
  /** Ends the claim. Without it the next rehearsal takes this one for cut off. */
  readonly release: () => void;
}

/**
 * Makes sure that one rehearsal at a time works in the folder.
 * @throws when another one is running
 */
export function claim(folder: string): Claim {
  const file = path.join(folder, CLAIM);
  const cutOff = fs.existsSync(file);
  const holder = cutOff ? Number(fs.readFileSync(file, "utf8")) : 0;
  if (holder !== 0 && holder !== process.pid && /rehearsal/.test(commandOf(holder)))
    throw new Error(
      `another rehearsal (process ${holder}) is running here: wait for it, or stop it with Ctrl-C`,
    );
  fs.writeFileSync(file, String(process.pid));
  return { cutOff, release: () => fs.rmSync(file, { force: true }) };
}

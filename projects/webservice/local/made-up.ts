import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseEnv } from "node:util";
import { generatedNames } from "./composition";

/**
 * The passwords of one's own machine: made up at the first start and kept, for a database that was made with one
 * knows no other. The file is the user's alone, and git does not see it.
 * @param file where they are kept
 */
export function madeUp(file: string): Readonly<Record<string, string>> {
  const kept = fs.existsSync(file) ? parseEnv(fs.readFileSync(file, "utf8")) : {};
  const all = Object.fromEntries(
    generatedNames.map((name) => [name, kept[name] || crypto.randomBytes(32).toString("hex")]),
  );
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const lines = Object.entries(all).map(([name, value]) => `${name}=${value}\n`);
  fs.writeFileSync(file, lines.join(""), { mode: 0o600 });
  return all;
}

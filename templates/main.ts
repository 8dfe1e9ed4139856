import * as fs from "node:fs";
import * as path from "node:path";
import { rendered } from "./rendered";

const ROOT = path.resolve(__dirname, "..");
const USAGE = `npm run new -- NAME

  NAME  a system's name, as in projects/NAME: a service with names in the world is written there`;

/** Writes a new system, and says what else it takes. */
function write(name: string): void {
  const folder = path.join(ROOT, "projects", name);
  const files = rendered(name);
  if (fs.existsSync(folder)) throw new Error(`projects/${name} is there already: give another name`);
  for (const [file, text] of files) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  process.stdout.write(`projects/${name} is written: docs/new-system.md says what to do next\n`);
}

const [name, ...more] = process.argv.slice(2);
try {
  if (name === "--help") process.stdout.write(`${USAGE}\n`);
  else if (name === undefined || more.length > 0) throw new Error(`give one name: ${USAGE.split("\n")[0]}`);
  else write(name);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}

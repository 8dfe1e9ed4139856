import * as fs from "node:fs";
import * as path from "node:path";
import { filesThatRan } from "./summary-reporter";

/** What `npm test` and `npm run test:fast` give to mocha. */
export const ALL = "tests/**/*.test.ts";
export const FAST = "tests/!(clouds|rehearsal)/**/*.test.ts";
const SLOW = /^(clouds|rehearsal)\//;

/**
 * After a run of all tests, or of all fast ones.
 * @throws when no test of a spec file ran: the file was not collected, or has none
 */
export function mochaGlobalTeardown(): void {
  const isFast = process.argv.includes(FAST);
  if (!isFast && !process.argv.includes(ALL)) return;
  const missing = fs
    .readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !(isFast && SLOW.test(file)))
    .filter((file) => !filesThatRan.has(path.join("tests", file)));
  if (missing.length > 0) throw new Error(`no test of these files in tests/ ran: ${missing.join(", ")}`);
}

import * as fs from "node:fs";
import * as path from "node:path";
import { findEngine } from "../rehearsal/engine/engine";
import { openSearchJars, securityPlugin } from "./servers/opensearch-program";
import { s3GatewayProgram } from "./servers/s3-gateway-program";
import { filesThatRan } from "./summary-reporter";

/**
 * Around a run of all tests, which takes both processors: what is built or fetched on a new machine is there before any
 * test waits for it, and no spec file is left out.
 */

/** Fetches the engine and the servers; a machine that lacks what they take is told by the tests that need them. */
export async function mochaGlobalSetup(): Promise<void> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  await Promise.allSettled([findEngine(say), s3GatewayProgram(say), openSearchJars().then(securityPlugin)]);
}

/** @throws when a spec file had no test that ran: it was not collected, or has none */
export function mochaGlobalTeardown(): void {
  const root = path.join(__dirname, "..");
  const specs = fs
    .readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => path.relative(root, path.join(__dirname, file)));
  const missing = specs.filter((file) => !filesThatRan.has(file));
  if (missing.length > 0) throw new Error(`no test of these spec files ran: ${missing.join(", ")}`);
}

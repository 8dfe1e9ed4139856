import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { madeUp } from "./made-up";
import { localOptions, USAGE, type LocalOptions } from "./options";

const ROOT = path.resolve(__dirname, "../../..");
const COMPOSE_FILE = path.join(__dirname, "compose.yaml");
const SECRETS_FILE = path.join(ROOT, ".local/webservice.env");

/** What docker is called with. */
function dockerArguments(options: Exclude<LocalOptions, { does: "help" }>): readonly string[] {
  const compose = ["compose", "--file", COMPOSE_FILE];
  if (options.does === "up") return [...compose, "up", "--remove-orphans"];
  return [...compose, "down", "--remove-orphans", ...(options.forget ? ["--volumes"] : [])];
}

/** Runs docker to its end, in this terminal. */
function docker(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  // A docker without Compose takes its name for nothing, and complains of the first flag behind it.
  if (spawnSync("docker", ["compose", "version"], { stdio: "ignore" }).status !== 0)
    throw new Error("docker compose cannot be started: install Docker with Compose 2.20 or newer");
  return new Promise((resolve, reject) => {
    const child = spawn("docker", args, { stdio: "inherit", env: { ...process.env, ...environment } });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

async function main(): Promise<number> {
  const options = localOptions(process.argv.slice(2));
  if (options.does === "help") {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  // Compose reads the whole file to stop it, too.
  const image = options.does === "up" ? options.image : "none";
  const code = await docker(dockerArguments(options), { ...madeUp(SECRETS_FILE), WEBSERVICE_IMAGE: image });
  if (code === 0 && options.does === "down" && options.forget) fs.rmSync(SECRETS_FILE);
  return code;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);

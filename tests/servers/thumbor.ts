import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { cacheFolder, fillOnce } from "../../rehearsal/engine/cache";
import { ROOT } from "../graph/project";
import { freePort } from "./free-port";
import { untilStarted } from "./until-started";

const run = promisify(execFile);

/** What its image is made of. */
export const THUMBOR = path.join(ROOT, "projects/platform/thumbor");

/**
 * Folder of thumbor with all that its image has: from the cache, else installed with Python's pip (half a minute, 90 MB).
 * @throws with what is missing
 */
export async function thumborPackages(): Promise<string> {
  const requirements = path.join(THUMBOR, "requirements.txt");
  const digest = createHash("sha256").update(fs.readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = path.join(cacheFolder(), `thumbor-${digest}`);
  if (fs.existsSync(folder)) return folder;
  await run("python3", ["-m", "pip", "--version"]).catch((error: unknown) => {
    throw new Error("the image proxy is thumbor, for Python: install python3 (3.10 or newer) and pip", {
      cause: error,
    });
  });
  const quietly = ["--quiet", "--disable-pip-version-check"];
  const install = ["-m", "pip", "install", ...quietly, "--require-hashes", "--target"];
  await fillOnce(folder, async (unfinished) => {
    await run("python3", [...install, unfinished, "--requirement", requirements]);
  });
  return folder;
}

export interface Thumbor {
  readonly url: string;
  /** All that it wrote. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/**
 * The real thumbor, with the configuration of its image.
 * @param environment all that its container is told, and nothing else of ours
 * @throws when it does not start, with what it said
 */
export async function startThumbor(environment: Readonly<Record<string, string>>): Promise<Thumbor> {
  const packages = await thumborPackages();
  const port = await freePort();
  const command = ["python3", "-m", "thumbor.server", "--conf", path.join(THUMBOR, "thumbor.conf")];
  const child = spawn(
    process.execPath,
    [
      "--require",
      "sucrase/register/ts",
      path.join(__dirname, "ends-with-us.ts"),
      ...command,
      "--ip",
      "127.0.0.1",
      "--port",
      String(port),
    ],
    {
      cwd: ROOT,
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONPATH: [packages, THUMBOR].join(path.delimiter),
        ...environment,
      },
      stdio: ["pipe", "ignore", "pipe"],
    },
  );
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const ended = new Promise<string>((resolve) => child.once("close", () => resolve(said)));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  try {
    await untilStarted(() => fetch(`${url}/healthz/live`), ended);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, log: () => said, stop };
}

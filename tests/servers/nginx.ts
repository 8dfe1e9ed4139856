import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import { ROOT } from "../graph/project";
import { freePort } from "./free-port";

/** Longest time from start until it listens; it takes a moment. */
const START_TIMEOUT_MS = 20_000;

/** nginx, as a container would run it, on this machine. */
export interface Nginx {
  readonly url: string;
  /** What it said so far. */
  said(): string;
  stop(): Promise<void>;
}

export interface NginxOptions {
  /** What the container runs. */
  readonly command: readonly string[];
  /** What the container's environment is, for a port to listen on and a folder to write to. */
  readonly environment: (place: {
    readonly port: number;
    readonly folder: string;
  }) => Readonly<Record<string, string>>;
}

/**
 * Starts nginx by a container's own command, with the environment that it is given and no other.
 * @throws when it is not installed or does not start; the message says what to install, or what it said
 */
export async function startNginx({ command, environment }: NginxOptions): Promise<Nginx> {
  const installed = await run("nginx", ["-v"], {});
  if (installed.exitCode === 127)
    throw new Error("no nginx for the tests. Install it (apt-get install nginx-light)");
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-nginx-")));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ["--require", "sucrase/register/ts", path.join(__dirname, "ends-with-us.ts"), ...command],
    {
      cwd: ROOT,
      env: { PATH: process.env["PATH"], ...environment({ port, folder }) },
      stdio: ["pipe", "ignore", "pipe"],
    },
  );
  let said = "";
  let hasEnded = false;
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  void ended.then(() => (hasEnded = true));
  const stop = async () => {
    child.stdin.end();
    await ended;
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const latest = Date.now() + START_TIMEOUT_MS;
  while (!(await listens(port))) {
    if (!hasEnded && Date.now() < latest) await new Promise((resolve) => setTimeout(resolve, 50));
    else {
      await stop();
      throw new Error(`nginx did not start: ${said.trim()}`);
    }
  }
  return { url: `http://127.0.0.1:${port}`, said: () => said, stop };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

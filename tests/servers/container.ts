import { spawn } from "node:child_process";
import * as net from "node:net";
import * as path from "node:path";
import { ROOT } from "../graph/project";

/** Longest time from start until it listens. */
const START_TIMEOUT_MS = 60_000;

/** The user of all our own images. */
export const CONTAINER_USER = 10_001;

export interface ContainerOptions {
  /** What it is called where it does not start. */
  readonly title: string;
  readonly command: readonly string[];
  /** All of its environment, but for the path of programs. */
  readonly environment: Readonly<Record<string, string>>;
  /** It has started once it listens there. */
  readonly port: number;
}

/** A program that runs on this machine as it would in a container, until it is stopped or the tests end. */
export interface Running {
  /** What it said so far. */
  readonly said: () => string;
  /** Resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a program, and waits until it listens.
 * @throws when it does not start, with what it said
 */
export async function startContainer(options: ContainerOptions): Promise<Running> {
  const child = spawn(
    process.execPath,
    ["--require", "sucrase/register/ts", path.join(__dirname, "ends-with-us.ts"), ...options.command],
    {
      cwd: ROOT,
      env: { PATH: process.env["PATH"], ...options.environment },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  let said = "";
  let hasEnded = false;
  const hear = (data: Buffer) => (said += data.toString());
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  void ended.then(() => (hasEnded = true));
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  const latest = Date.now() + START_TIMEOUT_MS;
  while (!(await listens(options.port))) {
    if (!hasEnded && Date.now() < latest) await new Promise((resolve) => setTimeout(resolve, 50));
    else {
      await stop();
      throw new Error(`${options.title} did not start: ${said.trim()}`);
    }
  }
  return { said: () => said, stop };
}

/** The same command as the user of our images, where the tests may become another user: who is root is one in no container. */
export function asContainerUser(command: readonly string[]): readonly string[] {
  if (process.getuid?.() !== 0) return command;
  return ["setpriv", `--reuid=${CONTAINER_USER}`, `--regid=${CONTAINER_USER}`, "--clear-groups", ...command];
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

import { spawn, type ChildProcess } from "node:child_process";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { startLanguageHost } from "./language-host/host";

/** The simulated clouds and the language host, running. */
export interface Attached {
  /** Environment by which an engine finds them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves when the clouds' process has ended by itself, with its exit code. */
  readonly ended: Promise<number>;
  close(): void;
}

/** What the clouds' process says when it is ready, or why it is not. */
const Ready = z.union([
  z.object({ ports: z.record(z.string(), z.number()) }),
  z.object({ error: z.string() }),
]);

/**
 * Starts the simulated clouds (in a process of their own, which ends with this one) and the language host.
 * @param journal file with what exists in the clouds
 * @param faults `--fault` texts
 * @param port first of the five ports to listen on; 0 for any free ones
 * @param environment what programs find in theirs, beside this process's own
 * @throws when a port is taken or a fault is none
 */
export async function attach(
  journal: string,
  faults: readonly string[],
  port: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<Attached> {
  const clouds = spawn(
    process.execPath,
    [
      "--require",
      "sucrase/register/ts",
      path.join(__dirname, "clouds", "server.ts"),
      journal,
      String(port),
      ...faults,
    ],
    // A group of its own: Ctrl-C in the terminal reaches the engine, which still needs the clouds to finish.
    { stdio: ["pipe", "pipe", "inherit"], detached: true },
  );
  const ended = new Promise<number>((resolve) => clouds.on("close", (code) => resolve(code ?? 1)));
  const ready = Ready.parse(JSON.parse(await firstLine(clouds)));
  if ("error" in ready) throw new Error(ready.error);
  const providers = Object.entries(ready.ports);
  const languageHost = await startLanguageHost(
    { ...compileCache(journal), ...environment },
    port === 0 ? 0 : port + providers.length,
  ).catch((error: unknown) => {
    clouds.stdin.end();
    throw error;
  });
  return {
    environment: {
      PULUMI_DEBUG_PROVIDERS: providers.map(([provider, at]) => `${provider}:${at}`).join(","),
      PULUMI_DEBUG_LANGUAGES: `nodejs:${languageHost.port}`,
    },
    ended,
    close() {
      languageHost.close();
      clouds.stdin.end();
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("the simulated clouds have no output"));
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("close", (code) =>
      reject(new Error(`the simulated clouds ended with exit code ${code} before they were ready`)),
    );
  });
}

/** From Node 22 on, programs start from compiled code that an earlier one left here; older ones ignore it. */
function compileCache(journal: string): Readonly<Record<string, string>> {
  return { NODE_COMPILE_CACHE: path.join(path.dirname(journal), "compiled") };
}

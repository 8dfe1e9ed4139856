import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import { startContainer } from "./container";
import { freePort } from "./free-port";

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
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  const started = startContainer({
    title: "nginx",
    command,
    environment: environment({ port, folder }),
    port,
  });
  const nginx = await started.catch((error: unknown) => {
    remove();
    throw error;
  });
  const stop = async () => {
    await nginx.stop();
    remove();
  };
  return { url: `http://127.0.0.1:${port}`, said: nginx.said, stop };
}

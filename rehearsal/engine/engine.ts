import * as fs from "node:fs";
import * as path from "node:path";
import { version as sdkVersion } from "@pulumi/pulumi/package.json";
import { buildFromModule } from "./build";
import { cacheFolder, fillOnce } from "./cache";
import { downloadOfficialBuild } from "./download";
import { run } from "./run";

/** The engine has the version of the SDK: a newer one starts policy packs in another way. */
export const ENGINE_VERSION: string = sdkVersion;

/** Tells the user in one line what is being done, and how far it is. */
export type Say = (line: string) => void;

/** The Pulumi CLI that everything is run with. */
export interface Engine {
  /** Path of the executable. */
  readonly pulumi: string;
  /** Folders to be put before PATH: the engine looks there for what starts policy packs. */
  readonly searchPath: readonly string[];
}

/**
 * The real Pulumi CLI of just the SDK's version: from PATH, else from the cache, else the official build, else built
 * from its Go module.
 * @throws when none of these is possible; the message says what to install
 */
export async function findEngine(say: Say): Promise<Engine> {
  const onPath = await versionOf("pulumi");
  if (onPath === ENGINE_VERSION) return engineAt("pulumi");
  if (onPath !== undefined) say(`pulumi ${onPath} is on PATH; not used, ${ENGINE_VERSION} is needed`);

  const folder = path.join(cacheFolder(), `pulumi-${ENGINE_VERSION}`);
  const cached = path.join(folder, "bin", "pulumi");
  if (fs.existsSync(cached)) return engineAt(cached);

  say(`no pulumi ${ENGINE_VERSION} here yet: it is fetched once, into ${folder}`);
  await fillOnce(folder, async (unfinished) => {
    const undone = await downloadOfficialBuild(ENGINE_VERSION, unfinished, say);
    if (undone !== undefined) {
      say(`${undone}: building it from its Go module instead`);
      await buildFromModule(ENGINE_VERSION, path.join(unfinished, "bin", "pulumi"), say);
    }
    const built = await versionOf(path.join(unfinished, "bin", "pulumi"));
    if (built !== ENGINE_VERSION)
      throw new Error(`the new pulumi says it is version ${built}, not ${ENGINE_VERSION}`);
  });
  return engineAt(cached);
}

function engineAt(pulumi: string): Engine {
  const own = path.join(__dirname, "bin");
  return { pulumi, searchPath: path.isAbsolute(pulumi) ? [path.dirname(pulumi), own] : [own] };
}

async function versionOf(pulumi: string): Promise<string | undefined> {
  const answer = await run(pulumi, ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return answer.exitCode === 0 ? answer.stdout.trim().replace(/^v/, "") : undefined;
}

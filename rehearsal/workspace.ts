import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import type { EstateStack, Stage } from "../projects/estate";

/** Where the rehearsal keeps what outlives it. */
export interface Workspace {
  /** Root of the repository, with the estate's projects. */
  readonly repository: string;
  readonly folder: string;
  /** The engine's own file backend: `pulumi stack export` works on it. */
  readonly state: string;
  /** What exists in the simulated clouds. */
  readonly journal: string;
  readonly summary: string;
}

/** File in the folder that says which rehearsal is working in it. */
export const CLAIM = "running";

/** Where the repository's rehearsals live; made when it is missing. */
export function rehearsalFolder(repository: string): string {
  const folder = path.join(repository, ".rehearsal");
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Opens `.rehearsal` in the repository.
 * @param fresh forgets everything that earlier rehearsals brought up, of every stage
 * @throws when the state was written by another engine version
 */
export function openWorkspace(
  repository: string,
  engineVersion: string,
  fresh: boolean,
  folder: string = rehearsalFolder(repository),
): Workspace {
  if (fresh)
    for (const old of fs.readdirSync(folder).filter((name) => name !== CLAIM))
      fs.rmSync(path.join(folder, old), { recursive: true, force: true });
  const state = path.join(folder, "state");
  fs.mkdirSync(state, { recursive: true });
  const versionFile = path.join(folder, "engine-version");
  const known = fs.existsSync(versionFile) ? fs.readFileSync(versionFile, "utf8").trim() : engineVersion;
  if (known !== engineVersion)
    throw new Error(
      `${folder} was written by pulumi ${known}, this is ${engineVersion}: start from empty clouds with --fresh`,
    );
  fs.writeFileSync(versionFile, `${engineVersion}\n`);
  return {
    repository,
    folder,
    state,
    journal: path.join(folder, "clouds.jsonl"),
    summary: path.join(folder, "summary.json"),
  };
}

/** Protects nothing: rehearsed secrets are made up. The engine asks for one all the same. */
export const PASSPHRASE = "rehearsal";

/**
 * What the engine writes into a stack's configuration for that passphrase. With one for all stacks it derives the key,
 * by a million rounds, once a run; with one for each, again for every stack whose outputs the run reads.
 */
const ENCRYPTION_SALT = "v1:O4g6+ZSC6IQ=:v1:WimPf8ywO28uWPRG:fPqBslZdIoUo9Baheg2LTX1E8arRjQ==";

const ProjectFile = z.object({ name: z.string() }).loose();
const ConfigFile = z.object({
  config: z.record(z.string(), z.unknown()).optional(),
  encryptionsalt: z.string().optional(),
});

/** A folder in which plain `pulumi stack …` commands work on a rehearsed stack. */
export function stackFolder(workspace: Workspace, stack: EstateStack): string {
  return path.join(workspace.folder, "projects", stack.project);
}

/** The rehearsed stack's configuration: the real one, with the rehearsal's own passphrase in the place of a real key. */
export function configFile(workspace: Workspace, stack: EstateStack, stage: Stage): string {
  return path.join(stackFolder(workspace, stack), `Pulumi.${stage}.yaml`);
}

/**
 * Writes the stack's folder anew from the project's own files.
 * @throws when the project or the stage's configuration is missing
 */
export function prepareStackFolder(workspace: Workspace, stack: EstateStack, stage: Stage): void {
  const source = path.join(workspace.repository, stack.folder);
  const project = ProjectFile.parse(parse(fs.readFileSync(path.join(source, "Pulumi.yaml"), "utf8")));
  const sourceConfig = path.join(source, `Pulumi.${stage}.yaml`);
  if (!fs.existsSync(sourceConfig))
    throw new Error(
      `${stack.name} has no configuration for ${stage}: ${path.relative(workspace.repository, sourceConfig)} is missing`,
    );
  const config = ConfigFile.parse(parse(fs.readFileSync(sourceConfig, "utf8")) ?? {});
  const target = configFile(workspace, stack, stage);
  const before = fs.existsSync(target) ? ConfigFile.parse(parse(fs.readFileSync(target, "utf8")) ?? {}) : {};
  const { encryptionsalt = ENCRYPTION_SALT } = before;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(
    path.join(path.dirname(target), "Pulumi.yaml"),
    stringify({ name: project.name, runtime: "nodejs" }),
  );
  fs.writeFileSync(target, stringify({ config: config.config ?? {}, encryptionsalt }));
}

import { RunError } from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

/** The policy pack that judged a deployment, as the stack's outputs tell. */
export const PackInForce = z.strictObject({
  version: z.string().min(1),
  /** SHA-256, in hex, of every file of the pack and of its configuration. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PackInForce = z.output<typeof PackInForce>;

/** The CLI takes every flag from such a variable; with several packs it is a list. */
const FLAG = "PULUMI_OPTION_POLICY_PACK";
/** By this name in its package.json a folder is known to hold the estate's pack. */
const PACK = "strongroom-policies";

const Package = z.looseObject({ name: z.string(), version: z.string() });

/**
 * The estate's policy pack, where the CLI was told by the environment to have it judge this deployment; undefined where
 * it was not. The environment is all that a program can see of it, and what README, deploys and CI set.
 * @throws (as a failed deployment) when the variable names a folder that has no pack
 */
export function packInForce(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): PackInForce | undefined {
  const folders = (environment[FLAG] ?? "").split(",").filter((folder) => folder !== "");
  return folders.map(packIn).find((pack) => pack !== undefined);
}

function packIn(folder: string): PackInForce | undefined {
  const file = path.join(folder, "package.json");
  if (!fs.existsSync(file))
    throw new RunError(
      `${FLAG} names ${folder}, where there is no policy pack. Give the whole path of the folder policies`,
    );
  const { name, version } = Package.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  return name === PACK ? { version, digest: digestOf(folder) } : undefined;
}

function digestOf(folder: string): string {
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(path.sep).includes("node_modules"))
    .toSorted();
  const hash = createHash("sha256");
  for (const file of files) {
    const content = fs.readFileSync(path.join(folder, file));
    hash.update(`${file.replaceAll(path.sep, "/")}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

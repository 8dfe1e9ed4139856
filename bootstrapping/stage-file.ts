import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Stage } from "../projects/estate";

const StageFile = z.looseObject({
  config: z.looseObject({
    "strongroom:accountId": z.string().regex(/^\d{12}$/, "an AWS account id has 12 digits"),
    "strongroom:regions": z.looseObject({ primary: z.string() }),
  }),
  encryptionsalt: z.string().optional(),
  secretsprovider: z.string().optional(),
  encryptedkey: z.string().optional(),
});

/** What the root project's `Pulumi.<stage>.yaml` tells of a stage. */
export interface StageFile {
  /** Its path from the root of the repository. */
  readonly file: string;
  readonly accountId: string;
  /** The region that the state is in. */
  readonly region: string;
  /** By what the state's secrets are encrypted, as the engine wrote it there. */
  readonly key: StageKey;
}

export interface StageKey {
  readonly salt: string | undefined;
  readonly provider: string | undefined;
  readonly encryptedKey: string | undefined;
}

/**
 * Reads the root project's settings of a stage, as far as it takes to find the state.
 * @throws when there are none, or they do not say where the stage is
 */
export function readStageFile(repository: string, stage: Stage): StageFile {
  const file = `Pulumi.${stage}.yaml`;
  const full = path.join(repository, file);
  if (!fs.existsSync(full))
    throw new Error(`the root project has no settings for ${stage}: ${file} is missing`);
  const read = StageFile.safeParse(yamlOf(full, file));
  if (!read.success)
    throw new Error(
      `mend ${file}: ${read.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`).join("; ")}`,
    );
  const { config, encryptionsalt, secretsprovider, encryptedkey } = read.data;
  return {
    file,
    accountId: config["strongroom:accountId"],
    region: config["strongroom:regions"].primary,
    key: { salt: encryptionsalt, provider: secretsprovider, encryptedKey: encryptedkey },
  };
}

function yamlOf(full: string, file: string): unknown {
  try {
    return parse(fs.readFileSync(full, "utf8"));
  } catch (error) {
    throw new Error(`mend ${file}: it is no YAML`, { cause: error });
  }
}

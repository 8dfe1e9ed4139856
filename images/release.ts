import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { imageNames } from "../projects/datavault/names";

/** Folder of the images of DataVault: their Dockerfile, and release.json, from which they are built. */
export const DATAVAULT = path.join(__dirname, "datavault");

const FILE = "release.json";

/** Images by their targets in the Dockerfile; their repositories are called so too. */
export const IMAGES = imageNames;

const Release = z.strictObject({
  /** On GitHub. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "OWNER/NAME on GitHub"),
  /** Where the commit is from, for whoever looks for the next one. */
  branch: z.string(),
  /** What is known of the commit for sure: the full one begins with it. */
  abbreviatedCommit: z.string().regex(/^[0-9a-f]{7,40}$/, "7 hexadecimal digits or more"),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/, "all 40 hexadecimal digits: a shorter one pins nothing")
    .nullable(),
  base: z
    .string()
    .regex(/^\S+:\S+@sha256:[0-9a-f]{64}$/, "an image with its tag and digest, NAME:TAG@sha256:…"),
  /** Of https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem. */
  databaseAuthoritiesSha256: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
  /** Raised with every change of ours to what is built: a tag names one image for ever. */
  revision: z.int().min(1),
});

/** What the images are built from, all of it pinned. */
export type Release = Pins & { readonly commit: string };
type Pins = z.infer<typeof Release>;

/** What is wrong with release.json, and how to mend it. */
export class ReleaseFault extends Error {}

/**
 * Reads what images are built from.
 * @param folder of release.json
 * @throws ReleaseFault when something is missing or not pinned: all of it in one line
 */
export function readRelease(folder: string = DATAVAULT): Release {
  const { commit, ...pins } = readPins(folder);
  if (commit === null)
    throw faultIn(
      folder,
      `commit: is not known yet; put in what the workflow Images says in its summary, or what this prints: gh api repos/${pins.repository}/commits/${pins.abbreviatedCommit} --jq .sha`,
    );
  return { ...pins, commit };
}

/**
 * Where the source is, what is known of its commit for sure, and the pinned commit, `-` while there is none: in one line.
 * The workflow asks upstream's repository by it whether the commit is there, and the only one that begins so.
 * @throws ReleaseFault for a release.json that is wrong in another way
 */
export function sourceOf(folder: string = DATAVAULT): string {
  const { repository, abbreviatedCommit, commit } = readPins(folder);
  return `https://github.com/${repository}.git ${abbreviatedCommit} ${commit ?? "-"}`;
}

function readPins(folder: string): Pins {
  const read = Release.safeParse(JSON.parse(fs.readFileSync(path.join(folder, FILE), "utf8")));
  if (!read.success)
    throw faultIn(
      folder,
      read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "),
    );
  const { abbreviatedCommit, commit } = read.data;
  if (commit !== null && !commit.startsWith(abbreviatedCommit))
    throw faultIn(folder, `commit: ${commit} is not ${abbreviatedCommit}; change both together`);
  return read.data;
}

const faultIn = (folder: string, what: string) =>
  new ReleaseFault(`${path.relative(process.cwd(), path.join(folder, FILE))}: ${what}`);

/** Arguments of the build, as `docker buildx build` takes them. */
export const buildArguments = (release: Release): readonly string[] =>
  Object.entries({
    BASE: release.base,
    REPOSITORY: release.repository,
    COMMIT: release.commit,
    REVISION: release.revision,
    DATABASE_AUTHORITIES_SHA256: release.databaseAuthoritiesSha256,
  }).map(([name, value]) => `--build-arg=${name}=${value}`);

/** Tag of all the images of a release: upstream's commit, and our revision. */
export const tagOf = ({ commit, revision }: Release): string => `${commit.slice(0, 12)}-${revision}`;

import * as fs from "node:fs";
import { bucketFound, type Found } from "./bucket";
import { passphraseFile, type Site } from "./site";
import type { StageFile } from "./stage-file";
import { stateIn, type State } from "./state";

/** What stands before a run, on this machine and in the account. */
export interface Standing {
  /** The state in the local backend. */
  readonly local: State | undefined;
  readonly bucketFound: Found;
  /** The state in the bucket. */
  readonly bucket: State | undefined;
}

/** Whether a local backend was begun, and not set aside. */
export const hasLocalBackend = ({ folder }: Pick<Site, "folder">): boolean =>
  fs.existsSync(passphraseFile(folder));

/** Whether a backend holds the root project: an empty stack is as good as none. */
export const holdsRoot = (state: State | undefined): boolean => (state?.resources ?? 0) > 0;

export async function whatStands(site: Site): Promise<Standing> {
  const found = await bucketFound(site);
  return {
    local: hasLocalBackend(site) ? await stateIn(site, site.local) : undefined,
    bucketFound: found,
    bucket: found === "own" ? await stateIn(site, site.bucket) : undefined,
  };
}

/** Why nothing may be done on what stands, and what to do about it; undefined when it may. */
export function refusal(site: Site, stageFile: StageFile, standing: Standing): string | undefined {
  const { local, bucket } = standing;
  const name = new URL(site.bucket.url).host;
  if (standing.bucketFound === "foreign")
    return `bucket ${name} belongs to another account, or is not in ${new URL(site.bucket.url).searchParams.get("region")}, or these credentials may not read it: use a role that may, or have another name in components/names/names.ts`;
  if (holdsRoot(bucket)) {
    if (local === undefined || bucket === undefined || local.written <= bucket.written) return undefined;
    return (
      `the local state in ${site.folder} was written on ${local.written.toISOString()}, after the one in the bucket ` +
      `(${bucket.written.toISOString()}): what it has more would be lost. If it is nothing, rename the folder; ` +
      `else move it into the bucket with pulumi stack export and import (docs/bootstrap.md, "A local state that is newer")`
    );
  }
  if (standing.bucketFound === "own" && !holdsRoot(local) && (local?.pending.length ?? 0) === 0)
    return (
      `bucket ${name} exists in account ${site.accountId}, but neither it nor ${site.folder} holds the state of root: ` +
      `go on where the bootstrap was begun, or bring its folder here with --local`
    );
  if (
    local === undefined &&
    !hasLocalBackend(site) &&
    stageFile.key.salt !== undefined &&
    !isPassphrase(site)
  )
    return `${stageFile.file} has the encryptionsalt of a state that is no more: take that line out`;
  return undefined;
}

export const isPassphrase = ({ secretsProvider }: Pick<Site, "secretsProvider">): boolean =>
  secretsProvider === "passphrase";

import * as fs from "node:fs";
import * as path from "node:path";
import type { Needs } from "../projects/storage/releases/needs";
import {
  checkedRelease,
  refuseName,
  RELEASES,
  releaseText,
  type Release,
} from "../projects/storage/releases/release";
import { imageList } from "./image-list";

/**
 * Writes a new release.
 * @param from file with the list of its images; `-` for standard input
 * @throws with all faults in one line when the images make no release, or the release is there already; nothing is
 * written then
 */
export function createRelease(root: string, name: string, from: string, needs: Needs): Release {
  refuseName(name);
  const file = path.join(root, RELEASES, `${name}.json`);
  if (fs.existsSync(file))
    throw new Error(
      `release ${name}: ${RELEASES}/${name}.json is there already; a release does not change: call the new one otherwise`,
    );
  const { applications, sidecars, faults } = imageList(listText(from));
  const where = from === "-" ? "the list" : from;
  const created = checkedRelease(name, { name, applications, sidecars, needs }, where, faults);
  fs.writeFileSync(file, releaseText(created), { flag: "wx" });
  return created;
}

function listText(from: string): string {
  try {
    return fs.readFileSync(from === "-" ? 0 : from, "utf8");
  } catch (error) {
    throw new Error(
      `create: --from ${from} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

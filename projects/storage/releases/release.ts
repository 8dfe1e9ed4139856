import * as fs from "node:fs";
import * as path from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";
import { valueAt } from "../../../components/parsing/value-at";
import { applicationImages, sidecarImages } from "./images";
import { mixedFaults } from "./mixed";
import { needs } from "./needs";
import { pin } from "./pin";

/** Where releases are kept, from the root of the repository. */
export const RELEASES = "projects/storage/releases";

/** Sorts by age, and is a text for every reader of YAML: `2026-10` is neither a number nor a day. */
const NAME = /^\d{4}-(0[1-9]|1[0-2])(-[a-z][a-z0-9]*)*$/;

const schema = z.strictObject({
  /** The file's own name. */
  name: z.string(),
  /** What a reader should know of it. */
  note: z.string().optional(),
  /** Every image of the storage service, all of one version. */
  applications: z.record(z.enum(applicationImages), pin),
  /** What runs beside them; their versions are their own. */
  sidecars: z.record(z.enum(sidecarImages), pin),
  needs,
});

/** All images of the storage service that are deployed together, by their digests. */
export type Release = z.infer<typeof schema>;

/**
 * The release of that name.
 * @param folder where releases are kept
 * @throws (as a failed deployment, before anything is changed) in one line, with all faults, when it is missing,
 * incomplete, mixed (of several versions or registries, or with one image in two places) or not pinned by digest
 */
export function release(name: string, folder: string = __dirname): Release {
  refuseName(name);
  const file = path.join(folder, `${name}.json`);
  if (!fs.existsSync(file))
    throw new RunError(
      `release ${name}: there is no ${RELEASES}/${name}.json; there are ${releaseNames(folder).join(", ") || "none"}`,
    );
  const where = `${RELEASES}/${name}.json`;
  return checkedRelease(name, jsonOf(name, where, fs.readFileSync(file, "utf8")), where);
}

/** The names of all releases, oldest first. */
export function releaseNames(folder: string = __dirname): readonly string[] {
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => path.basename(file, ".json"))
    .toSorted();
}

/** @throws when a release cannot be called so */
export function refuseName(name: string): void {
  if (!NAME.test(name))
    throw new RunError(
      `release ${name}: is called by its year and month, and a word if there are several: 2026-10, 2026-10-hotfix`,
    );
}

/**
 * What was read, when it is a release.
 * @param where what is to be mended
 * @param faults what is already known to be wrong with it
 * @throws with all faults in one line
 */
export function checkedRelease(
  name: string,
  read: unknown,
  where: string,
  faults: readonly string[] = [],
): Release {
  const parsed = schema.safeParse(read);
  const ownName = valueAt(read, ["name"]);
  const all = [
    ...faults,
    ...(typeof ownName === "string" && ownName !== name ? [`name: must be ${name}, is ${ownName}`] : []),
    ...(parsed.error?.issues.flatMap((issue) => faultsOf(issue, read)) ?? []),
    ...mixedFaults(read),
  ];
  if (parsed.success && all.length === 0) return parsed.data;
  throw new RunError(`release ${name}: mend ${where}: ${all.join("; ")}`);
}

/** The text of a release's file. */
export function releaseText(release: Release): string {
  return `${JSON.stringify(release, undefined, 2)}\n`;
}

function jsonOf(name: string, where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = String(error).replaceAll(/\s+/g, " ");
    throw new RunError(`release ${name}: mend ${where}: is no JSON: ${why}`);
  }
}

function faultsOf(issue: z.core.$ZodIssue, read: unknown): readonly string[] {
  const at = issue.path.join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => strayFault([...issue.path, key].join("."), key));
  if (at === "") return ["must be a JSON object"];
  return [`${at}: ${valueAt(read, issue.path) === undefined ? "is missing" : issue.message}`];
}

function strayFault(at: string, key: string): string {
  if (at === `applications.${key}` && isIn(sidecarImages, key))
    return `${at} is a sidecar: it belongs under sidecars`;
  if (at === `sidecars.${key}` && isIn(applicationImages, key))
    return `${at} is an application: it belongs under applications`;
  return `${at} is no part of a release (misspelt?)`;
}

function isIn(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

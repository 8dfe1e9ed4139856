import * as fs from "node:fs";
import * as path from "node:path";
import { isScalar, parseDocument } from "yaml";
import type { Stage } from "../projects/estate";

/** Where a stage's configuration names its release. */
export interface StageRelease {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
  /** The release that it names. */
  readonly name: string;
  /** Where in the text its name stands, quotes and all. */
  readonly from: number;
  readonly to: number;
}

const KEY = "storage-app:release";

/**
 * The release that a stage's configuration names.
 * @throws in one line when there is no such file or it names none
 */
export function stageRelease(root: string, stage: Stage): StageRelease {
  const file = `projects/storage/app/Pulumi.${stage}.yaml`;
  const full = path.join(root, file);
  if (!fs.existsSync(full)) throw new Error(`${stage}: ${file} is missing`);
  const text = fs.readFileSync(full, "utf8");
  const read = parseDocument(text);
  const [error] = read.errors;
  if (error) throw new Error(`${stage}: ${file} is no YAML: ${error.message.split("\n")[0]}`);
  const value = read.getIn(["config", KEY], true);
  if (!isScalar(value) || typeof value.value !== "string" || !value.range)
    throw new Error(`${stage}: ${file} names no release: write "${KEY}: NAME" under config`);
  const [from, to] = value.range;
  return { file, text, name: value.value, from, to };
}

/** Lets a stage's configuration name another release; all else in the file stays as it is, remarks too. */
export function writeStageRelease(root: string, { file, text, from, to }: StageRelease, name: string): void {
  const quote = /^["']/.exec(text.slice(from, to))?.[0] ?? "";
  fs.writeFileSync(path.join(root, file), `${text.slice(0, from)}${quote}${name}${quote}${text.slice(to)}`);
}

import * as fs from "node:fs";
import * as path from "node:path";

/** A service with names in the world, in two stacks: what lasts of it, and what runs. */
const TEMPLATE = path.join(__dirname, "service");
/** Stands in the template for the name of whatever is made of it. */
const STAND_IN = "new-system";
/** With the stage and `strongroom` before it, a target group's name has room for so many. */
const NAME = /^[a-z]([a-z0-9-]{0,9}[a-z0-9])?$/;

/** What is wrong with a system's name, in one line. */
export const nameFault = (name: string): string | undefined =>
  NAME.test(name)
    ? undefined
    : `a system's name has at most 11 small letters, digits and hyphens and begins with a letter, got ${JSON.stringify(name)}`;

/**
 * The files of a new system, by their paths below `projects/NAME`.
 * @throws when the name could be no part of a name in AWS
 */
export function rendered(name: string): ReadonlyMap<string, string> {
  const fault = nameFault(name);
  if (fault !== undefined) throw new Error(fault);
  const files = fs
    .readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(TEMPLATE, path.join(entry.parentPath, entry.name)));
  return new Map(files.toSorted().map((file) => [file, ofSystem(name, read(file))]));
}

const read = (file: string): string => fs.readFileSync(path.join(TEMPLATE, file), "utf8");

/** The template is outside `projects`, and what is made of it inside. */
const ofSystem = (name: string, text: string): string =>
  text.replaceAll(STAND_IN, name).replaceAll("../../../projects/", "../../");

import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { ROOT } from "../graph/project";

export const IMAGES = path.join(ROOT, "images", "datavault");

export interface Instruction {
  readonly keyword: string;
  readonly rest: string;
}

/** A stage of the Dockerfile, with what it has from the one that it stands on. */
export interface Stage {
  readonly name: string;
  readonly on: string;
  readonly instructions: readonly Instruction[];
  readonly environment: Readonly<Record<string, string>>;
}

const Command = z.array(z.string()).min(1);

/** All stages, by their names. */
export function stagesOf(text: string): Readonly<Record<string, Stage>> {
  const stages: Record<string, Stage> = {};
  let current: Stage | undefined;
  for (const { keyword, rest } of instructionsOf(text)) {
    if (keyword === "FROM") {
      const [on = "", , name = ""] = rest.split(/\s+/);
      const below = stages[on];
      current = {
        name,
        on,
        instructions: below?.instructions ?? [],
        environment: below?.environment ?? {},
      };
    } else if (current !== undefined)
      current = {
        ...current,
        instructions: [...current.instructions, { keyword, rest }],
        environment: keyword === "ENV" ? { ...current.environment, ...pairs(rest) } : current.environment,
      };
    if (current !== undefined) stages[current.name] = current;
  }
  return stages;
}

export const committed = stagesOf(fs.readFileSync(path.join(IMAGES, "Dockerfile"), "utf8"));

/** A stage that must be there. */
export function stage(name: string): Stage {
  const found = committed[name];
  if (found === undefined) throw new Error(`images/datavault/Dockerfile has no target ${name}`);
  return found;
}

/** What the last instruction of a kind says; "" when there is none. */
export const last = ({ instructions }: Stage, keyword: string): string =>
  instructions.findLast((instruction) => instruction.keyword === keyword)?.rest ?? "";

/**
 * What a container of the image runs.
 * @param app what stands for the image's folder /app
 */
export const entryPoint = (of: Stage, app: string): readonly string[] =>
  Command.parse(JSON.parse(last(of, "ENTRYPOINT"))).map((word) => word.replace(/^\/app(?=\/|$)/, app));

function instructionsOf(text: string): readonly Instruction[] {
  return text
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [keyword = "", ...rest] = line.trim().split(" ");
      return { keyword: keyword.toUpperCase(), rest: rest.join(" ").trim() };
    });
}

/** `A=1 B="2 3"`: names and values. */
function pairs(text: string): Readonly<Record<string, string>> {
  const found = text.matchAll(/([A-Z_0-9]+)=("([^"]*)"|'([^']*)'|\S+)/g);
  return Object.fromEntries(
    [...found].map(([, name = "", plain = "", double, single]) => [name, double ?? single ?? plain]),
  );
}

import * as fs from "node:fs";
import * as path from "node:path";
import { estate, type EstateStack } from "../../projects/estate";
import { Cloud } from "../../rehearsal/clouds/cloud";
import type { EstateCopy } from "./estate-copy";

/**
 * All that a rehearsal has brought about: the engine's state of every stack, and what exists in the clouds. When it
 * happened, and in which order side by side, is left out.
 */
export function whatStands(
  copy: EstateCopy,
  stage: string,
  rehearsed: readonly EstateStack[] = estate,
): unknown {
  const stacks = rehearsed.map(({ name, project }) => [name, stackState(copy, project, stage)]);
  const things = new Cloud(copy.journal)
    .all()
    .map(({ type, urn, id, region, outputs }) => ({ type, urn, id, region, outputs }));
  return {
    stacks: Object.fromEntries(stacks),
    things: things.toSorted((one, other) => compare(one.urn, other.urn)),
  };
}

/** What differs from run to run by its nature: times, ciphertexts, and the ids that the engine draws for providers. */
const DRAWN = [
  "created",
  "modified",
  "time",
  "magic",
  "manifest",
  "ciphertext",
  "metadata",
  "secrets_providers",
];

function stackState(copy: EstateCopy, project: string, stage: string): unknown {
  const file = path.join(copy.state, ".pulumi", "stacks", project, `${stage}.json`);
  const state: unknown = JSON.parse(fs.readFileSync(file, "utf8"), (key, value: unknown) => {
    if (DRAWN.includes(key)) return undefined;
    if (key === "provider" && typeof value === "string") return value.split("::").slice(0, -1).join("::");
    return urnOf(value).includes("::pulumi:providers:") ? { ...Object(value), id: "drawn" } : value;
  });
  return sortedByUrn(state);
}

/** Lists of resources and of dependencies have no order of their own: they are in that of their making. */
function sortedByUrn(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const sorted = value.map((item) => sortedByUrn(item));
    const isUnordered = key === "resources" || UNORDERED.test(JSON.stringify(sorted));
    return isUnordered ? sorted.toSorted((one, other) => compare(nameOf(one), nameOf(other))) : sorted;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, held]) => [inner, sortedByUrn(held, inner)]));
}

/** A list of URNs. */
const UNORDERED = /^\["urn:/;

function nameOf(value: unknown): string {
  return typeof value === "string" ? value : urnOf(value);
}

function urnOf(value: unknown): string {
  const urn: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "urn") : "";
  return typeof urn === "string" ? urn : "";
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

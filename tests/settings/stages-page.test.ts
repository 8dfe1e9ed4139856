import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { estate, stages } from "../../projects/estate";
import { ROOT } from "../graph/project";

const StackFile = z.looseObject({ config: z.record(z.string(), z.unknown()) });
const Group = z.record(z.string(), z.unknown());

/** Groups by words that people choose: each word's settings are described, not the word. */
const CHOSEN = [
  "storage-base:api.clients",
  "platform-base:databases",
  "platform-app:kubernetes.services",
  "platform-app:workers.sync.datasets",
];

/** A setting and all that is in it, each by the way to it: `storage-base:api.domain`. */
function waysIn(way: string, value: unknown): readonly string[] {
  return [way, ...waysBelow(way, value)];
}

function waysBelow(way: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => waysBelow(way, item));
  const group = Group.safeParse(value);
  if (!group.success) return [];
  if (CHOSEN.includes(way)) return Object.values(group.data).flatMap((inner) => waysOfChosen(way, inner));
  return Object.entries(group.data).flatMap(([key, inner]) => waysIn(`${way}.${key}`, inner));
}

const waysOfChosen = (way: string, value: unknown): readonly string[] =>
  Object.entries(Group.parse(value)).flatMap(([key, inner]) => waysIn(`${way}.${key}`, inner));

const all = estate.flatMap(({ folder }) =>
  stages.flatMap((stage) => {
    const text = fs.readFileSync(path.join(ROOT, folder, `Pulumi.${stage}.yaml`), "utf8");
    return Object.entries(StackFile.parse(parse(text)).config).flatMap(([key, value]) => waysIn(key, value));
  }),
);

const committed = [...new Set(all)];

/** Of these keys, those that a page does not name: a whole setting in its first column, what is in it in its row. */
function unnamedOn(page: string, ways: readonly string[]): readonly string[] {
  const rows = page.split("\n").filter((line) => line.startsWith("| "));
  return ways.filter((way) => {
    const [key = "", ...inner] = way.split(".");
    const row = rows.find((line) => line.startsWith(`| \`${key}\` `)) ?? "";
    const last = inner.at(-1);
    return row === "" || (last !== undefined && !row.includes(`\`${last}\``));
  });
}

describe("the page of settings", () => {
  const page = fs.readFileSync(path.join(ROOT, "docs/stages.md"), "utf8");

  it("names every key of every stack", () => {
    assert.ok(committed.includes("storage-base:api.clients.secrets.id"));
    assert.deepEqual(unnamedOn(page, committed), []);
  });

  it("is found wanting when a key is new, whole or within a setting", () => {
    const added = ["storage-app:colour", "storage-app:api.colour"];
    assert.deepEqual(unnamedOn(page, [...committed, ...added]), added);
  });

  it("names no setting that no stack has", () => {
    const optional = ["reporting-app:inspectorUrl"];
    const named = [...page.matchAll(/^\| `([a-z-]+:[A-Za-z-]+)` /gm)].map(([, key = ""]) => key);
    assert.deepEqual(
      named.filter((key) => !committed.includes(key) && !optional.includes(key)),
      [],
    );
  });
});

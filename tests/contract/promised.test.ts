import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { contracts } from "../projects/contracts";
import type { Promises } from "../../components/contract";

const FILE = path.join(__dirname, "promised.json");
const RENEW = "UPDATE_PROMISES=1 npx mocha tests/contract/promised.test.ts";

/** By project, its contract's version and what is promised, each value by its path. */
const Kept = z.record(
  z.string(),
  z.object({ version: z.number(), promises: z.record(z.string(), z.string()) }),
);
type Kept = z.infer<typeof Kept>;

const Shape = z.looseObject({
  type: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
});

/** What a schema promises: the path of each value, and of what kind it is. */
function leavesOf(schema: unknown, at: string): ReadonlyArray<readonly [string, string]> {
  const { type = "any", properties, items, anyOf, additionalProperties } = Shape.parse(schema);
  if (properties)
    return Object.entries(properties).flatMap(([name, inner]) =>
      leavesOf(inner, at === "" ? name : `${at}.${name}`),
    );
  if (items !== undefined) return leavesOf(items, `${at}[]`);
  if (anyOf) return anyOf.flatMap((each, index) => (index === 0 ? leavesOf(each, at) : [[`${at}?`, "null"]]));
  if (type === "object" && typeof additionalProperties === "object")
    return leavesOf(additionalProperties, `${at}.*`);
  return [[at, String(type)]];
}

const promisesOf = (promises: Promises): Record<string, string> =>
  Object.fromEntries(
    leavesOf(z.toJSONSchema(z.object(promises), { unrepresentable: "any" }), "").toSorted(([one], [other]) =>
      one < other ? -1 : 1,
    ),
  );

/** What differs while the version is the same, one line each: who receives it would not notice. */
function unannounced(before: Kept[string], after: Kept[string]): readonly string[] {
  if (before.version !== after.version) return [];
  return [...new Set([...Object.keys(before.promises), ...Object.keys(after.promises)])].flatMap(
    (promise) => {
      const [old, fresh] = [before.promises[promise], after.promises[promise]];
      return old === fresh ? [] : [`${promise} was ${old ?? "not promised"}, and is ${fresh ?? "gone"}`];
    },
  );
}

describe("W-C: what base stacks promise", () => {
  const found: Kept = Object.fromEntries(
    contracts.map(({ project, version, promises }) => [project, { version, promises: promisesOf(promises) }]),
  );
  const kept = Kept.parse(JSON.parse(fs.readFileSync(FILE, "utf8")));

  const changesOf = (project: string, now: Kept[string]) =>
    unannounced(kept[project] ?? { version: 0, promises: {} }, now);

  for (const [project, now] of Object.entries(found))
    it(`by ${project} is as it was, or has a higher version`, () => {
      assert.deepEqual(changesOf(project, now), [], `raise the version in the contract of ${project}`);
      assert.ok(now.version >= (kept[project]?.version ?? 0), `${project} had a higher version already`);
    });

  it(`is written down: else run ${RENEW}`, () => {
    const isAnnounced = Object.entries(found).every(([project, now]) => changesOf(project, now).length === 0);
    if (process.env["UPDATE_PROMISES"] === "1" && isAnnounced)
      fs.writeFileSync(FILE, `${JSON.stringify(found, null, 2)}\n`);
    else assert.deepEqual(found, kept);
  });

  it("is found to differ by what was added, taken away or made another thing", () => {
    const one = { version: 1, promises: { arn: "string", port: "integer" } };
    const other = { version: 1, promises: { arn: "array", name: "string" } };
    assert.deepEqual(unannounced(one, other), [
      "arn was string, and is array",
      "port was integer, and is gone",
      "name was not promised, and is string",
    ]);
    assert.deepEqual(unannounced(one, { ...other, version: 2 }), []);
  });
});

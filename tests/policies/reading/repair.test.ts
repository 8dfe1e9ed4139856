import { unknownCheckingProxy } from "@pulumi/policy";
import assert from "node:assert/strict";
import { type Repair, repaired } from "../../../policies/reading/repair";
import { UNKNOWN } from "../try-rule";

/** What becomes of inputs that throw where they are not known, and whether anything was handed back. */
function after(inputs: object, ...repairs: readonly Repair[]): { inputs: object; isRepaired: boolean } {
  const raw = structuredClone(inputs);
  const props = unknownCheckingProxy(raw);
  const opts = { protect: false, ignoreChanges: [] };
  const given = repaired({ type: "type", name: "name", urn: "urn", props, opts }, repairs);
  if (given !== undefined) assert.equal(given, props);
  return { inputs: raw, isRepaired: given !== undefined };
}

const flag: Repair = { path: ["flag"], value: true };
const deep: Repair = { path: ["a", "b", "c"], value: "x" };

describe("repairing inputs", () => {
  it("hands back nothing where there is nothing to repair", () =>
    assert.deepEqual(after({ flag: false }), { inputs: { flag: false }, isRepaired: false }));

  for (const [what, inputs, repairs, becomes] of [
    ["what is not there", {}, [flag], { flag: true }],
    ["what is there", { flag: false, other: UNKNOWN }, [flag], { flag: true, other: UNKNOWN }],
    ["what is further in", { a: { b: { c: 1, d: 2 } } }, [deep], { a: { b: { c: "x", d: 2 } } }],
    ["what it has to be put into, too", { e: 1 }, [deep], { a: { b: { c: "x" } }, e: 1 }],
    ["what it has to be put into and is null", { a: { b: null } }, [deep], { a: { b: { c: "x" } } }],
    ["several things", { a: {} }, [flag, deep], { a: { b: { c: "x" } }, flag: true }],
    ["nothing inside what is not known", { a: UNKNOWN }, [deep, flag], { a: UNKNOWN, flag: true }],
    ["nothing inside a text", { a: { b: "text" } }, [deep], { a: { b: "text" } }],
    ["nothing inside a list", { a: [] }, [deep], { a: [] }],
  ] as const)
    it(`sets ${what}`, () =>
      assert.deepEqual(after(inputs, ...repairs), { inputs: becomes, isRepaired: true }));
});

import assert from "node:assert/strict";
import { known, missing, unknown, withinAnyCase } from "../../../policies/reading/value";

describe("names that are written in any case", () => {
  for (const [what, given, name, found] of [
    ["as it is", { Sid: 1 }, "Sid", known(1)],
    ["in other letters", { sID: 1 }, "Sid", known(1)],
    ["with a long s, which JSON's readers take for an s", { ſid: 1 }, "Sid", known(1)],
    ["with a Kelvin sign, which they take for a k", { "\u212Aey": 1 }, "Key", known(1)],
    ["twice", { Sid: 1, sid: 1 }, "Sid", unknown("given more than once")],
    ["not at all", { Sid: 1 }, "Effect", missing],
    ["not at all, beside a name that says so", { undefined: 1 }, "Effect", missing],
  ] as const)
    it(`are found ${what}`, () => {
      assert.deepEqual(withinAnyCase(known(given), name), found);
    });
});

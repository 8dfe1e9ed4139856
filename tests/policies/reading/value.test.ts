import * as library from "@pulumi/policy/proxy";
import assert from "node:assert/strict";
import { known, missing, shown, unknown, unknownMarks, valueOf } from "../../../policies/reading/value";

describe("reading values", () => {
  it("knows every mark by which the library stands for an unknown", () => {
    const marks = Object.entries(library).filter(([name]) => /^unknown\w+Value$/.test(name));
    assert.equal(marks.length, 7);
    assert.deepEqual(new Set(marks.map(([, mark]) => mark)), unknownMarks);
  });

  it("takes null for nothing, and nothing else that is empty", () => {
    assert.deepEqual([undefined, null].map(valueOf), [missing, missing]);
    assert.deepEqual(["", 0, false].map(valueOf), [known(""), known(0), known(false)]);
  });

  it("shows words and no more of a text than its length", () => {
    const word = "a".repeat(200);
    const values = [
      missing,
      unknown("not JSON"),
      ...[true, 0, word, `${word}a`, "", "a b", {}, []].map(known),
    ];
    assert.deepEqual(values.map(shown), [
      "absent",
      "not JSON",
      "true",
      "0",
      word,
      "a text of 201 characters",
      "a text of 0 characters",
      "a text of 3 characters",
      "an object",
      "a list",
    ]);
  });
});

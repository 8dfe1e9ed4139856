import assert from "node:assert/strict";
import { matches } from "../../../policies/reading/glob";

describe("matching names", () => {
  const cases: readonly (readonly [
    pattern: string,
    accepts: readonly string[],
    refuses: readonly string[],
  ])[] = [
    ["archive-vault-*", ["archive-vault-", "archive-vault-x"], ["archive-vault", "my-archive-vault-x"]],
    ["a**b", ["ab", "axb", "a\nb"], ["abc"]],
    ["a?c", ["abc", "a\nc"], ["ac", "abbc"]],
    ["a.c", ["a.c"], ["abc"]],
    ["^a$", ["^a$"], ["a"]],
    ["[a](b){1}+|\\d", ["[a](b){1}+|\\d"], ["ab", "1"]],
  ];
  for (const [pattern, accepts, refuses] of cases)
    it(`takes nothing but * and ? as more than itself: ${pattern}`, () => {
      assert.deepEqual(
        accepts.filter((name) => !matches(pattern, name)),
        [],
      );
      assert.deepEqual(
        refuses.filter((name) => matches(pattern, name)),
        [],
      );
    });
});

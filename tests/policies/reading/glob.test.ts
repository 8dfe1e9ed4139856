import assert from "node:assert/strict";
import { covers, intersects, matches } from "../../../policies/reading/glob";

describe("matching names", () => {
  const cases: readonly (readonly [
    pattern: string,
    accepts: readonly string[],
    refuses: readonly string[],
  ])[] = [
    ["archive-vault-*", ["archive-vault-", "archive-vault-x"], ["archive-vault", "my-archive-vault-x"]],
    ["a**b", ["ab", "axb", "a\nb"], ["abc"]],
    ["a?c", ["abc", "a\nc", "a*c", "a?c"], ["ac", "abbc"]],
    ["a.c", ["a.c"], ["abc"]],
    ["^a$", ["^a$"], ["a"]],
    ["[a](b){1}+|\\d", ["[a](b){1}+|\\d"], ["ab", "1"]],
    ["", [""], ["a"]],
    ["*", ["", "a/b", "*"], []],
    ["?", ["a"], ["", "ab"]],
    ["*ab", ["ab", "aab", "abab"], ["aba", "b"]],
    ["*a?a*", ["aba", "aaaa", "babab"], ["aab", "aa"]],
    ["arn:aws:s3:::a*", ["arn:aws:s3:::a/b/c"], ["arn:aws:s3:::b/a"]],
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

  it("takes no longer for many wildcards than for few", () => {
    const started = performance.now();
    assert.equal(matches("*a".repeat(30), `${"a".repeat(2000)}b`), false);
    assert.ok(performance.now() - started < 1000);
  });
});

describe("comparing patterns", () => {
  const patterns = words("ab*?", 3);
  const texts = words("ab", 6);
  const matched = new Map(
    patterns.map((pattern) => {
      // Short as they are, these cannot keep a regular expression busy.
      const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
      return [pattern, new Set(texts.filter((text) => expression.test(text)))];
    }),
  );
  const of = (pattern: string) => matched.get(pattern) ?? assert.fail(pattern);

  it("matches what a regular expression matches", () => {
    for (const pattern of patterns)
      assert.deepEqual(new Set(texts.filter((text) => matches(pattern, text))), of(pattern), pattern);
  });

  it("finds that two patterns have a text in common exactly where they have", () => {
    for (const a of patterns)
      for (const b of patterns)
        assert.equal(
          intersects(a, b),
          [...of(a)].some((text) => of(b).has(text)),
          `${a} and ${b}`,
        );
  });

  it("says that one pattern covers another only where it matches all of it", () => {
    for (const pattern of patterns)
      for (const other of patterns)
        if (covers(pattern, other))
          assert.ok(
            [...of(other)].every((text) => of(pattern).has(text)),
            `${pattern} over ${other}`,
          );
  });

  for (const [pattern, other] of [
    ["*", ""],
    ["*", "*"],
    ["*", "a*b?"],
    ["?", "?"],
    ["?", "a"],
    ["a*", "a*"],
    ["a*", "ab*"],
    ["a*b", "a*a?b"],
    ["*:*", "arn:*"],
    ["?*", "a*"],
    ["", ""],
    ["arn:aws:s3:::vault*", "arn:aws:s3:::vault/*"],
  ] as const)
    it(`sees that ${pattern} covers ${other}`, () => assert.ok(covers(pattern, other)));

  for (const [pattern, other] of [
    ["?", "*"],
    ["?", ""],
    ["a", "?"],
    ["a*", "*a"],
    ["a*", "*"],
    ["arn:aws:s3:::vault/*", "arn:aws:s3:::vault*"],
  ] as const)
    it(`does not say that ${pattern} covers ${other}`, () => assert.ok(!covers(pattern, other)));

  it("looks at the ends of patterns as far as there is no * in either", () => {
    assert.equal(intersects("abc*xyz", "ab*yz"), true);
    assert.equal(intersects("abc*xyz", "ac*yz"), false);
    assert.equal(intersects("abc*xyz", "ab*zz"), false);
    assert.equal(intersects("ab*", "*cd"), true);
    assert.equal(intersects("ab*ef*", "abcd"), false);
    assert.equal(intersects("abcd", "ab*ef*"), false);
  });
});

/** All words of so many letters at most. */
function words(letters: string, most: number): readonly string[] {
  if (most === 0) return [""];
  const shorter = words(letters, most - 1);
  return [
    ...new Set([...shorter, ...shorter.flatMap((word) => letters.split("").map((letter) => word + letter))]),
  ];
}

import assert from "node:assert/strict";
import { extent, held, NEGATIONS } from "./possibilities";

const opposite = { all: "none", some: "some", none: "all" } as const;

const ROLE = "arn:aws:iam::111122223333:role/a";
const NOON = "2026-01-01T12:00:00Z";

describe("comparing with what the context is known to hold", () => {
  for (const [operator, value, text, expected] of [
    ["StringEquals", "a", "a", "all"],
    ["StringEquals", "a", "A", "none"],
    ["StringEquals", "a*", "ab", "none"],
    ["StringEquals", ["b", "a"], "a", "all"],
    ["StringEquals", ["b", "c"], "a", "none"],
    ["StringEquals", "${aws:username}", "a", "some"],
    ["StringEquals", ["${aws:username}", "a"], "a", "all"],
    ["StringEqualsIgnoreCase", "aB", "Ab", "all"],
    ["StringEqualsIgnoreCase", "aB", "Abc", "none"],
    ["StringLike", "a*c", "abbc", "all"],
    ["StringLike", "a?c", "abbc", "none"],
    ["StringLike", "A*", "ab", "none"],
    ["ArnEquals", ROLE, ROLE, "all"],
    ["ArnEquals", "arn:aws:iam::*:role/*", ROLE, "all"],
    ["ArnLike", "arn:aws:iam::111122223333:role/?", ROLE, "all"],
    ["ArnLike", "arn:aws:iam::111122223333:user/*", ROLE, "none"],
    ["ArnLike", "arn:aws:*:111122223333:role/a", ROLE, "some"],
    ["ArnLike", "arn:*:role/a", ROLE, "some"],
    ["ArnLike", "b*:aws:iam::111122223333:role/a", ROLE, "none"],
    ["ArnLike", "*", ROLE, "some"],
    ["ArnLike", "*:*:*:*:*:*", ROLE, "all"],
    ["ArnLike", "*:*:*:*:*:*", "no ARN", "some"],
    ["ArnLike", "arn:aws:sns:*:*:a:b", "arn:aws:sns:x:1:a:b", "all"],
    ["ArnLike", "arn:aws:sns:*:*:a", "arn:aws:sns:x:1:a:b", "none"],
    ["ArnLike", "arn:aws:s3:::a*", "arn:aws:s3:::a\nb", "all"],
    ["NumericEquals", 5, "5", "all"],
    ["NumericEquals", "5.0", "5", "all"],
    ["NumericEquals", "5.25", "5.250", "all"],
    ["NumericEquals", "-5", "5", "none"],
    ["NumericEquals", "-5", "-5", "all"],
    ["NumericEquals", "5", "05", "all"],
    ["NumericEquals", "five", "5", "some"],
    ["NumericEquals", "5", "five", "some"],
    ["NumericEquals", "5", "", "some"],
    ["NumericEquals", "5", "5 ", "some"],
    ["NumericEquals", "5", " 5", "some"],
    ["NumericEquals", "16", "0x10", "some"],
    ["NumericLessThan", "5", "4", "all"],
    ["NumericLessThan", "5", "5", "none"],
    ["NumericLessThan", "10", "9", "all"],
    ["NumericLessThanEquals", "5", "5", "all"],
    ["NumericLessThanEquals", "5", "6", "none"],
    ["NumericGreaterThan", "5", "6", "all"],
    ["NumericGreaterThan", "5", "5", "none"],
    ["NumericGreaterThanEquals", "5", "5", "all"],
    ["NumericGreaterThanEquals", "5", "4.9", "none"],
    ["DateEquals", NOON, "2026-01-01T13:00:00+01:00", "all"],
    ["DateEquals", NOON, "2026-01-01T12:00:00.000Z", "all"],
    ["DateEquals", NOON, "2026-01-01T12:00Z", "all"],
    ["DateEquals", NOON, "2026-01-01T12:00:01Z", "none"],
    ["DateEquals", NOON, "2026-01-01", "some"],
    ["DateEquals", NOON, "2026-13-01T12:00:00Z", "some"],
    ["DateEquals", NOON, `${NOON} `, "some"],
    ["DateEquals", NOON, `x${NOON}`, "some"],
    ["DateEquals", NOON, "1767268800", "some"],
    ["DateEquals", "1767268800", "1767268800", "all"],
    ["DateEquals", "1767268800", NOON, "some"],
    ["DateLessThan", NOON, "2026-01-01T11:59:59Z", "all"],
    ["DateLessThan", NOON, NOON, "none"],
    ["DateLessThan", "1767268800", "1767268799", "all"],
    ["DateLessThanEquals", NOON, NOON, "all"],
    ["DateLessThanEquals", NOON, "2026-01-01T12:00:01Z", "none"],
    ["DateGreaterThan", NOON, "2026-01-01T12:00:01Z", "all"],
    ["DateGreaterThan", NOON, NOON, "none"],
    ["DateGreaterThanEquals", NOON, NOON, "all"],
    ["DateGreaterThanEquals", NOON, "2026-01-01T11:59:59Z", "none"],
    ["Bool", "false", "false", "all"],
    ["Bool", false, "False", "all"],
    ["Bool", "TRUE", "true", "all"],
    ["Bool", "true", "false", "none"],
    ["Bool", "yes", "true", "some"],
    ["Bool", "true", "yes", "some"],
    ["Bool", "yes", "yes", "some"],
    ["BinaryEquals", "QQ==", "QQ==", "all"],
    ["BinaryEquals", "QQ==", "Qg==", "none"],
    ["IpAddress", "203.0.113.0/24", "203.0.113.255", "all"],
    ["IpAddress", "203.0.113.0/24", "203.0.114.0", "none"],
    ["IpAddress", "0.0.0.0/0", "203.0.113.255", "all"],
    ["IpAddress", "203.0.113.7", "203.0.113.7", "all"],
    ["IpAddress", "203.0.113.7", "203.0.113.8", "none"],
    ["IpAddress", "203.0.113.7/32", "203.0.113.7", "all"],
    ["IpAddress", "203.0.113.7/33", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.7/", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.7/24/24", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.7/0024", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.7/x", "203.0.113.7", "some"],
    ["IpAddress", "everywhere", "203.0.113.7", "some"],
    ["IpAddress", "203.0.113.0/24", "nowhere", "some"],
    ["IpAddress", "2001:db8::/32", "2001:db8::1", "all"],
    ["IpAddress", "2001:db8::1", "2001:db8::1", "all"],
    ["IpAddress", "2001:db8::1", "2001:db8::2", "none"],
    ["IpAddress", "2001:db8::1/129", "2001:db8::1", "some"],
    ["IpAddress", "2001:db8::1/128", "2001:db8::1", "all"],
    ["IpAddress", "2001:db8::/32", "2001:db9::1", "none"],
    ["IpAddress", "2001:db8::/32", "203.0.113.7", "none"],
    ["IpAddress", "203.0.113.0/24", "2001:db8::1", "none"],
  ] as const) {
    it(`finds that ${operator} ${JSON.stringify(value)} holds of ${text}: ${expected}`, () => {
      assert.equal(extent(operator, value, held(text)), expected);
      // A qualifier makes no difference where there is one value, nor does IfExists where there is any.
      for (const written of [`ForAllValues:${operator}`, `ForAnyValue:${operator}`, `${operator}IfExists`])
        assert.equal(extent(written, value, held(text)), expected);
    });
    const negation = NEGATIONS[operator];
    if (negation !== undefined)
      it(`finds the opposite of ${negation} ${JSON.stringify(value)} and ${text}`, () =>
        assert.equal(extent(negation, value, held(text)), opposite[expected]));
  }

  it("asks of several possible texts whether the condition holds of each", () => {
    assert.equal(extent("StringLike", "a*", held("ab", "ac")), "all");
    assert.equal(extent("StringLike", "a*", held("ab", "b")), "some");
    assert.equal(extent("StringLike", "a*", held("c", "b")), "none");
    assert.equal(extent("StringNotLike", "a*", held("ab", "b")), "some");
    assert.equal(extent("StringNotLike", "a*", held("c", "b")), "all");
    assert.equal(extent("StringEquals", "a", held()), "some");
  });
});

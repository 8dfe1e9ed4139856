import assert from "node:assert/strict";
import { conditionsOf } from "../../../policies/reading/condition";
import {
  accountIn,
  type Holders,
  isHeld,
  namedByConditions,
  onWhoseBehalf,
  whoAsks,
} from "../../../policies/reading/holding";
import { known } from "../../../policies/reading/value";
import { UNKNOWN } from "../try-rule";

const POSITIVE = ["StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"];

const NEVER = [
  "StringNotEquals",
  "StringNotEqualsIgnoreCase",
  "StringNotLike",
  "ArnNotEquals",
  "ArnNotLike",
  "Null",
  "Bool",
  "NumericEquals",
  "BinaryEquals",
  "IpAddress",
];

function conditions(element: object) {
  return conditionsOf(known({ Condition: element }));
}

function holds(holders: Holders, operator: string, key: string, values: unknown): boolean {
  return isHeld(conditions({ [operator]: { [key]: values } }), holders);
}

describe("what holds a statement to somebody", () => {
  const keys = [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:userid",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
  ];
  for (const key of keys)
    it(`takes ${key} without wildcards`, () => {
      assert.ok(holds(whoAsks, "StringEquals", key, "x"));
      assert.ok(!holds(whoAsks, "StringEquals", key, "x*"));
    });

  it("takes those keys, addresses and no others", () =>
    assert.deepEqual(
      new Set(whoAsks.keys()),
      new Set([...keys.map((key) => key.toLowerCase()), "aws:sourceip"]),
    ));

  it("takes three keys for on whose behalf a service asks", () =>
    assert.deepEqual([...onWhoseBehalf.keys()], ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid"]));

  for (const [by, holders] of [
    ["who asks", whoAsks],
    ["on whose behalf", onWhoseBehalf],
  ] as const)
    describe(by, () => {
      const holdsByAll = (operator: string, values: unknown) =>
        ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID"].map((key) =>
          holds(holders, operator, key, values),
        );
      for (const operator of [...POSITIVE, "ForAnyValue:StringEquals"])
        it(`takes ${operator}`, () => assert.deepEqual(holdsByAll(operator, ["x"]), [true, true, true]));
      for (const operator of [
        ...POSITIVE.map((positive) => `${positive}IfExists`),
        ...POSITIVE.map((positive) => `ForAllValues:${positive}`),
        ...NEVER,
      ])
        it(`does not take ${operator}`, () =>
          assert.deepEqual(holdsByAll(operator, "x"), [false, false, false]));
      for (const [what, values] of [
        ["a wildcard", "*"],
        ["a wildcard at the end", "1*"],
        ["a wildcard at the start", "*1"],
        ["a wildcard for one character", "11112222333?"],
        ["a policy variable", "${aws:PrincipalAccount}"],
        ["an empty text", ""],
        ["an empty list", []],
        ["a wildcard after another value", ["111122223333", "*"]],
        ["a wildcard before another value", ["*", "111122223333"]],
        ["an unknown value", UNKNOWN],
        ["an unknown value after another", ["111122223333", UNKNOWN]],
        ["an object", {}],
      ] as const)
        for (const operator of ["StringLike", "ArnLike"])
          it(`does not take ${what} in ${operator}`, () =>
            assert.deepEqual(holdsByAll(operator, values), [false, false, false]));
      it("takes several narrow values, and a number", () => {
        assert.ok(holds(holders, "StringEquals", "AWS:sourceaccount", ["111122223333", "444455556666"]));
        assert.ok(holds(holders, "StringEquals", "aws:SourceAccount", 111122223333));
      });
      it("takes one such condition among others", () => {
        const loose = { StringLike: { "aws:SourceArn": "*" }, Bool: { "aws:SecureTransport": "true" } };
        const narrow = { ...loose, StringEquals: { "aws:SourceAccount": "111122223333" } };
        assert.deepEqual(
          [loose, narrow, {}].map((element) => isHeld(conditions(element), holders)),
          [false, true, false],
        );
      });
      for (const key of ["aws:ResourceAccount", "aws:PrincipalTag/x", "kms:ViaService", "constructor"])
        it(`does not take ${key}`, () => assert.ok(!holds(holders, "StringEquals", key, "x")));
    });
});

describe("a source that is one account's", () => {
  const cases: readonly (readonly [value: string, byArn: boolean, byText: boolean])[] = [
    ["arn:aws:sns:eu-west-1:111122223333:topic", true, true],
    ["arn:aws:sns:eu-west-1:111122223333:*", true, true],
    ["arn:aws:sns:eu-west-1:111122223333:a*:b", true, true],
    ["arn:aws:sns:eu-west-1:111122223333:${aws:username}", true, true],
    ["arn:aws:iam::111122223333:role/*", true, true],
    ["arn:aws:sns:*:111122223333:*", true, false],
    ["arn:*:sns:eu-west-?:111122223333:*", true, false],
    ["arn:aws:s3:::bucket", true, true],
    ["arn:aws:s3:::bucket*", false, false],
    ["arn:aws:sns:eu-west-1:*:topic", false, false],
    ["arn:aws:sns:eu-west-1:11112222333?:topic", false, false],
    ["arn:aws:sns:eu-west-1:1111222233334:*", false, false],
    ["arn:aws:sns:eu-west-1:11112222333:*", false, false],
    ["arn:aws:*:111122223333:*", false, false],
    ["arn:aws:sns:eu-west-1:x:111122223333:*", false, false],
    ["111122223333*", false, false],
  ];
  for (const [value, byArn, byText] of cases)
    it(value, () => {
      for (const operator of ["ArnEquals", "ArnLike"])
        assert.equal(holds(onWhoseBehalf, operator, "aws:SourceArn", value), byArn);
      for (const operator of ["StringLike", "StringEquals"])
        assert.equal(holds(onWhoseBehalf, operator, "aws:SourceArn", value), byText);
      for (const operator of ["StringNotLike", "ArnNotLike"])
        assert.ok(!holds(onWhoseBehalf, operator, "aws:SourceArn", value));
    });
});

describe("a range of addresses", () => {
  const narrow = [
    "10.0.0.0/8",
    "10.0.0.0/9",
    "192.0.2.1",
    "192.0.2.1/32",
    "2001:db8::/32",
    "2001:db8::/33",
    "::1",
  ];
  const open = ["0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/7", "::/0", "2000::/3", "2001:db8::/31", "2001:db8::/8"];
  const none = ["10.0.0.0/", "10.0.0.0/x", "*", "", "10.0.0", "${aws:SourceIp}", "example.org", "/32"];
  const byAddress = (values: unknown) => holds(whoAsks, "IpAddress", "aws:SourceIp", values);
  for (const range of narrow) it(`holds: ${range}`, () => assert.ok(byAddress(range)));
  for (const range of [...open, ...none]) it(`does not hold: ${range}`, () => assert.ok(!byAddress(range)));
  it("holds by IpAddress alone", () => {
    for (const operator of [...POSITIVE, "NotIpAddress", "IpAddressIfExists", "ForAllValues:IpAddress"])
      assert.ok(!holds(whoAsks, operator, "aws:SourceIp", "192.0.2.1"));
    assert.ok(!holds(whoAsks, "IpAddress", "aws:VpcSourceIp", "10.0.0.1"));
    assert.ok(!holds(onWhoseBehalf, "IpAddress", "aws:SourceIp", "192.0.2.1"));
  });
  it("holds where each of several does", () => {
    assert.ok(byAddress(["192.0.2.1", "10.0.0.0/8"]));
    assert.ok(!byAddress(["192.0.2.1", "0.0.0.0/1"]));
  });
});

describe("whom conditions name", () => {
  const named = (element: object) => namedByConditions(conditions(element));
  for (const operator of [...POSITIVE, "StringEqualsIfExists", "ForAllValues:StringLike"])
    it(`in ${operator}`, () =>
      assert.deepEqual(named({ [operator]: { "aws:SourceAccount": ["1", "2*"] } }), ["1", "2*"]));
  it("not in what excludes somebody, is about something else or is not known", () =>
    assert.deepEqual(
      named({
        StringNotEquals: { "aws:SourceAccount": "1" },
        ArnNotLike: { "aws:SourceArn": "2" },
        StringEquals: { "aws:ResourceAccount": "3", "aws:PrincipalAccount": [UNKNOWN, "4"] },
        Null: { "aws:SourceAccount": "5" },
        IpAddress: { "aws:SourceIp": "6" },
      }),
      [],
    ));
  it("in all of them", () =>
    assert.deepEqual(
      named({
        StringEquals: { "aws:SourceVpc": "1", "aws:SourceOrgID": "2" },
        ArnLike: { "aws:SourceArn": "3" },
      }),
      ["1", "2", "3"],
    ));
});

describe("the account of anything", () => {
  for (const [value, account] of [
    ["111122223333", "111122223333"],
    ["arn:aws:iam::111122223333:role/x", "111122223333"],
    ["arn:aws:sns:eu-west-1:111122223333:x", "111122223333"],
    ["arn:aws:sns:eu-west-1:*:111122223333", undefined],
    ["arn:aws:s3:::bucket", undefined],
    ["arn:aws", undefined],
    ["o-abcdefghij", undefined],
  ] as const)
    it(value, () => assert.equal(accountIn(value), account));
});

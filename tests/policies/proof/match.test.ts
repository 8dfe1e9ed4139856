import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Extent } from "../../../policies/proof/extent";
import { extentOf } from "../../../policies/proof/match";
import type { Request, Requester } from "../../../policies/proof/request";
import { UNKNOWN } from "../try-rule";
import { buckets, concrete, resourceStatements } from "./arbitrary-policies";
import { classOf, statement, toClass } from "./requests";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/team/worker`;
const USER = `arn:aws:iam::${ACCOUNT}:user/ann`;
const OTHER = `arn:aws:iam::${ACCOUNT}:role/other`;
const OBJECTS = "arn:aws:s3:::vault/*";
const role: Requester = { kind: "identity", arn: ROLE };

const request: Request = {
  requester: role,
  action: "s3:DeleteObject",
  resource: OBJECTS,
  context: { "aws:sourcevpce": { kind: "one of", values: ["vpce-1"] } },
};
const everything = { Effect: "Deny", Action: "*", Resource: "*" };

function extent(written: object, of: Partial<Request> = {}): Extent {
  return extentOf(statement({ ...everything, ...written }), { ...request, ...of });
}

function only({ Action: _Action, ...others }: { readonly Action: string }): object {
  return others;
}

describe("which actions a statement is about", () => {
  for (const [written, expected] of [
    ["s3:DeleteObject", "all"],
    ["S3:deleteOBJECT", "all"],
    ["s3:*", "all"],
    ["s3:Delete?bject", "all"],
    ["s3:DeleteObjectVersion", "none"],
    ["s3:DeleteObject*", "all"],
    ["kms:*", "none"],
    [["kms:*", "s3:DeleteObject"], "all"],
    [["kms:*", "s3:Get*"], "none"],
    ["s3:${aws:username}", "some"],
    ["kms:${aws:username}", "none"],
    [UNKNOWN, "some"],
    [[UNKNOWN, "s3:*"], "all"],
    [[UNKNOWN, "kms:*"], "some"],
    [[], "some"],
  ] as const) {
    it(`finds ${JSON.stringify(written)}: ${expected}`, () => {
      assert.equal(extent({ Action: written }), expected);
      assert.equal(extent({ Action: written }, { action: "S3:DELETEobject" }), expected);
    });
    const opposite = { all: "none", some: "some", none: "all" }[expected];
    const isVariable = written === "kms:${aws:username}";
    it(`finds the opposite where these are excluded: ${JSON.stringify(written)}`, () =>
      assert.equal(
        extentOf(statement({ Effect: "Deny", NotAction: written, Resource: "*" }), request),
        // A variable that nothing fills may undo the whole exclusion.
        isVariable ? "some" : opposite,
      ));
  }

  it("does not know where there is no such element", () =>
    assert.equal(extentOf(statement(only(everything)), request), "some"));
});

describe("which resources a statement is about", () => {
  for (const [written, resource, expected] of [
    ["*", OBJECTS, "all"],
    ["arn:aws:s3:::*", OBJECTS, "all"],
    [OBJECTS, OBJECTS, "all"],
    ["arn:aws:s3:::vault*", OBJECTS, "all"],
    ["arn:aws:s3:::vault", OBJECTS, "none"],
    ["arn:aws:s3:::vault", "arn:aws:s3:::vault", "all"],
    [OBJECTS, "arn:aws:s3:::vault", "none"],
    ["arn:aws:s3:::vault/a/*", OBJECTS, "some"],
    ["arn:aws:s3:::vault/a/*", "arn:aws:s3:::vault/a/b", "all"],
    ["arn:aws:s3:::vault/?", OBJECTS, "some"],
    ["arn:aws:s3:::vault/?", "arn:aws:s3:::vault/a", "all"],
    ["arn:aws:s3:::VAULT/*", OBJECTS, "some"],
    ["ARN:AWS:S3:::other/*", OBJECTS, "none"],
    ["arn:aws:s3:::other/*", OBJECTS, "none"],
    [["arn:aws:s3:::other/*", OBJECTS], OBJECTS, "all"],
    [["arn:aws:s3:::vault/a*", "arn:aws:s3:::vault/b*"], OBJECTS, "some"],
    ["arn:aws:s3:::${aws:username}/*", OBJECTS, "some"],
    ["${aws:username}*", OBJECTS, "some"],
    ["arn:aws:s3:::other/${aws:username}", OBJECTS, "none"],
    [["arn:aws:s3:::other/*", "arn:aws:s3:::other/${aws:username}"], OBJECTS, "none"],
    [[OBJECTS, "arn:aws:s3:::${aws:username}/*"], OBJECTS, "all"],
    [UNKNOWN, OBJECTS, "some"],
    [[UNKNOWN, OBJECTS], OBJECTS, "all"],
    [[], OBJECTS, "some"],
  ] as const) {
    it(`finds ${JSON.stringify(written)} of ${resource}: ${expected}`, () =>
      assert.equal(extent({ Resource: written }, { resource }), expected));
    const opposite = { all: "none", some: "some", none: "all" }[expected];
    const isVariable = JSON.stringify(written).includes("other/${");
    it(`finds the opposite for ${resource} where these are excluded: ${JSON.stringify(written)}`, () =>
      assert.equal(
        extentOf(statement({ Effect: "Deny", Action: "*", NotResource: written }), { ...request, resource }),
        isVariable ? "some" : opposite,
      ));
  }

  it("takes a statement without resources to be about the one that it belongs to", () =>
    assert.equal(extentOf(statement({ Effect: "Deny", Action: "*" }), request), "all"));
});

describe("of how many requests a statement speaks", () => {
  const vpce = (operator: string, value: string) => ({ [operator]: { "aws:SourceVpce": value } });
  const age = { NumericLessThan: { "aws:MultiFactorAuthAge": "60" } };

  for (const [what, written, expected] of [
    ["all that is about all of them", {}, "all"],
    ["a condition that holds", { Condition: vpce("StringEquals", "vpce-1") }, "all"],
    ["a condition that does not hold", { Condition: vpce("StringEquals", "vpce-2") }, "none"],
    ["a condition on what is not known", { Condition: age }, "some"],
    [
      "conditions of which one is not known",
      { Condition: { ...vpce("StringEquals", "vpce-1"), ...age } },
      "some",
    ],
    [
      "conditions of which one does not hold",
      { Condition: { ...age, ...vpce("StringNotLike", "vpce-*") } },
      "none",
    ],
    [
      "conditions that hold",
      { Condition: { ...vpce("StringEquals", "vpce-1"), ...vpce("StringLike", "*") } },
      "all",
    ],
    ["a condition that nobody can read", { Condition: UNKNOWN }, "some"],
    [
      "another action, on some of the resources",
      { Action: "s3:Get*", Resource: "arn:aws:s3:::vault/a" },
      "none",
    ],
    [
      "some of the resources, and another requester",
      { Resource: "arn:aws:s3:::vault/a", Principal: { AWS: OTHER } },
      "none",
    ],
    [
      "some of the resources, under a condition that does not hold",
      { Resource: "arn:aws:s3:::vault/a", Condition: vpce("StringEquals", "vpce-2") },
      "none",
    ],
    ["some of the resources", { Resource: "arn:aws:s3:::vault/a" }, "some"],
    ["nobody knows which action", { Action: UNKNOWN }, "some"],
    ["nobody knows what", UNKNOWN, "some"],
  ] as const)
    it(`puts the elements together: ${what}`, () => {
      const whole = written === UNKNOWN ? statement(UNKNOWN) : statement({ ...everything, ...written });
      assert.equal(extentOf(whole, request), expected);
    });

  it("exempts an identity by its exact ARN from what is denied to all others", () => {
    const any: Requester = { kind: "any identity", accountId: ACCOUNT, but: [OTHER] };
    for (const [operator, value, expected] of [
      ["ArnNotEquals", OTHER, "all"],
      ["ArnNotLike", [OTHER], "all"],
      ["StringNotEquals", OTHER, "all"],
      ["ArnNotEquals", [OTHER, USER], "some"],
      ["ArnNotEquals", `arn:aws:iam::${ACCOUNT}:role/o*`, "some"],
      ["StringNotLike", `arn:aws:iam::${ACCOUNT}:role/othe?`, "some"],
      ["ArnNotEquals", ROLE, "some"],
      ["ArnEquals", OTHER, "none"],
      ["ArnLike", `arn:aws:iam::${ACCOUNT}:role/*`, "some"],
    ] as const) {
      const Condition = { [operator]: { "aws:PrincipalArn": value } };
      assert.equal(
        extent({ Principal: "*", Condition }, { requester: any }),
        expected,
        JSON.stringify(Condition),
      );
      const anyone: Requester = { kind: "anyone", but: [OTHER] };
      assert.equal(
        extent({ Principal: "*", Condition }, { requester: anyone }),
        expected,
        JSON.stringify(Condition),
      );
    }
  });

  it("says nothing of a class that is not so of each request in it", () => {
    fc.assert(
      fc.property(
        concrete(buckets).chain((member) => fc.record({ member: fc.constant(member), of: classOf(member) })),
        resourceStatements(buckets),
        ({ member, of }, written) => {
          for (const each of written.map(statement)) {
            const [whole, one] = [extentOf(each, of), extentOf(each, toClass(member))];
            assert.ok(whole === "some" || whole === one, `${whole} of the class, ${one} of one in it`);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

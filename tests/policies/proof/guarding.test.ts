import * as assert from "node:assert/strict";
import { UNKNOWN } from "../try-rule";
import { ACCOUNT, allow, PERSON, rolePolicy, type Statement, VAULT } from "./documents";
import { all, type Change, changing, having } from "./estate";
import { verdictOf } from "./verdicts";
import { vaultPolicy, worker } from "./ways-in";

const OBJECTS = `arn:aws:s3:::${VAULT}/*`;
const GIVEN = `any identity of account ${ACCOUNT} that is given it`;
const OUTSIDE = "whoever its policy names";
const unrefused = (more: object = {}) => vaultPolicy({ destruction: undefined, ...more });
const letting = (Principal: object | string, more: object = {}) => ({
  Sid: "Given",
  ...allow("s3:DeleteObject", OBJECTS, { Principal, ...more }),
});

/** Who could delete an object, and whether he may. */
function deleting(change: Change): readonly (readonly unknown[])[] {
  return verdictOf("s3:DeleteObject", change).ways.map(({ who, permitted }) => [who, permitted]);
}

describe("who could do something to what has a policy of its own", () => {
  const may = [
    ["role break-glass", true],
    [PERSON, true],
  ];

  it("calls none of those a way in who may", () => {
    assert.deepEqual(deleting(unrefused()), [[GIVEN, false], ...may]);
  });

  it("calls somebody one who is trusted with other things", () => {
    const custodian = rolePolicy("custodian", allow("s3:DeleteObject", OBJECTS));
    const change = all(unrefused(), having({ "custodian-permissions": custodian }));
    assert.deepEqual(deleting(change), [["role custodian", false], [GIVEN, false], ...may]);
  });

  it("tells of somebody whose ARN is not known", () => {
    const nameless = all(
      unrefused(),
      changing("worker", { arn: UNKNOWN, path: UNKNOWN }),
      worker(allow("s3:DeleteObject")),
    );
    assert.deepEqual(deleting(nameless), [["role worker", false], [GIVEN, false], ...may]);
  });

  it("tells of another account by what lets it in, and by nothing else that the policy says", () => {
    const other = { AWS: "444455556666" };
    const change = unrefused({
      given: letting(other),
      reading: { Sid: "Read", ...allow("s3:GetObject", OBJECTS, { Principal: other }) },
      refused: {
        ...letting("*", {
          Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/x" } },
        }),
        Effect: "Deny",
      },
    });
    const { ways } = verdictOf("s3:DeleteObject", change);
    assert.deepEqual(
      ways.filter(({ who }) => who === "account 444455556666").map(({ steps }) => steps),
      [["s3:DeleteObject (vault-policy: policy, statement Given)"]],
    );
  });

  it("counts a provider of another account's among those whom its policy names", () => {
    const provider = "arn:aws:iam::444455556666:saml-provider/people";
    const change = unrefused({ given: letting("*"), more: letting({ Federated: provider }) });
    const outside = deleting(change).filter(([who]) => who === OUTSIDE || String(who).startsWith("account"));
    assert.deepEqual(outside, [[OUTSIDE, false]]);
  });

  it("takes a statement that names nobody for one that names everyone", () => {
    const nobody = { ...letting("*"), Principal: undefined };
    assert.ok(deleting(unrefused({ given: nobody })).some(([who]) => who === OUTSIDE));
    assert.ok(!deleting(unrefused({ given: letting({ AWS: ACCOUNT }) })).some(([who]) => who === OUTSIDE));
  });

  it("tells of a custodian who may do it in one of the cases alone", () => {
    const granting = (condition: Statement) =>
      having({
        "custodian-permissions": rolePolicy("custodian", allow("kms:CreateGrant", "*", condition)),
      });
    const who = (condition: Statement) =>
      verdictOf("kms:CreateGrant", granting(condition)).ways.map((way) => way.who)[0];
    const key = "kms:GrantIsForAWSResource";
    assert.equal(who({ Condition: { Null: { [key]: "true" } } }), "role custodian");
    assert.equal(who({ Condition: { Bool: { [key]: "false" } } }), "role custodian");
    assert.equal(who({ Condition: { Bool: { [key]: "true" } } }), undefined);
  });
});

import assert from "node:assert/strict";
import { accountOf, type Principals, principalsOf } from "../../../policies/reading/principal";
import { valueOf } from "../../../policies/reading/value";
import { UNKNOWN } from "../try-rule";

function read(statement: unknown): Principals | undefined {
  return principalsOf(valueOf(statement));
}

const everyone = { named: [{ kind: "everyone" }], complement: false };
const ROLE = "arn:aws:iam::111122223333:role/a";

describe("reading principals", () => {
  for (const [what, Principal, principals] of [
    ["everyone", "*", everyone],
    ["everyone, as AWS's", { AWS: "*" }, everyone],
    ["everyone in a list", { AWS: ["*"] }, everyone],
    ["a role", { AWS: ROLE }, { named: [{ kind: "AWS", value: ROLE }], complement: false }],
    [
      "each kind, in any case",
      { aws: ROLE, SERVICE: ["a", "b"], Federated: "c", CanonicalUser: "d" },
      {
        named: [
          { kind: "AWS", value: ROLE },
          { kind: "Service", value: "a" },
          { kind: "Service", value: "b" },
          { kind: "Federated", value: "c" },
          { kind: "CanonicalUser", value: "d" },
        ],
        complement: false,
      },
    ],
    [
      "a star that is not AWS's",
      { Service: "*" },
      { named: [{ kind: "Service", value: "*" }], complement: false },
    ],
    ["nobody", {}, { named: [], complement: false }],
    [
      "another kind",
      { AWS: ROLE, Azure: "x" },
      {
        named: [{ kind: "AWS", value: ROLE }],
        complement: false,
        undecided: "of a kind that IAM does not know",
      },
    ],
    ["nobody knows whom", UNKNOWN, { named: [], complement: false, undecided: "not known in preview" }],
    ["a text", ROLE, { named: [], complement: false, undecided: "not an object" }],
    [
      "nobody knows which ones",
      { AWS: UNKNOWN },
      { named: [], complement: false, undecided: "not known in preview" },
    ],
    [
      "one of whom nobody knows",
      { AWS: [UNKNOWN, ROLE] },
      { named: [{ kind: "AWS", value: ROLE }], complement: false, undecided: "not known in preview" },
    ],
    ["a number", { AWS: [111122223333] }, { named: [], complement: false, undecided: "not a text" }],
    ["nothing", { AWS: null }, { named: [], complement: false, undecided: "absent" }],
    ["twice", { AWS: ROLE, aws: ROLE }, { named: [], complement: false, undecided: "given more than once" }],
  ] as const)
    it(`reads ${what}`, () => {
      assert.deepEqual(read({ Principal }), principals);
      assert.deepEqual(read({ principal: Principal, Action: "*" }), principals);
      assert.deepEqual(read({ NotPrincipal: Principal }), { ...principals, complement: true });
      assert.deepEqual(read({ NotPrincipal: Principal, Principal: { AWS: "b" } }), {
        ...principals,
        complement: true,
      });
    });

  it("finds none where there is no such element, or nothing to find it in", () => {
    for (const statement of [{}, { Principal: null, NotPrincipal: undefined }, null, UNKNOWN, "Allow"])
      assert.equal(read(statement), undefined);
  });
});

describe("telling a principal's account", () => {
  for (const [principal, account] of [
    ["111122223333", "111122223333"],
    ["arn:aws:iam::111122223333:root", "111122223333"],
    [ROLE, "111122223333"],
    ["arn:aws-cn:iam::111122223333:user/a/b", "111122223333"],
    ["arn:aws:sts::111122223333:assumed-role/a/b", "111122223333"],
    ["arn:aws:iam::111122223333:role/a\nb", undefined],
    ["11112222333", undefined],
    ["1111222233334", undefined],
    ["x111122223333", undefined],
    ["arn:aws:s3::111122223333:root", undefined],
    ["arn:aws:iam::aws:role/x", undefined],
    ["arn:aws:iam:eu-west-1:111122223333:root", undefined],
    ["AIDAEXAMPLE", undefined],
    ["*", undefined],
  ] as const)
    it(`says ${account} of ${JSON.stringify(principal)}`, () => assert.equal(accountOf(principal), account));
});

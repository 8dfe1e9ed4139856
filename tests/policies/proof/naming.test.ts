import assert from "node:assert/strict";
import type { Extent } from "../../../policies/proof/extent";
import { namesHimself, namingExtent } from "../../../policies/proof/naming";
import type { Requester } from "../../../policies/proof/request";
import { UNKNOWN } from "../try-rule";
import { statement } from "./requests";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/team/worker`;
const USER = `arn:aws:iam::${ACCOUNT}:user/ann`;
const OTHER = `arn:aws:iam::${ACCOUNT}:role/other`;
const STRANGER = "arn:aws:iam::444455556666:role/worker";
const role: Requester = { kind: "identity", arn: ROLE };

function extent(written: object, { requester }: { readonly requester: Requester }): Extent {
  return namingExtent(statement(written).principals, requester);
}

describe("whom a statement names", () => {
  const any: Requester = { kind: "any identity", accountId: ACCOUNT, but: [OTHER] };
  const anyone: Requester = { kind: "anyone", but: [OTHER] };
  const service: Requester = { kind: "service", principal: "logging.s3.amazonaws.com" };
  const anonymous: Requester = { kind: "anonymous" };
  const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.example.com`;
  const federated: Requester = { kind: "federated", provider };
  const unheard: Requester = { kind: "identity", arn: "unheard of" };
  const requesters = { role, any, anyone, service, federated, anonymous, unheard };

  // What is not said is none.
  const cases: readonly (readonly [principal: unknown, Partial<Record<keyof typeof requesters, Extent>>])[] =
    [
      [
        "*",
        {
          role: "all",
          any: "all",
          anyone: "all",
          service: "all",
          federated: "all",
          anonymous: "all",
          unheard: "all",
        },
      ],
      [
        { AWS: ["*"] },
        {
          role: "all",
          any: "all",
          anyone: "all",
          service: "all",
          federated: "all",
          anonymous: "all",
          unheard: "all",
        },
      ],
      [{ AWS: ACCOUNT }, { role: "all", any: "all", anyone: "some", unheard: "some" }],
      [{ AWS: `arn:aws:iam::${ACCOUNT}:root` }, { role: "all", any: "all", anyone: "some", unheard: "some" }],
      [
        { AWS: `arn:aws-cn:iam::${ACCOUNT}:root` },
        { role: "some", any: "all", anyone: "some", unheard: "some" },
      ],
      [{ AWS: "444455556666" }, { anyone: "some", unheard: "some" }],
      [{ AWS: ROLE }, { role: "all", any: "some", anyone: "some", unheard: "some" }],
      [{ AWS: ROLE.toUpperCase() }, { role: "some", any: "some", anyone: "some", unheard: "some" }],
      [
        { AWS: ROLE.replace("worker", "WORKER") },
        { role: "some", any: "some", anyone: "some", unheard: "some" },
      ],
      [{ AWS: `${ROLE}2` }, { any: "some", anyone: "some", unheard: "some" }],
      [{ AWS: USER }, { any: "some", anyone: "some", unheard: "some" }],
      [{ AWS: OTHER }, { unheard: "some" }],
      [{ AWS: [OTHER, ROLE] }, { role: "all", any: "some", anyone: "some", unheard: "some" }],
      [{ AWS: STRANGER }, { anyone: "some", unheard: "some" }],
      [
        { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/today` },
        { role: "some", any: "some", anyone: "some", unheard: "some" },
      ],
      [
        { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/Worker/today` },
        { role: "some", any: "some", anyone: "some", unheard: "some" },
      ],
      [
        { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/team/today` },
        { any: "some", anyone: "some", unheard: "some" },
      ],
      [{ AWS: "arn:aws:sts::444455556666:assumed-role/worker/today" }, { anyone: "some", unheard: "some" }],
      [
        { AWS: `arn:aws:sts::${ACCOUNT}:federated-user/ann` },
        { role: "some", any: "some", anyone: "some", unheard: "some" },
      ],
      [
        { AWS: `arn:aws:iam::${ACCOUNT}:role/*` },
        {
          role: "some",
          any: "some",
          anyone: "some",
          service: "some",
          federated: "some",
          anonymous: "some",
          unheard: "some",
        },
      ],
      [
        { AWS: `arn:aws:iam::${ACCOUNT}:role/worke?` },
        {
          role: "some",
          any: "some",
          anyone: "some",
          service: "some",
          federated: "some",
          anonymous: "some",
          unheard: "some",
        },
      ],
      [{ AWS: "AROAEXAMPLE" }, { role: "some", any: "some", anyone: "some", unheard: "some" }],
      [
        { AWS: `xarn:aws:iam::${ACCOUNT}:role/worker` },
        { role: "some", any: "some", anyone: "some", unheard: "some" },
      ],
      [{ AWS: "elsewhere:root" }, { role: "some", any: "some", anyone: "some", unheard: "some" }],
      [{ AWS: "unheard of" }, { role: "some", any: "some", anyone: "some", unheard: "all" }],
      [{ CanonicalUser: "79a59d" }, { role: "some", any: "some", anyone: "some", unheard: "some" }],
      [{ Service: "logging.s3.amazonaws.com" }, { service: "all", anyone: "some" }],
      [{ Service: "Logging.S3.amazonaws.com" }, { service: "all", anyone: "some" }],
      [{ Service: "s3.amazonaws.com" }, { anyone: "some" }],
      [{ Service: OTHER }, { anyone: "some" }],
      [{ Federated: "logging.s3.amazonaws.com" }, { anyone: "some" }],
      [{ Service: provider }, { anyone: "some" }],
      [{ Federated: provider }, { federated: "all", anyone: "some" }],
      [{ Federated: provider.toUpperCase() }, { federated: "all", anyone: "some" }],
      [{ Federated: "token.example.com" }, { federated: "some", anyone: "some" }],
      [
        { Federated: "arn:aws:iam::444455556666:saml-provider/token.example.com" },
        { federated: "some", anyone: "some" },
      ],
      [{ Federated: "x-oidc-provider/token.example.com" }, { anyone: "some" }],
      [{ Federated: "accounts.example.com" }, { anyone: "some" }],
      [{}, {}],
      [
        UNKNOWN,
        {
          role: "some",
          any: "some",
          anyone: "some",
          service: "some",
          federated: "some",
          anonymous: "some",
          unheard: "some",
        },
      ],
      [
        { AWS: [UNKNOWN, ROLE] },
        {
          role: "all",
          any: "some",
          anyone: "some",
          service: "some",
          federated: "some",
          anonymous: "some",
          unheard: "some",
        },
      ],
    ];
  for (const [Principal, expected] of cases)
    for (const [name, requester] of Object.entries(requesters))
      it(`finds ${JSON.stringify(Principal)} of ${name}`, () => {
        const named = new Map(Object.entries(expected)).get(name) ?? "none";
        assert.equal(extent({ Principal }, { requester }), named);
        const excluding = named === "none" && JSON.stringify(Principal) !== "{}" ? "all" : "some";
        assert.equal(extent({ NotPrincipal: Principal }, { requester }), excluding);
      });

  it("means whomever it is attached to where it names nobody", () => {
    for (const requester of Object.values(requesters)) assert.equal(extent({}, { requester }), "all");
  });

  for (const [written, expected] of [
    [{}, true],
    [{ Principal: "*" }, true],
    [{ Principal: { AWS: ROLE } }, true],
    [{ Principal: { AWS: ACCOUNT } }, false],
    [{ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }, false],
    [{ Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, OTHER] } }, false],
    [{ Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, ROLE] } }, true],
    [{ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/x:root` } }, false],
    [{ Principal: { AWS: `${ACCOUNT}4` } }, true],
    [{ Principal: { AWS: `x${ACCOUNT}` } }, true],
    [{ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:rootless` } }, true],
    [{ Principal: { AWS: `xarn:aws:iam::${ACCOUNT}:root` } }, true],
    [{ Principal: { Service: ACCOUNT } }, false],
    [{ Principal: { CanonicalUser: ACCOUNT } }, true],
    [{ Principal: {} }, false],
    [{ Principal: { AWS: [ACCOUNT, UNKNOWN] } }, true],
    [{ NotPrincipal: { AWS: ACCOUNT } }, true],
  ] as const)
    it(`tells by itself or by its account: ${JSON.stringify(written)}`, () =>
      assert.equal(namesHimself(statement(written).principals, role), expected));
});

import assert from "node:assert/strict";
import { possible, type Possible } from "../../../policies/proof/context";
import type { Requester } from "../../../policies/proof/request";
import { ABSENT, ANYTHING, held } from "./possibilities";

const ROLE = "arn:aws:iam::111122223333:role/a";

describe("what IAM says of a requester", () => {
  const arn = ROLE;
  const identity: Requester = { kind: "identity", arn };
  const any: Requester = { kind: "any identity", accountId: "111122223333", but: [arn] };
  const service: Requester = { kind: "service", principal: "s3.amazonaws.com" };
  const federated: Requester = { kind: "federated", provider: "accounts.example.com" };
  const anonymous: Requester = { kind: "anonymous" };
  const anyone: Requester = { kind: "anyone", but: [arn] };

  function of(requester: Requester, key: string, context = {}): Possible {
    return possible(key, { requester, action: "s3:GetObject", resource: "*", context });
  }

  for (const [requester, key, expected] of [
    [identity, "aws:principalarn", held(arn)],
    [identity, "aws:principalaccount", held("111122223333")],
    [identity, "aws:principalisawsservice", held("false")],
    [identity, "aws:principalservicename", ABSENT],
    [identity, "aws:principaltype", ANYTHING],
    [{ kind: "identity", arn: "unheard of" }, "aws:principalaccount", ANYTHING],
    [any, "aws:principalarn", { absent: false, texts: { like: "arn:*:*::111122223333:*", but: [arn] } }],
    [any, "aws:principalaccount", held("111122223333")],
    [any, "aws:principalisawsservice", held("false")],
    [any, "aws:principalservicename", ABSENT],
    [service, "aws:principalarn", ABSENT],
    [service, "aws:principalisawsservice", held("true")],
    [service, "aws:principalservicename", held("s3.amazonaws.com")],
    [service, "aws:principalaccount", ANYTHING],
    [federated, "aws:principalarn", ANYTHING],
    [anonymous, "aws:principalarn", ABSENT],
    [anonymous, "aws:principalorgid", ABSENT],
    [anonymous, "aws:principaltag/team", ABSENT],
    [anonymous, "aws:principaltype", held("Anonymous")],
    [anonymous, "aws:principalaccount", { absent: true, texts: ["anonymous"] }],
    [anonymous, "aws:sourceip", ANYTHING],
    [anyone, "aws:principalarn", { absent: true, texts: { like: "*", but: [arn] } }],
    [anyone, "aws:principalaccount", ANYTHING],
    [identity, "constructor", ANYTHING],
    [identity, "__proto__", ANYTHING],
  ] as const)
    it(`knows ${key} of ${requester.kind}`, () => assert.deepEqual(of(requester, key), expected));

  it("yields to what is said of the request itself", () => {
    assert.deepEqual(of(identity, "aws:principalarn", { "aws:principalarn": { kind: "absent" } }), ABSENT);
    assert.deepEqual(
      of(identity, "aws:securetransport", {
        "aws:securetransport": { kind: "one of", values: ["true", "false"] },
      }),
      held("true", "false"),
    );
  });
});

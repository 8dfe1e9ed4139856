import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { ACCOUNT, inAccount, OTHER_REGION, refusals } from "./cases";
import { allow, document, roleArn } from "./things";

const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

describe("the simulated AWS: Secrets Manager", () => {
  const secret = { type: token.SECRET, name: "secret", inputs: { name: "token" } };
  refusals([
    {
      what: "a secret's name with a space",
      type: token.SECRET,
      refused: { name: "the token" },
      because: /not a valid name/,
      accepted: { name: "the/token" },
    },
    {
      what: "a name that the region has",
      given: [secret],
      type: token.SECRET,
      refused: { name: "token" },
      because: /ResourceExistsException/,
      accepted: { name: "token-2" },
    },
    {
      what: "a recovery window of three days",
      type: token.SECRET,
      refused: { recoveryWindowInDays: 3 },
      because: /\(7 - 30\) or 0/,
      accepted: { recoveryWindowInDays: 7 },
    },
    {
      what: "a secret's policy for a role that does not exist",
      type: token.SECRET,
      refused: {
        policy: document(allow("secretsmanager:*", { Principal: { AWS: roleArn("x") }, Resource: "*" })),
      },
      because: /unsupported principal/,
      accepted: {
        policy: document(allow("secretsmanager:*", { Principal: { AWS: ACCOUNT }, Resource: "*" })),
      },
    },
    {
      what: "a policy of its own for a role that does not exist",
      given: [secret],
      type: token.SECRET_POLICY,
      refused: (made) => ({
        secretArn: made("secret").id,
        policy: document(allow("secretsmanager:*", { Principal: { AWS: roleArn("x") }, Resource: "*" })),
      }),
      because: /unsupported principal/,
      accepted: (made) => ({
        secretArn: made("secret").id,
        policy: document(allow("secretsmanager:*", { Principal: { AWS: ACCOUNT }, Resource: "*" })),
      }),
    },
    {
      what: "a value for a secret that does not exist",
      given: [secret],
      type: VERSION,
      refused: { secretId: "tokens", secretString: "s" },
      because: /tokens does not exist/,
      accepted: (made) => ({ secretId: made("secret").id, secretString: "s" }),
    },
    {
      what: "a value of two kinds",
      given: [secret],
      type: VERSION,
      refused: (made) => ({ secretId: made("secret").id, secretString: "s", secretBinary: "cw==" }),
      because: /either SecretString or SecretBinary/,
      accepted: (made) => ({ secretId: made("secret").id, secretBinary: "cw==" }),
    },
    {
      what: "a value of more than 64 KiB",
      given: [secret],
      type: VERSION,
      refused: (made) => ({ secretId: made("secret").id, secretString: "s".repeat(65_537) }),
      because: /65537 characters/,
      accepted: (made) => ({ secretId: made("secret").id, secretString: "s".repeat(65_536) }),
    },
  ]);

  it(
    "keeps a deleted secret's name until its recovery window has passed",
    inAccount(async (account) => {
      const forced = { name: "forced", recoveryWindowInDays: 0 };
      await account.makeAll([secret, { type: token.SECRET, name: "forced", inputs: forced }]);
      assert.match(
        account.made("secret").id,
        /^arn:aws:secretsmanager:eu-west-1:111122223333:secret:token-[0-9a-f]{6}$/,
      );
      await account.remove("secret");
      await account.remove("forced");
      await assert.rejects(account.make(secret), /stays taken/);
      await account.make({ type: token.SECRET, name: "forced", inputs: forced });
      const there = await account.in(OTHER_REGION);
      await there.make(token.SECRET, "there", { name: "token" });
    }),
  );
});

import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { ACCOUNT, inAccount, refusals } from "./cases";
import { allow, document, key } from "./things";

describe("the simulated AWS: CloudWatch Logs and parameters", () => {
  const uses = (service: string) => ({
    policy: document(
      allow("kms:*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Resource: "*" }),
      allow(["kms:Encrypt*", "kms:Decrypt*"], { Principal: { Service: service }, Resource: "*" }),
    ),
  });
  const given = [key("closed"), key("open", uses("logs.eu-west-1.amazonaws.com"))];
  refusals([
    {
      what: "logs that are kept for ten days",
      type: token.LOG_GROUP,
      refused: { retentionInDays: 10 },
      because: /retentionInDays to be one of 0, 1, 3, 5, 7, 14/,
      accepted: { retentionInDays: 14 },
    },
    {
      what: "a log group's name that the region has",
      given: [{ type: token.LOG_GROUP, name: "group", inputs: { name: "/ecs/app" } }],
      type: token.LOG_GROUP,
      refused: { name: "/ecs/app" },
      because: /ResourceAlreadyExistsException/,
      accepted: { name: "/ecs/app-2" },
    },
    {
      what: "a log group of AWS's own",
      type: token.LOG_GROUP,
      refused: { name: "aws/spans" },
      because: /not a valid name/,
      accepted: { name: "/aws/lambda/report" },
    },
    {
      what: "a key that Logs may not use",
      given,
      type: token.LOG_GROUP,
      refused: (made) => ({ name: "/ecs/app", kmsKeyId: made("closed").outputs["arn"] }),
      because: /not allowed to be used with Arn 'arn:aws:logs:eu-west-1:111122223333:log-group:\/ecs\/app'/,
      accepted: (made) => ({ name: "/ecs/app", kmsKeyId: made("open").outputs["arn"] }),
    },
    {
      what: "a key by its id",
      given,
      type: token.LOG_GROUP,
      refused: (made) => ({ kmsKeyId: made("open").id }),
      because: /is an invalid ARN/,
      accepted: (made) => ({ kmsKeyId: made("open").outputs["arn"] }),
    },
    {
      what: "a parameter of AWS's own",
      type: token.PARAMETER,
      refused: { name: "/aws/service", type: "String", value: "v" },
      because: /not a valid name/,
      accepted: { name: "/archive/service", type: "String", value: "v" },
    },
    {
      what: "a parameter without a value",
      type: token.PARAMETER,
      refused: { type: "String" },
      because: /one of `insecure_value,value`/,
      accepted: { type: "String", insecureValue: "v" },
    },
    {
      what: "a standard parameter of more than 4096 characters",
      type: token.PARAMETER,
      refused: { type: "String", value: "v".repeat(4097) },
      because: /at most 4096/,
      accepted: { type: "String", value: "v".repeat(4097), tier: "Advanced" },
    },
  ]);

  it(
    "does not delete a protected log group",
    inAccount(async (account) => {
      const inputs = { name: "/ecs/app", deletionProtectionEnabled: true };
      const made = await account.make({ type: token.LOG_GROUP, name: "group", inputs });
      assert.equal(made.id, "/ecs/app");
      assert.equal(made.outputs["arn"], `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/ecs/app`);
      await assert.rejects(account.remove("group"), /deletion protection/);
      await account.change("group", { deletionProtectionEnabled: false });
      await account.remove("group");
    }),
  );
});

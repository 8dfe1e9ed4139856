import * as assert from "node:assert/strict";
import { breakGlassRights } from "../../components/identity/operator-rights";
import { document, PRE } from "./deployed-rights";
import { ACCOUNT, role } from "./ground";
import { allows } from "./policy-evaluation";

const policy = document(breakGlassRights(PRE));
const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) =>
  allows(policy, { principal: role("strongroom-pre-break-glass"), action, resource, context });
const secret = (name: string, stage = "pre") =>
  `arn:aws:secretsmanager:eu-west-2:${ACCOUNT}:secret:strongroom/${stage}/datavault/${name}-1a2b3c`;

describe("what break-glass may do with DataVault's key store", () => {
  it("is to fill it and its SHA-1, by the password that was made for it", () => {
    assert.ok(may("secretsmanager:PutSecretValue", secret("key-store")));
    assert.ok(may("secretsmanager:PutSecretValue", secret("key-store-sha1")));
    assert.ok(may("secretsmanager:GetSecretValue", secret("key-store-password")));
    const by = { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" };
    assert.ok(may("kms:GenerateDataKey", `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`, by));
  });

  it("is to make a secret of its copy", () =>
    assert.ok(may("secretsmanager:StopReplicationToReplica", secret("key-store"))));

  for (const [action, name, stage] of [
    ["GetSecretValue", "key-store", "pre"],
    ["PutSecretValue", "key-store-password", "pre"],
    ["PutSecretValue", "database-password", "pre"],
    ["PutSecretValue", "key-store", "pro"],
    ["StopReplicationToReplica", "key-store-sha1", "pre"],
    ["DeleteSecret", "key-store", "pre"],
    ["PutResourcePolicy", "key-store", "pre"],
    ["RemoveRegionsFromReplication", "key-store", "pre"],
  ] as const)
    it(`is not ${action} of ${name} of ${stage}`, () =>
      assert.equal(may(`secretsmanager:${action}`, secret(name, stage)), false));
});

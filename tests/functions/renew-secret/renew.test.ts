import * as assert from "node:assert/strict";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { mockClient } from "aws-sdk-client-mock";
import { renew } from "../../../functions/renew-secret/renew";

describe("the renewal of a secret", () => {
  const client = new SecretsManagerClient({ region: "eu-west-1" });
  const secrets = mockClient(client);
  afterEach(() => secrets.reset());
  after(() => secrets.restore());

  it("puts a long random value that is another each time, and tells the version alone", async () => {
    secrets.on(PutSecretValueCommand).resolves({ VersionId: "version-2" });
    assert.equal(await renew(client, "archive/password"), "version-2");
    await renew(client, "archive/password");
    const put = secrets.commandCalls(PutSecretValueCommand).map(({ args }) => args[0].input);
    for (const { SecretId, SecretString } of put) {
      assert.equal(SecretId, "archive/password");
      assert.match(SecretString ?? "", /^[A-Za-z0-9_-]{43}$/);
    }
    assert.equal(new Set(put.map(({ SecretString }) => SecretString)).size, 2);
  });

  it("fails when Secrets Manager tells of no new version, and passes its refusal on", async () => {
    secrets.on(PutSecretValueCommand).resolves({});
    await assert.rejects(renew(client, "archive/password"), {
      message: "Secrets Manager tells no new version of archive/password",
    });
    secrets.on(PutSecretValueCommand).rejects(new Error("AccessDeniedException"));
    await assert.rejects(renew(client, "archive/password"), { message: "AccessDeniedException" });
  });
});

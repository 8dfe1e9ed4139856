import * as assert from "node:assert/strict";
import { GeneratedSecret } from "../../components/secrets/generated-secret";
import { runComponent } from "./ground";

const make = (length = 64) =>
  runComponent(({ keyArn }, opts) => {
    const { secretName } = new GeneratedSecret(
      "signing",
      { secretName: "site/signing-key", length, keyArn },
      opts,
    );
    return { secretName, keyArn };
  });

describe("GeneratedSecret", () => {
  it("has a long random value that is a secret, under its name and key", async () => {
    const graph = await make();
    const { inputs } = graph.one("aws:secretsmanager/secret:Secret", "signing");
    assert.equal(inputs["name"], "site/signing-key");
    assert.equal(inputs["kmsKeyId"], graph.outputs["keyArn"]);
    assert.equal(graph.outputs["secretName"], "site/signing-key");
    const kept = graph.one("aws:secretsmanager/secretVersion:SecretVersion", "signing-value");
    assert.match(String(kept.inputs["secretString"]), /^[\w-]{64}$/);
    assert.ok(kept.secretInputs.includes("secretString"));
  });

  it("outlasts its stack", async () => {
    for (const { name, protect, retainOnDelete } of (await make()).custom)
      assert.deepEqual([protect, retainOnDelete], [true, true], name);
  });

  it("refuses what could be guessed, and takes the least that could not", async () => {
    await assert.rejects(make(31), /length: 32 characters or more, got 31/);
    await make(32);
  });
});

import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { contract, secret } from "../../components/contract";
import { packInForce } from "../../components/contract/policy-pack";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import { POLICIES, runProgram } from "../graph/run";
import { archive, kept } from "./archive-contract";

const base = { project: "archive-base" };

describe("publishing a contract", () => {
  it("gives the stack exactly the promises, and the contract's version", async () => {
    const { outputs } = await runProgram(() => archive.publish(kept), base);
    assert.deepEqual(outputs, {
      contractVersion: 2,
      policyPack: packInForce({ PULUMI_OPTION_POLICY_PACK: POLICIES }),
      ...kept,
    });
  });

  it("tells nothing of a policy pack where none judges the deployment", async () => {
    const { outputs } = await runProgram(() => archive.publish(kept), { ...base, unjudged: true });
    assert.deepEqual(outputs, { contractVersion: 2, ...kept });
  });

  it("makes a promise marked as secret a secret, and no other", async () => {
    const { secretOutputNames } = await runProgram(() => archive.publish(kept), base);
    assert.deepEqual(secretOutputNames, ["token"]);
  });

  it("keeps a value secret that its resource made a secret, and lets it taint no other", async () => {
    const values = { ...kept, lockDays: pulumi.secret(180), vault: pulumi.output(kept.vault) };
    const { secretOutputNames } = await runProgram(() => archive.publish(values), base);
    assert.deepEqual(secretOutputNames.toSorted(), ["lockDays", "token"]);
  });

  it("takes in a preview what is not known yet", async () => {
    const queue = () => {
      const provider = new Provider("aws", { region: "eu-west-1", allowedAccountIds: ["111122223333"] });
      const { arn } = new sqs.Queue("queue", {}, { provider });
      return archive.publish({ ...kept, vault: { name: "archive-vault-pre", arn } });
    };
    const { outputs } = await runProgram(queue, { ...base, preview: true });
    assert.equal(outputs["vault"], UNKNOWN);
    assert.equal(outputs["lockDays"], 180);
  });

  it("refuses a value that breaks its promise, and says which, how and where to mend it", async () => {
    const values = { ...kept, vault: { name: "archive-vault-pre", arn: "arn:aws:sqs:::queue" } };
    await assert.rejects(
      runProgram(() => archive.publish(values), base),
      {
        message:
          "archive-base does not keep its contract: vault.arn: must be an ARN of s3, found a string. " +
          "Mend it in projects/archive/base/index.ts",
      },
    );
  });

  it("refuses a value that a resource leaves empty", async () => {
    const nothing = pulumi.output(Promise.resolve<string>(JSON.parse("null")));
    const values = { ...kept, vault: { name: nothing, arn: kept.vault.arn } };
    await assert.rejects(
      runProgram(() => archive.publish(values), base),
      /vault\.name: expected string, found null\./,
    );
  });

  it("never prints a secret that breaks its promise, not even when its check quotes it", async () => {
    const quoting = contract("archive-base", 1, {
      token: secret(z.string().regex(/^tok-/, { error: ({ input }) => `no token: ${String(input)}` })),
    });
    const published = runProgram(() => quoting.publish({ token: "hunter2-hunter2" }), base);
    await assert.rejects(published, (error: Error) => {
      assert.match(error.message, /archive-base does not keep its contract: token: /);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  });
});

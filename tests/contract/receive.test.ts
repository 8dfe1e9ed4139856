import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { runProgram } from "../graph/run";
import type { StackOutputs, Stacks } from "../graph/stacks";
import { archive, deployed, kept } from "./archive-contract";

const UNJUDGED =
  "archive-base/pre was deployed without the policy pack, so nothing has judged it. Set PULUMI_OPTION_POLICY_PACK and " +
  'PULUMI_OPTION_POLICY_PACK_CONFIG (README, "Deploying") and deploy it again: pulumi up --stack pre --cwd projects/archive/base';
const MEND = "Mend it with: pulumi up --stack pre --cwd projects/archive/base";

const receive = (stacks: Stacks, preview = false) =>
  runProgram(() => ({ ...archive.receive() }), { project: "archive-app", stacks, preview });

/** The base stack as deployed, with other outputs. */
const withOutputs = (outputs: Readonly<Record<string, unknown>>): Stacks => {
  const stack: StackOutputs = deployed["archive-base/pre"];
  return { "archive-base/pre": { ...stack, outputs: { ...stack.outputs, ...outputs } } };
};

const without = (name: string): Stacks => {
  const { outputs } = deployed["archive-base/pre"];
  return {
    "archive-base/pre": {
      outputs: Object.fromEntries(Object.entries(outputs).filter(([key]) => key !== name)),
    },
  };
};

describe("receiving a contract", () => {
  for (const preview of [true, false]) {
    const when = preview ? "in a preview" : "in an update";

    it(`gives every promise ${when}, and reads the stack of the same stage`, async () => {
      const { outputs, references } = await receive(deployed, preview);
      assert.deepEqual(outputs, kept);
      assert.deepEqual(references, ["archive-base/pre"]);
    });

    it(`keeps secrets secret ${when}, and taints nothing else by them`, async () => {
      const { secretOutputNames } = await receive(deployed, preview);
      assert.deepEqual(secretOutputNames, ["token"]);
    });

    it(`refuses a base stack that was never deployed ${when}`, async () => {
      await assert.rejects(receive({}, preview), {
        message: `archive-app builds on archive-base/pre, which is not deployed. ${MEND}`,
      });
    });
  }

  it("tells the backend's own words when the base stack cannot be read", async () => {
    await assert.rejects(
      receive({ "archive-base/pre": { outputs: {}, refusal: "AccessDenied: no GetObject" } }),
      {
        message: "archive-app builds on archive-base/pre, which cannot be read: AccessDenied: no GetObject",
      },
    );
  });

  it("does not take the stack of another stage", async () => {
    await assert.rejects(
      receive({ "archive-base/pro": deployed["archive-base/pre"] }),
      /archive-app builds on archive-base\/pre, which is not deployed/,
    );
  });

  it("lifts outputs into nested values", async () => {
    const { outputs } = await runProgram(
      () => {
        const base = archive.receive();
        const name: pulumi.Output<string> = base.vault.name;
        return { name, first: base.subnetIds[0] };
      },
      { project: "archive-app", stacks: deployed },
    );
    assert.deepEqual(outputs, { name: "archive-vault-pre", first: "subnet-1" });
  });

  it("makes a promise secret that the base stack published before it was marked so", async () => {
    const { outputs } = deployed["archive-base/pre"];
    const { secretOutputNames } = await receive({ "archive-base/pre": { outputs } });
    assert.deepEqual(secretOutputNames, ["token"]);
  });

  it("keeps a value secret that is no secret by its promise", async () => {
    const { outputs } = deployed["archive-base/pre"];
    const stacks = { "archive-base/pre": { outputs, secretOutputNames: ["lockDays", "token"] } };
    const { secretOutputNames } = await receive(stacks);
    assert.deepEqual(secretOutputNames.toSorted(), ["lockDays", "token"]);
  });

  it("takes a base stack with a newer contract, and passes over what it does not need", async () => {
    const { outputs } = await receive(withOutputs({ contractVersion: 3, more: "than asked for" }));
    assert.deepEqual(outputs, kept);
  });

  const refusals: Readonly<Record<string, { readonly stacks: Stacks; readonly message: string }>> = {
    "an older contract": {
      stacks: withOutputs({ contractVersion: 1 }),
      message: `archive-base/pre was deployed with version 1 of its contract, archive-app needs 2. ${MEND}`,
    },
    "a stack that publishes no contract": {
      stacks: { "archive-base/pre": { outputs: {} } },
      message: `archive-base/pre was deployed with version none of its contract, archive-app needs 2. ${MEND}`,
    },
    "a stack that no policy pack has judged": {
      stacks: without("policyPack"),
      message: UNJUDGED,
    },
    "a stack that does not say which one did": {
      stacks: withOutputs({ policyPack: { version: "", digest: "none" } }),
      message: UNJUDGED,
    },
    "a missing output": {
      stacks: without("lockDays"),
      message: `archive-base/pre breaks its contract: lockDays: expected number, found nothing. ${MEND}`,
    },
    "a value of the wrong type inside a list": {
      stacks: withOutputs({ subnetIds: ["subnet-1", 2] }),
      message: `archive-base/pre breaks its contract: subnetIds.1: expected string, found a number. ${MEND}`,
    },
    "a value of the wrong type inside an object": {
      stacks: withOutputs({ vault: { name: ["archive-vault-pre"], arn: kept.vault.arn } }),
      message: `archive-base/pre breaks its contract: vault.name: expected string, found a list. ${MEND}`,
    },
    "several faults at once": {
      stacks: withOutputs({ lockDays: "180", vault: { name: "archive-vault-pre" } }),
      message:
        "archive-base/pre breaks its contract: vault.arn: expected string, found nothing; " +
        `lockDays: expected number, found a string. ${MEND}`,
    },
  };
  for (const [what, { stacks, message }] of Object.entries(refusals))
    it(`refuses ${what}`, async () => {
      await assert.rejects(receive(stacks), { message });
    });

  it("never prints a secret that breaks its promise", async () => {
    await assert.rejects(receive(withOutputs({ token: "hunter2" })), (error: Error) => {
      assert.match(error.message, /^archive-base\/pre breaks its contract: token: .*found a string\./);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  });

  it("makes nothing that builds on a broken contract", async () => {
    const built: string[] = [];
    const program = () => {
      const base = archive.receive();
      return { built: base.vault.name.apply((name) => built.push(name)) };
    };
    await assert.rejects(
      runProgram(program, { project: "archive-app", stacks: withOutputs({ lockDays: 0 }) }),
      /breaks its contract: lockDays/,
    );
    assert.deepEqual(built, []);
  });
});

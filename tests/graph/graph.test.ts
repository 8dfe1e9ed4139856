import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import { runProgram } from "./run";

const TOPIC = "aws:sns/topic:Topic";
const QUEUE = "aws:sqs/queue:Queue";

const ireland = () => new Provider("aws", { region: "eu-west-1", allowedAccountIds: ["111122223333"] });

class Pair extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("tests:graph:Pair", name, {}, opts);
    const queue = new sqs.Queue(`${name}-queue`, { name: `${name}-queue` }, { parent: this });
    new sns.Topic(
      `${name}-topic`,
      { name: `${name}-topic`, displayName: queue.arn },
      { parent: this, retainOnDelete: true, ignoreChanges: ["tags"] },
    );
    this.registerOutputs({ queueUrl: queue.url });
  }
}

class Nothing extends pulumi.CustomResource {
  constructor(name: string, provider: Provider) {
    super("aws:sqs/nothing:Nothing", name, {}, { provider });
  }
}

describe("the kit that records a program's graph", () => {
  it("keeps parents, protection, dependencies and providers as the engine does", async () => {
    const graph = await runProgram(() => {
      const aws = ireland();
      new Pair("pair", { providers: [aws], protect: true });
    });
    const topic = graph.one(TOPIC, "pair-topic");
    const queue = graph.one(QUEUE, "pair-queue");
    assert.equal(topic.urn, `urn:pulumi:pre::tests::tests:graph:Pair$${TOPIC}::pair-topic`);
    assert.equal(topic.parent, "urn:pulumi:pre::tests::tests:graph:Pair::pair");
    assert.deepEqual([topic.protect, topic.retainOnDelete, queue.retainOnDelete], [true, true, false]);
    assert.deepEqual(topic.propertyDependencies["displayName"], [queue.urn]);
    assert.deepEqual(topic.dependsOn, [queue.urn]);
    assert.deepEqual(topic.ignoreChanges, ["tags"]);
    assert.equal(topic.provider, "urn:pulumi:pre::tests::pulumi:providers:aws::aws");
    assert.deepEqual(
      graph.ancestorsOf(topic).map(({ type }) => type),
      ["tests:graph:Pair", "pulumi:pulumi:Stack"],
    );
  });

  it("lets children inherit from their component what the engine lets them", async () => {
    const graph = await runProgram(
      () => void new Pair("pair", { providers: [ireland()], retainOnDelete: true }),
    );
    const { retainOnDelete, protect } = graph.one(QUEUE, "pair-queue");
    assert.deepEqual([retainOnDelete, protect], [true, false]);
  });

  it("answers for another stack, whose outputs as a whole are as secret as one of them", async () => {
    const stacks = { "base/pre": { outputs: { plain: 1, token: "s" }, secretOutputNames: ["token"] } };
    const graph = await runProgram(
      () => {
        const base = new pulumi.StackReference("base", { name: "organization/base/pre" });
        return { all: base.outputs, plain: base.getOutput("plain"), token: base.getOutput("token") };
      },
      { stacks },
    );
    assert.deepEqual(graph.outputs, { all: { plain: 1, token: "s" }, plain: 1, token: "s" });
    assert.deepEqual(graph.secretOutputNames, ["all", "token"]);
    assert.deepEqual(graph.references, ["base/pre"]);
  });

  it("answers with what the simulated cloud makes", async () => {
    const graph = await runProgram(() => {
      const aws = ireland();
      new Pair("pair", { providers: [aws] });
      return { note: "made" };
    });
    assert.equal(
      graph.one(TOPIC, "pair-topic").inputs["displayName"],
      "arn:aws:sqs:eu-west-1:111122223333:pair-queue",
    );
    assert.deepEqual(graph.one("tests:graph:Pair", "pair").outputs, {
      queueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/pair-queue",
    });
    assert.deepEqual(graph.outputs, { note: "made" });
  });

  it("leaves unknown in a preview what only the cloud knows", async () => {
    const graph = await runProgram(() => void new Pair("pair", { providers: [ireland()] }), {
      preview: true,
    });
    assert.deepEqual(graph.one(TOPIC, "pair-topic").inputs, {
      name: "pair-topic",
      displayName: UNKNOWN,
    });
    assert.deepEqual(graph.things, []);
  });

  it("marks secrets, and lets a provider's own secrets stay so", async () => {
    const graph = await runProgram(() => {
      const password = new RandomPassword("password", { length: 20 });
      const topic = new sns.Topic(
        "topic",
        { name: "topic", displayName: password.result, tags: { plain: "text" } },
        { provider: ireland() },
      );
      return { password: password.result, length: password.length, shown: topic.displayName };
    });
    assert.deepEqual(graph.one(TOPIC, "topic").secretInputs, ["displayName"]);
    assert.equal(String(graph.one(TOPIC, "topic").inputs["displayName"]).length, 20);
    assert.deepEqual(graph.secretOutputNames, ["password", "shown"]);
    assert.equal(graph.outputs["length"], 20);
  });

  const refusals: Readonly<Record<string, { readonly program: () => unknown; readonly with: RegExp }>> = {
    "two resources of one type and name": {
      program: () => {
        const provider = ireland();
        new sqs.Queue("twin", {}, { provider });
        new sqs.Queue("twin", {}, { provider });
      },
      with: /Duplicate resource URN 'urn:pulumi:pre::tests::aws:sqs\/queue:Queue::twin'/,
    },
    "a resource without a provider of its own": {
      program: () => void new sqs.Queue("stray"),
      with: /Default provider for 'aws' disabled\. 'aws:sqs\/queue:Queue' must use an explicit provider/,
    },
    "a provider that is set up wrong": {
      program: () => void new sqs.Queue("queue", {}, { provider: new Provider("aws", {}) }),
      with: /pulumi:providers:aws aws: the aws provider's region: the provider has no region/,
    },
    "a call that nobody prepared": {
      program: () => ({
        id: pulumi.runtime.invoke("aws:sqs/getQueues:getQueues", {}, { provider: ireland() }),
      }),
      with: /the call of aws:sqs\/getQueues:getQueues is not prepared/,
    },
    "reading a resource that is there already": {
      program: () => void sqs.Queue.get("found", "https://sqs/queue", undefined, { provider: ireland() }),
      with: /reading a aws:sqs\/queue:Queue is not prepared/,
    },
    "what the cloud refuses": {
      program: () => void new sqs.Queue("bad", { name: "no spaces please" }, { provider: ireland() }),
      with: /aws:sqs\/queue:Queue bad: name: "no spaces please" is not a valid name/,
    },
    "a type that the simulated cloud does not know": {
      program: () => void new Nothing("unknown", ireland()),
      with: /does not know the type aws:sqs\/nothing:Nothing/,
    },
    "an error that a program throws": {
      program: () => {
        throw new pulumi.RunError("the settings are wrong");
      },
      with: /^Error: the settings are wrong$/,
    },
    "a failed promise that nobody waits for": {
      program: () => {
        pulumi.output("value").apply(() => {
          throw new pulumi.RunError("found out later");
        });
      },
      with: /^Error: found out later$/,
    },
  };
  for (const [what, refusal] of Object.entries(refusals))
    it(`fails at ${what}`, async () => {
      await assert.rejects(runProgram(refusal.program), refusal.with);
    });

  it("keeps nothing of a run that failed", async () => {
    await assert.rejects(runProgram(() => void new sqs.Queue("stray")));
    const graph = await runProgram(() => void new sqs.Queue("next", {}, { provider: ireland() }));
    assert.equal(graph.custom.length, 1);
  });
});

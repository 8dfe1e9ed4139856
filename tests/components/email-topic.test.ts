import * as assert from "node:assert/strict";
import { EmailReaders, EmailTopic } from "../../components/alerts/email-topic";
import { ACCOUNT, REGION, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const ARN = `arn:aws:sns:${REGION}:${ACCOUNT}:pro-email`;

const make = (addresses: readonly string[], preview = false) =>
  runComponent(({ keyArn }, opts) => {
    const args = { topicName: "pro-email", accountId: ACCOUNT, region: REGION, keyArn, addresses };
    return { keyArn, arn: new EmailTopic("email", args, opts).arn };
  }, preview);

describe("EmailTopic", () => {
  it("is encrypted, and told to each address", async () => {
    const graph = await make(["ada@example.org", "bob@example.org"]);
    assert.equal(graph.outputs["arn"], ARN);
    assert.deepEqual(graph.one("aws:sns/topic:Topic", "email-topic").inputs, {
      name: "pro-email",
      kmsMasterKeyId: graph.outputs["keyArn"],
    });
    assert.deepEqual(
      graph.of("aws:sns/topicSubscription:TopicSubscription").map(({ name, inputs }) => [name, inputs]),
      ["ada", "bob"].map((who) => [
        `email-${who}@example.org`,
        { topic: ARN, protocol: "email", endpoint: `${who}@example.org` },
      ]),
    );
  });

  it("lets CloudWatch and Budgets of its own account publish, and nobody else; it knows so in a preview", async () => {
    const { policy } = (await make(["ada@example.org"], true)).one(
      "aws:sns/topicPolicy:TopicPolicy",
      "email-policy",
    ).inputs;
    const publish = (service: string, account = ACCOUNT) =>
      allows(policy, {
        principal: `${service}.amazonaws.com`,
        action: "sns:Publish",
        resource: ARN,
        context: { "aws:SourceAccount": account },
      });
    assert.deepEqual(
      ["cloudwatch", "budgets", "events"].map((service) => publish(service)),
      [true, true, false],
    );
    assert.equal(publish("budgets", "999988887777"), false);
  });

  it("is handed out once they may publish: Budgets tries at once", async () => {
    const graph = await make(["ada@example.org"]);
    const { urn } = graph.one("aws:sns/topicPolicy:TopicPolicy", "email-policy");
    const subscription = graph.one("aws:sns/topicSubscription:TopicSubscription", "email-ada@example.org");
    assert.ok(subscription.dependsOn.includes(urn));
  });

  it("of another stack has readers of its own, at least one", async () => {
    const readers = (addresses: readonly string[]) =>
      runComponent(({ alarmTopicArn }, opts) => {
        new EmailReaders("readers", { topicArn: alarmTopicArn, addresses }, opts);
        return { alarmTopicArn };
      });
    const graph = await readers(["ada@example.org"]);
    assert.deepEqual(
      graph.of("aws:sns/topicSubscription:TopicSubscription").map(({ inputs }) => inputs),
      [{ topic: graph.outputs["alarmTopicArn"], protocol: "email", endpoint: "ada@example.org" }],
    );
    await assert.rejects(readers([]), { message: "addresses: at least one is needed" });
  });

  it("refuses to tell nobody, and tells one", async () => {
    await assert.rejects(make([]), { message: "addresses: at least one is needed" });
    await make(["ada@example.org"]);
  });
});

import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, refusals, type Step } from "./cases";
import { allow, document, queue, queueArn, queueUrl, role, roleArn, topic, topicArn } from "./things";

const TOPIC_ROLE = "sqsSuccessFeedbackRoleArn";

describe("the simulated AWS: SNS", () => {
  const publishes = (more: Properties = {}): Properties =>
    allow("sns:Publish", { Principal: { AWS: ACCOUNT }, Resource: topicArn("news"), ...more });
  const subscription = (more: Properties = {}): Properties => ({
    topic: topicArn("news"),
    protocol: "sqs",
    endpoint: queueArn("work"),
    ...more,
  });
  const given: readonly Step[] = [topic("news"), queue("work"), role("feedback", "sns.amazonaws.com")];
  const subscribe = casesOf("a subscription", token.SUBSCRIPTION, subscription, given);
  refusals([
    {
      what: "a name that the region has",
      given,
      type: token.TOPIC,
      refused: { name: "news" },
      because: /Topic already exists/,
      accepted: { name: "news-2" },
    },
    {
      what: "a FIFO topic without .fifo at the end",
      type: token.TOPIC,
      refused: { name: "news", fifoTopic: true },
      because: /ends with \.fifo/,
      accepted: { name: "news.fifo", fifoTopic: true },
    },
    {
      what: "deduplication of a topic that is not FIFO",
      type: token.TOPIC,
      refused: { contentBasedDeduplication: true },
      because: /only be set for FIFO topics/,
      accepted: { name: "news.fifo", fifoTopic: true, contentBasedDeduplication: true },
    },
    ...["Principal", "Resource"].map((part) => ({
      what: `a topic policy without a ${part}`,
      given,
      type: token.TOPIC_POLICY,
      refused: { arn: topicArn("news"), policy: document(publishes({ [part]: undefined })) },
      because: new RegExp(`a statement has no ${part}`),
      accepted: { arn: topicArn("news"), policy: document(publishes()) },
    })),
    {
      what: "a key that does not exist",
      type: token.TOPIC,
      refused: { kmsMasterKeyId: "alias/sns" },
      because: /alias\/sns does not exist/,
      accepted: { kmsMasterKeyId: "alias/aws/sns" },
    },
    {
      what: "feedback by a role that does not exist",
      given,
      type: token.TOPIC,
      refused: { [TOPIC_ROLE]: roleArn("feedbacks") },
      because: /role\/feedbacks does not exist/,
      accepted: { [TOPIC_ROLE]: roleArn("feedback") },
    },
    {
      what: "a topic policy for another service's action",
      given,
      type: token.TOPIC_POLICY,
      refused: { arn: topicArn("news"), policy: document(publishes({ Action: "sqs:SendMessage" })) },
      because: /out of service scope/,
      accepted: { arn: topicArn("news"), policy: document(publishes()) },
    },
    {
      what: "a topic policy for a role that does not exist",
      given,
      type: token.TOPIC_POLICY,
      refused: { arn: topicArn("news"), policy: document(publishes({ Principal: { AWS: roleArn("x") } })) },
      because: /PrincipalNotFound/,
      accepted: { arn: topicArn("news"), policy: document(publishes()) },
    },
    {
      what: "a topic policy of more than 30720 bytes",
      given,
      type: token.TOPIC_POLICY,
      refused: { arn: topicArn("news"), policy: document(publishes({ Sid: "S".repeat(30_720) })) },
      because: /LimitExceeded.*30720/,
      accepted: { arn: topicArn("news"), policy: document(publishes({ Sid: "S".repeat(30_000) })) },
    },
    {
      what: "the policy of a topic that does not exist",
      given,
      type: token.TOPIC_POLICY,
      refused: { arn: topicArn("old"), policy: document(publishes()) },
      because: /:old does not exist/,
      accepted: { arn: topicArn("news"), policy: document(publishes()) },
    },
    subscribe("to a topic that does not exist", { topic: topicArn("old") }, /:old does not exist/),
    subscribe("of a queue that does not exist", { endpoint: queueArn("works") }, /works does not exist/),
    subscribe("of a queue's URL", { endpoint: queueUrl("work") }, /endpoint ARN/),
    subscribe("by a protocol that there is not", { protocol: "smtp" }, /protocol to be one of/, {
      protocol: "email",
      endpoint: "a@example.org",
    }),
    subscribe(
      "of a stream without a role",
      { protocol: "firehose", endpoint: "arn:aws:firehose:eu-west-1:1:deliverystream/a" },
      /SubscriptionRoleArn is needed/,
    ),
    subscribe("with a filter that is no JSON", { filterPolicy: "type=a" }, /not valid JSON/, {
      filterPolicy: '{"type":["a"]}',
    }),
    subscribe("with a filter that is a list", { filterPolicy: "[]" }, /JSON object/, { filterPolicy: "{}" }),
    subscribe(
      "with raw messages by e-mail",
      { protocol: "email", endpoint: "a@example.org", rawMessageDelivery: true },
      /does not support raw message delivery/,
      { rawMessageDelivery: true },
    ),
    subscribe(
      "of a FIFO queue to another topic",
      { endpoint: queueArn("work.fifo") },
      /FIFO SQS Queues can not be subscribed/,
      { topic: topicArn("news.fifo"), endpoint: queueArn("work.fifo") },
      [queue("work.fifo", { fifoQueue: true }), topic("news.fifo", { fifoTopic: true })],
    ),
    subscribe(
      "with dead letters to a queue that does not exist",
      { redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn("letters") }) },
      /letters does not exist/,
      { redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn("work") }) },
    ),
    subscribe("that the topic has", {}, /Subscription already exists/, { endpoint: queueArn("work-2") }, [
      queue("work-2"),
      { type: token.SUBSCRIPTION, name: "first", inputs: subscription() },
    ]),
  ]);

  it(
    "has the real ids",
    inAccount(async (account) => {
      await account.makeAll(given);
      assert.equal(account.made("news").id, topicArn("news"));
      const made = await account.make({ type: token.SUBSCRIPTION, name: "first", inputs: subscription() });
      assert.match(made.id, /^arn:aws:sns:eu-west-1:111122223333:news:[0-9a-f]{8}-[0-9a-f-]{27}$/);
      assert.equal(made.outputs["pendingConfirmation"], false);
      const moved = await account.provider.difference(made, subscription({ rawMessageDelivery: true }));
      assert.deepEqual([moved.diffsList, moved.replacesList], [["rawMessageDelivery"], []]);
    }),
  );
});

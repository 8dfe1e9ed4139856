import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, inAccount, refusals, type Step } from "./cases";
import { allow, document, queue, role, roleArn, topic, topicArn } from "./things";

const TOPIC_ROLE = "sqsSuccessFeedbackRoleArn";

describe("the simulated AWS: SNS", () => {
  const publishes = (more: Properties = {}): Properties =>
    allow("sns:Publish", { Principal: { AWS: ACCOUNT }, Resource: topicArn("news"), ...more });
  const given: readonly Step[] = [topic("news"), queue("work"), role("feedback", "sns.amazonaws.com")];
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
  ]);

  it(
    "has the real ids",
    inAccount(async (account) => {
      await account.makeAll(given);
      assert.equal(account.made("news").id, topicArn("news"));
      assert.equal(account.made("news").outputs["arn"], topicArn("news"));
    }),
  );
});

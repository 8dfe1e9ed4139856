import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, OTHER_REGION, refusals, type Step } from "./cases";
import {
  allow,
  code,
  document,
  lambdaFunction,
  queue,
  queueArn,
  queueUrl,
  role,
  topic,
  topicArn,
} from "./things";

const subscription = (more: Properties = {}): Properties => ({
  topic: topicArn("news"),
  protocol: "sqs",
  endpoint: queueArn("work"),
  ...more,
});
const functionArn = (name: string, region = "eu-west-1") =>
  `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`;
const calls = (name: string): Properties => ({ protocol: "lambda", endpoint: functionArn(name) });
const mails = (endpoint: string): Properties => ({ protocol: "email", endpoint });
const lettersTo = (arn: string): Properties => ({
  redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn }),
});

/** A queue that SNS may send to, one that it may not, and one of another region. */
const letters: readonly Step[] = [
  queue("letters", {
    policy: document(
      allow("sqs:SendMessage", {
        Principal: { Service: "sns.amazonaws.com" },
        Resource: queueArn("letters"),
      }),
    ),
  }),
  queue("closed"),
  { ...queue("far"), region: OTHER_REGION },
];

const given: readonly Step[] = [topic("news"), queue("work")];
const subscribe = casesOf("a subscription", token.SUBSCRIPTION, subscription, given);

describe("the simulated AWS: SNS subscriptions", () => {
  refusals([
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
    ...[
      ["to a queue that does not exist", queueArn("letter"), /letter does not exist/],
      [
        "to a queue of another region",
        queueArn("far", OTHER_REGION),
        /not in the region of the subscription/,
      ],
      ["to a queue that lets nobody in", queueArn("closed"), /closed does not let sns\.amazonaws\.com send/],
    ].map(([what, arn, because]) =>
      subscribe(
        `with dead letters ${String(what)}`,
        lettersTo(String(arn)),
        RegExp(because ?? ""),
        lettersTo(queueArn("letters")),
        letters,
      ),
    ),
    subscribe(
      "of a function that does not exist",
      calls("reports"),
      /reports does not exist/,
      calls("report"),
      [...lambdaFunction("report")],
    ),
    subscribe(
      "of a function's name",
      { ...calls("report"), endpoint: "report" },
      /lambda endpoint ARN/,
      calls("report"),
      [...lambdaFunction("report")],
    ),
    subscribe("of an address that is none", mails("people"), /Email address/, mails("people@example.org")),
    subscribe("that the topic has", {}, /Subscription already exists/, { endpoint: queueArn("work-2") }, [
      queue("work-2"),
      { type: token.SUBSCRIPTION, name: "first", inputs: subscription() },
    ]),
  ]);

  it(
    "has the real ids",
    inAccount(async (account) => {
      await account.makeAll(given);
      const made = await account.make({ type: token.SUBSCRIPTION, name: "first", inputs: subscription() });
      assert.match(made.id, /^arn:aws:sns:eu-west-1:111122223333:news:[0-9a-f]{8}-[0-9a-f-]{27}$/);
      assert.equal(made.outputs["pendingConfirmation"], false);
      const moved = await account.provider.difference(made, subscription({ rawMessageDelivery: true }));
      assert.deepEqual([moved.diffsList, moved.replacesList], [["rawMessageDelivery"], []]);
    }),
  );

  it(
    "waits for a person to confirm an e-mail address, and can be taken away before that",
    inAccount(async (account) => {
      await account.makeAll(given);
      const inputs = subscription(mails("people@example.org"));
      const { outputs } = await account.make({ type: token.SUBSCRIPTION, name: "mail", inputs });
      assert.deepEqual(
        [outputs["pendingConfirmation"], outputs["confirmationWasAuthenticated"]],
        [true, false],
      );
      await account.remove("mail");
    }),
  );

  it(
    "may call a function of another region, but is where its topic is",
    inAccount(async (account) => {
      await account.makeAll([...given, role("lambda", "lambda.amazonaws.com")]);
      await account.make({
        type: token.FUNCTION,
        name: "report",
        inputs: code({ name: "report" }),
        region: OTHER_REGION,
      });
      const inputs = subscription({ protocol: "lambda", endpoint: functionArn("report", OTHER_REGION) });
      const there = { type: token.SUBSCRIPTION, name: "there", inputs, region: OTHER_REGION };
      await assert.rejects(account.make(there), /news is in eu-west-1, not in eu-west-2/);
      await account.make({ type: token.SUBSCRIPTION, name: "here", inputs });
    }),
  );
});

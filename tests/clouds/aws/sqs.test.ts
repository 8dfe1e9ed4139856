import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { words, type Properties } from "../../../rehearsal/clouds/catalogue";
import { inAccount, OTHER_REGION, refusals, type Refusal } from "./cases";
import { allow, document, key, queue, queueArn, queueUrl, role, roleArn } from "./things";

/** A number of a queue that must be in a range. */
const range = (property: string, from: number, to: number, past: number): Refusal => ({
  what: `${property} of ${past}`,
  type: token.QUEUE,
  refused: { [property]: past },
  because: new RegExp(`expected ${property} to be in the range \\(${from} - ${to}\\), got ${past}`),
  accepted: { [property]: to },
});

const bySources = (number: number): string =>
  JSON.stringify({
    redrivePermission: "byQueue",
    sourceQueueArns: Array.from({ length: number }, (_, at) => queueArn(`source-${at}`)),
  });

const redrive = (target: string, maxReceiveCount: unknown = 3): string =>
  JSON.stringify({ deadLetterTargetArn: queueArn(target), maxReceiveCount });

const sends = (more: Properties = {}): Properties =>
  allow("sqs:SendMessage", {
    Principal: { Service: "sns.amazonaws.com" },
    Resource: queueArn("work"),
    ...more,
  });

const times = (number: number, make: (at: number) => Properties): readonly Properties[] =>
  Array.from({ length: number }, (_, at) => make(at));

describe("the simulated AWS: SQS", () => {
  const letters = queue("dead-letters");
  refusals([
    range("visibilityTimeoutSeconds", 0, 43_200, 43_201),
    range("messageRetentionSeconds", 60, 1_209_600, 59),
    range("delaySeconds", 0, 900, 901),
    range("receiveWaitTimeSeconds", 0, 20, 21),
    range("maxMessageSize", 1024, 1_048_576, 1023),
    range("kmsDataKeyReusePeriodSeconds", 60, 86_400, 59),
    {
      what: "a name with a dot",
      type: token.QUEUE,
      refused: { name: "work.queue" },
      because: /not a valid name/,
      accepted: { name: "work-queue" },
    },
    {
      what: "a name that the region has",
      given: [queue("work")],
      type: token.QUEUE,
      refused: { name: "work" },
      because: /QueueNameExists/,
      accepted: { name: "work-2" },
    },
    {
      what: "a FIFO queue without .fifo at the end",
      type: token.QUEUE,
      refused: { name: "work", fifoQueue: true },
      because: /ends with \.fifo/,
      accepted: { name: "work.fifo", fifoQueue: true },
    },
    {
      what: "deduplication of a queue that is not FIFO",
      type: token.QUEUE,
      refused: { name: "work", contentBasedDeduplication: true },
      because: /only FIFO/,
      accepted: { name: "work.fifo", fifoQueue: true, contentBasedDeduplication: true },
    },
    {
      what: "two kinds of encryption",
      type: token.QUEUE,
      refused: { kmsMasterKeyId: "alias/aws/sqs", sqsManagedSseEnabled: true },
      because: /conflicts with/,
      accepted: { kmsMasterKeyId: "alias/aws/sqs" },
    },
    {
      what: "a key of another region",
      given: [key("key"), key("away", {}, OTHER_REGION)],
      type: token.QUEUE,
      refused: (made) => ({ kmsMasterKeyId: made("away").id }),
      because: /is in eu-west-2/,
      accepted: (made) => ({ kmsMasterKeyId: made("key").id }),
    },
    {
      what: "dead letters to a queue that does not exist",
      given: [letters],
      type: token.QUEUE,
      refused: { redrivePolicy: redrive("letters") },
      because: /Dead letter target does not exist/,
      accepted: { redrivePolicy: redrive("dead-letters") },
    },
    {
      what: "dead letters to a queue of another region",
      given: [letters, { ...queue("far"), region: OTHER_REGION }],
      type: token.QUEUE,
      refused: {
        redrivePolicy: JSON.stringify({
          deadLetterTargetArn: queueArn("far", OTHER_REGION),
          maxReceiveCount: 1,
        }),
      },
      because: /Dead letter target does not exist/,
      accepted: { redrivePolicy: redrive("dead-letters") },
    },
    {
      what: "dead letters after no attempt",
      given: [letters],
      type: token.QUEUE,
      refused: { redrivePolicy: redrive("dead-letters", 0) },
      because: /maxReceiveCount: 0, valid values are from 1 to 1000/,
      accepted: { redrivePolicy: redrive("dead-letters", 1000) },
    },
    {
      what: "a redrive policy without a target",
      given: [letters],
      type: token.QUEUE,
      refused: { redrivePolicy: JSON.stringify({ maxReceiveCount: 3 }) },
      because: /deadLetterTargetArn/,
      accepted: { redrivePolicy: redrive("dead-letters") },
    },
    {
      what: "dead letters of a FIFO queue to another",
      given: [letters, queue("dead-letters.fifo", { fifoQueue: true })],
      type: token.QUEUE,
      refused: { name: "work.fifo", fifoQueue: true, redrivePolicy: redrive("dead-letters") },
      because: /same type of queue/,
      accepted: { name: "work.fifo", fifoQueue: true, redrivePolicy: redrive("dead-letters.fifo") },
    },
    {
      what: "dead letters to a queue that lets others in only",
      given: [
        queue("dead-letters", {
          redriveAllowPolicy: JSON.stringify({
            redrivePermission: "byQueue",
            sourceQueueArns: [queueArn("work")],
          }),
        }),
      ],
      type: token.QUEUE,
      refused: { name: "other", redrivePolicy: redrive("dead-letters") },
      because: /does not let .*:other in/,
      accepted: { name: "work", redrivePolicy: redrive("dead-letters") },
    },
    {
      what: "sources for a redrive that allows all",
      type: token.QUEUE,
      refused: {
        redriveAllowPolicy: JSON.stringify({
          redrivePermission: "allowAll",
          sourceQueueArns: [queueArn("a")],
        }),
      },
      because: /sourceQueueArns are for byQueue/,
      accepted: { redriveAllowPolicy: JSON.stringify({ redrivePermission: "allowAll" }) },
    },
    {
      what: "a redrive that allows some",
      type: token.QUEUE,
      refused: { redriveAllowPolicy: JSON.stringify({ redrivePermission: "some" }) },
      because: /redrivePermission is allowAll, denyAll or byQueue/,
      accepted: { redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }) },
    },
    {
      what: "a redrive of eleven sources",
      type: token.QUEUE,
      refused: { redriveAllowPolicy: bySources(11) },
      because: /1 to 10 sourceQueueArns, got 11/,
      accepted: { redriveAllowPolicy: bySources(10) },
    },
    {
      what: "the redrive policy of a queue that does not exist",
      given: [letters, queue("work")],
      type: "aws:sqs/redrivePolicy:RedrivePolicy",
      refused: { queueUrl: queueUrl("works"), redrivePolicy: redrive("dead-letters") },
      because: /works does not exist/,
      accepted: { queueUrl: queueUrl("work"), redrivePolicy: redrive("dead-letters") },
    },
    {
      what: "the redrive policy of a queue's name",
      given: [letters, queue("work")],
      type: "aws:sqs/redrivePolicy:RedrivePolicy",
      refused: { queueUrl: "work", redrivePolicy: redrive("dead-letters") },
      because: /expected queueUrl to be the URL of a queue/,
      accepted: { queueUrl: queueUrl("work"), redrivePolicy: redrive("dead-letters") },
    },
    {
      what: "a queue as its own dead-letter queue",
      given: [letters, queue("work")],
      type: "aws:sqs/redrivePolicy:RedrivePolicy",
      refused: { queueUrl: queueUrl("work"), redrivePolicy: redrive("work") },
      because: /its own dead-letter queue/,
      accepted: { queueUrl: queueUrl("work"), redrivePolicy: redrive("dead-letters") },
    },
  ]);

  const policies = (
    what: string,
    refused: readonly Properties[],
    because: RegExp,
    accepted: readonly Properties[],
  ): Refusal => ({
    what: `a queue's policy ${what}`,
    given: [queue("work"), role("worker")],
    type: token.QUEUE_POLICY,
    refused: { queueUrl: queueUrl("work"), policy: document(...refused) },
    because,
    accepted: { queueUrl: queueUrl("work"), policy: document(...accepted) },
  });
  const many = { Principal: { AWS: Array.from({ length: 51 }, (_, at) => String(111122223300 + at)) } };
  const most = { Principal: { AWS: many.Principal.AWS.slice(1) } };
  const seven = words("a b c d e f g").map((name) => `sqs:${name}`);
  refusals([
    policies("for nobody", [allow("sqs:SendMessage", { Resource: "*" })], /no Principal/, [sends()]),
    policies("for another service's action", [sends({ Action: "sns:Publish" })], /out of service scope/, [
      sends(),
    ]),
    policies(
      "for a role that does not exist",
      [sends({ Principal: { AWS: roleArn("workers") } })],
      /principal .*role\/workers does not exist/,
      [sends({ Principal: { AWS: roleArn("worker") } })],
    ),
    policies(
      "with 21 statements",
      times(21, () => sends()),
      /21 statements/,
      times(20, () => sends()),
    ),
    policies("with 51 principals", [sends(many)], /51 principals/, [sends(most)]),
    policies("with 8 actions in a statement", [sends({ Action: [...seven, "sqs:h"] })], /8 actions/, [
      sends({ Action: seven }),
    ]),
    policies("of more than 8192 bytes", [sends({ Sid: "S".repeat(8192) })], /LimitExceeded.*8192/, [
      sends({ Sid: "S".repeat(7900) }),
    ]),
  ]);

  it(
    "has the real id, ARN and defaults",
    inAccount(async (account) => {
      const { id, outputs } = await account.make(queue("work"));
      assert.equal(id, queueUrl("work"));
      assert.equal(outputs["arn"], queueArn("work"));
      assert.equal(outputs["visibilityTimeoutSeconds"], 30);
      const policy = { queueUrl: id, policy: document(sends()) };
      const made = await account.make({ type: token.QUEUE_POLICY, name: "policy", inputs: policy });
      assert.equal(made.id, id);
    }),
  );
});

import * as assert from "node:assert/strict";
import { PipelineTopic } from "../../components/pipeline/pipeline-topic";
import { WorkQueue, type WorkQueueArgs } from "../../components/pipeline/work-queue";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const QUEUE = "aws:sqs/queue:Queue";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const arnOf = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;

/** A queue that two of three topics feed. */
const make = (others: Partial<WorkQueueArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(({ keyArn, alarmTopicArn }, opts) => {
    const here = { region: REGION, accountId: ACCOUNT, keyArn };
    const topic = (name: string) => new PipelineTopic(name, { topicName: `ns_${name}`, ...here }, opts);
    const [uploads, again, strange] = [topic("uploads"), topic("again"), topic("strange")];
    const queue = new WorkQueue(
      "input",
      {
        queueName: "ns_input",
        ...here,
        topics: { uploads, again },
        visibilitySeconds: 18_000,
        receives: 3,
        alarmTopicArn,
        ...others,
      },
      opts,
    );
    const { url, queueName, plainArn } = queue;
    return {
      keyArn,
      alarmTopicArn,
      url,
      queueName,
      plainArn,
      topic: strange.arn,
      plainTopic: strange.plainArn,
    };
  }, preview);

describe("PipelineTopic", () => {
  it("is encrypted, and keeps the account's own policy", async () => {
    const graph = await make();
    assert.deepEqual(graph.one("aws:sns/topic:Topic", "uploads-topic").inputs, {
      name: "ns_uploads",
      kmsMasterKeyId: graph.outputs["keyArn"],
    });
    assert.deepEqual(graph.of("aws:sns/topicPolicy:TopicPolicy"), []);
  });

  it("knows its ARN in a preview, and it is the real one", async () => {
    const { outputs } = await make();
    assert.equal(outputs["plainTopic"], outputs["topic"]);
    const preview = await make({}, true);
    assert.equal(preview.outputs["plainTopic"], arnOf("sns", "ns_strange"));
    assert.equal(preview.outputs["topic"], UNKNOWN);
  });
});

describe("WorkQueue", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("hides a message while it is worked on, and gives it up after so many tries", () => {
    const { redrivePolicy, ...others } = graph.one(QUEUE, "input-queue").inputs;
    assert.deepEqual(others, {
      name: "ns_input",
      visibilityTimeoutSeconds: 18_000,
      messageRetentionSeconds: 345_600,
      kmsMasterKeyId: graph.outputs["keyArn"],
    });
    assert.deepEqual(JSON.parse(String(redrivePolicy)), {
      deadLetterTargetArn: arnOf("sqs", "ns_input_dlq"),
      maxReceiveCount: 3,
    });
  });

  it("keeps what was given up for as long as SQS can", () => {
    assert.deepEqual(graph.one(QUEUE, "input-dlq").inputs, {
      name: "ns_input_dlq",
      messageRetentionSeconds: 1_209_600,
      kmsMasterKeyId: graph.outputs["keyArn"],
      tags: { "archive:queue-role": "dlq" },
    });
  });

  it("tells the alarm topic of the first message that was given up", () => {
    const { alarmDescription, ...others } = graph.one(ALARM, "input-dlq-not-empty").inputs;
    assert.match(String(alarmDescription), /ns_input was given up after 3 tries/);
    assert.deepEqual(others, {
      name: "ns_input_dlq_not_empty",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "ns_input_dlq" },
      statistic: "Average",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: [graph.outputs["alarmTopicArn"]],
    });
  });

  it("takes messages in SNS's envelope from its own topics", () => {
    const subscriptions = graph.of("aws:sns/topicSubscription:TopicSubscription");
    const policy = graph.one("aws:sqs/queuePolicy:QueuePolicy", "input-policy");
    assert.deepEqual(
      subscriptions.map(({ name, inputs }) => [name, inputs] as const),
      ["uploads", "again"].map((topic) => [
        `input-from-${topic}`,
        {
          topic: arnOf("sns", `ns_${topic}`),
          protocol: "sqs",
          endpoint: arnOf("sqs", "ns_input"),
          rawMessageDelivery: false,
        },
      ]),
    );
    for (const { name, dependsOn } of subscriptions)
      assert.ok(dependsOn.includes(policy.urn), `${name} waits until the queue admits its topic`);
  });

  for (const preview of [true, false])
    it(`admits its own topics and nobody else${preview ? ", and knows so in a preview" : ""}`, async () => {
      const run = await make({}, preview);
      const { policy } = run.one("aws:sqs/queuePolicy:QueuePolicy", "input-policy").inputs;
      const send = (topic: string, principal = "sns.amazonaws.com", action = "sqs:SendMessage") =>
        allows(policy, {
          principal,
          action,
          resource: arnOf("sqs", "ns_input"),
          context: { "aws:SourceArn": arnOf("sns", topic) },
        });
      assert.equal(send("ns_uploads"), true);
      assert.equal(send("ns_again"), true);
      assert.equal(send("ns_strange"), false);
      assert.equal(send("ns_uploads", "arn:aws:iam::999988887777:role/stranger"), false);
      assert.equal(send("ns_uploads", "sns.amazonaws.com", "sqs:ReceiveMessage"), false);
    });

  it("tells its URL, its name and its ARN; the latter two in a preview", async () => {
    assert.equal(graph.outputs["url"], `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/ns_input`);
    const { outputs } = await make({}, true);
    assert.deepEqual([outputs["queueName"], outputs["plainArn"]], ["ns_input", arnOf("sqs", "ns_input")]);
  });

  it("refuses to give up a message that nobody received, and takes its neighbour", async () => {
    await assert.rejects(make({ receives: 0 }), { message: "receives: at least 1, got 0" });
    await make({ receives: 1 });
  });

  it("refuses to hide a message for longer than SQS can, and takes its neighbour", async () => {
    await assert.rejects(make({ visibilitySeconds: 43_201 }), {
      message: "visibilitySeconds: at most 43,200, got 43201",
    });
    await make({ visibilitySeconds: 43_200 });
  });
});

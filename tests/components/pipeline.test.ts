import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { PipelineTopics } from "../../components/pipeline/pipeline-topics";
import { WorkQueue, type WorkQueueArgs } from "../../components/pipeline/work-queue";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const QUEUE = "aws:sqs/queue:Queue";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const arnOf = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;

/** Topics, one of which another account may subscribe to. */
function topicsOf(
  name: string,
  here: { readonly region: string; readonly accountId: string; readonly keyArn: string },
  opts: pulumi.ComponentResourceOptions,
) {
  const { topics } = new PipelineTopics(
    name,
    {
      topics: {
        uploads: { topicName: "ns_uploads" },
        again: { topicName: "ns_again" },
        strange: { topicName: "ns_strange" },
        shared: { topicName: "ns_shared", subscriberAccountIds: ["999988887777"] },
      },
      ...here,
    },
    opts,
  );
  const { uploads, again, strange, shared } = topics;
  assert.ok(uploads && again && strange && shared);
  return { uploads, again, strange, shared };
}

/** A queue that two of the topics feed. */
const make = (others: Partial<WorkQueueArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(({ keyArn, alarmTopicArn }, opts) => {
    const here = { region: REGION, accountId: ACCOUNT, keyArn };
    const { uploads, again, strange, shared } = topicsOf("topics", here, opts);
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
      shared: shared.arn,
    };
  }, preview);

describe("PipelineTopics", () => {
  it("is encrypted, and keeps the account's own policy", async () => {
    const graph = await make();
    assert.deepEqual(graph.one("aws:sns/topic:Topic", "uploads-topic").inputs, {
      name: "ns_uploads",
      kmsMasterKeyId: graph.outputs["keyArn"],
    });
  });

  it("lets another account subscribe where it is told to, and do nothing else", async () => {
    const graph = await make();
    const { policy } = graph.one("aws:sns/topic:Topic", "shared-topic").inputs;
    const may = (account: string, action: string) =>
      allows(policy, {
        principal: `arn:aws:iam::${account}:role/any`,
        action,
        resource: arnOf("sns", "ns_shared"),
      });
    assert.equal(may("999988887777", "sns:Subscribe"), true);
    assert.equal(may("999988887777", "sns:Publish"), false);
    assert.equal(may("777788889999", "sns:Subscribe"), false);
    assert.equal(may(ACCOUNT, "sns:Publish"), true);
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
    const { redrivePolicy, policy, ...others } = graph.one(QUEUE, "input-queue").inputs;
    assert.equal(typeof policy, "string");
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
    const [says, whatToDo, ...rest] = String(alarmDescription).split("\n");
    assert.equal(says, "A message of ns_input was given up after 3 tries");
    assert.match(
      String(whatToDo),
      /^What to do: only repeated failures .+: aws sqs start-message-move-task --source-arn arn:aws:sqs:eu-west-1:111122223333:ns_input_dlq .+up to 300 minutes/,
    );
    assert.deepEqual(rest, []);
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
      okActions: [graph.outputs["alarmTopicArn"]],
    });
  });

  it("tells with the alarm who works on the queue, and what to do about just its messages", async () => {
    const service = { name: "ns-worker", does: "unpacks bags" };
    const run = await make({ service, whatToDo: "look at the bag", visibilitySeconds: 300 });
    assert.equal(
      run.one(ALARM, "input-dlq-not-empty").inputs["alarmDescription"],
      "A message of ns_input was given up after 3 tries\nWhat to do: look at the bag\nService: ns-worker - unpacks bags",
    );
  });

  it("takes messages in SNS's envelope from its own topics", () => {
    const subscriptions = graph.of("aws:sns/topicSubscription:TopicSubscription");
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
  });

  for (const preview of [true, false])
    it(`admits its own topics and nobody else${preview ? ", and knows so in a preview" : ""}`, async () => {
      const run = await make({}, preview);
      const { policy } = run.one(QUEUE, "input-queue").inputs;
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

  it("lets its readers of other systems receive, and nobody else", async () => {
    const run = await make({ readerArns: [`arn:aws:iam::${ACCOUNT}:root`] });
    const { policy } = run.one(QUEUE, "input-queue").inputs;
    const may = (account: string, action: string) =>
      allows(policy, {
        principal: `arn:aws:iam::${account}:role/any`,
        action,
        resource: arnOf("sqs", "ns_input"),
      });
    for (const action of ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]) {
      assert.equal(may(ACCOUNT, action), true, action);
      assert.equal(may("999988887777", action), false, action);
    }
    assert.equal(may(ACCOUNT, "sqs:SendMessage"), false);
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

import * as assert from "node:assert/strict";
import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { awsLookUps } from "../../../functions/slack-alarm/aws";

const span = { from: new Date(1000), to: new Date(2000) };

describe("looking up in AWS", () => {
  const sqs = mockClient(SQSClient);
  const cloudwatch = mockClient(CloudWatchClient);
  const logs = mockClient(CloudWatchLogsClient);
  after(() => [sqs, cloudwatch, logs].forEach((mock) => mock.restore()));
  beforeEach(() => [sqs, cloudwatch, logs].forEach((mock) => mock.reset()));

  it("counts the messages of a queue", async () => {
    sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: "12" } });
    assert.equal(await awsLookUps.messages("eu-west-1", "https://queue"), 12);
    assert.deepEqual(sqs.call(0).args[0].input, {
      QueueUrl: "https://queue",
      AttributeNames: ["ApproximateNumberOfMessages"],
    });
  });

  it("reads a metric, the newest minute first", async () => {
    cloudwatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [{ Values: [3, 2] }] });
    const metric = { namespace: "AWS/SQS", name: "Age", dimensions: { QueueName: "q" } };
    assert.deepEqual(await awsLookUps.greatest("eu-west-1", metric, span), [3, 2]);
    const input = cloudwatch.commandCalls(GetMetricDataCommand)[0]?.args[0].input;
    assert.equal(input?.ScanBy, "TimestampDescending");
    assert.deepEqual(input?.MetricDataQueries?.[0]?.MetricStat, {
      Metric: { Namespace: "AWS/SQS", MetricName: "Age", Dimensions: [{ Name: "QueueName", Value: "q" }] },
      Period: 60,
      Stat: "Maximum",
    });
  });

  const page = (messages: readonly string[], nextToken?: string) => ({
    events: messages.map((message) => ({ message })),
    ...(nextToken === undefined ? {} : { nextToken }),
  });

  it("reads lines page by page, over empty ones, until there are enough", async () => {
    logs
      .on(FilterLogEventsCommand)
      .resolvesOnce(page([], "1"))
      .resolvesOnce(page(["a"], "2"))
      .resolvesOnce(page(["b", "c"], "3"))
      .rejects(new Error("nobody needs more"));
    assert.deepEqual(await awsLookUps.lines("eu-west-1", "/group", "{ x }", span, 3), ["a", "b", "c"]);
    const asked = logs.commandCalls(FilterLogEventsCommand).map(({ args: [{ input }] }) => input);
    const same = { logGroupName: "/group", filterPattern: "{ x }", startTime: 1000, endTime: 2000 };
    assert.deepEqual(asked, [
      { ...same, limit: 3 },
      { ...same, limit: 3, nextToken: "1" },
      { ...same, limit: 2, nextToken: "2" },
    ]);
  });

  it("ends with the log, and after ten pages whatever there is", async () => {
    logs.on(FilterLogEventsCommand).resolvesOnce(page(["a"]));
    assert.deepEqual(await awsLookUps.lines("eu-west-1", "/group", "x", span, 3), ["a"]);
    logs.reset();
    logs.on(FilterLogEventsCommand).resolves(page([], "more"));
    assert.deepEqual(await awsLookUps.lines("eu-west-1", "/group", "x", span, 3), []);
    assert.equal(logs.commandCalls(FilterLogEventsCommand).length, 10);
  });
});

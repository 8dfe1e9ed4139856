import * as assert from "node:assert/strict";
import {
  GetSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from "@aws-sdk/client-secrets-manager";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { mockClient, type AwsStub } from "aws-sdk-client-mock";
import { bundledFunction } from "../bundled-function";
import { FakeSlack } from "../slack/fake-slack";
import { onTopic } from "./aws-events";
import { Table } from "./table";

describe("the alarms' function as Lambda runs it", () => {
  const untouched = { ...process.env };
  // Not before its turn: the mock is of the class, and other specs have clients of it.
  let secrets: AwsStub<ServiceInputTypes, ServiceOutputTypes, SecretsManagerClientResolvedConfig>;
  let freeTable = () => {};
  let slack: FakeSlack;
  before(async () => {
    slack = await FakeSlack.start();
    secrets = mockClient(SecretsManagerClient);
    // In this order: a mock of one client frees the class that it is of.
    const memory = new Table();
    const table = mockClient(DynamoDBDocumentClient);
    memory.answer(table);
    freeTable = () => table.restore();
    Object.assign(process.env, {
      STAGE: "pro",
      SLACK_SECRET: "monitoring/critical_slack_webhook",
      THREADS_TABLE: "threads",
      AWS_REGION: "eu-west-1",
      POWERTOOLS_LOG_LEVEL: "SILENT",
      SLACK_API_URL: slack.apiUrl,
    });
  });
  after(async () => {
    freeTable();
    secrets.restore();
    process.env = untouched;
    await slack.stop();
  });

  it("reads where to post from the secret, and tells what it hears", async () => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: slack.secretText("channel") });
    const { handler } = await import("../../../functions/slack-alarm");
    await handler(onTopic("hello", { subject: "Hello" }), { awsRequestId: "1" });
    assert.deepEqual(
      slack.posted.map(({ text, channel }) => [text, channel]),
      [[":large_yellow_circle: [pro] Hello", "C1"]],
    );
    const [asked] = secrets.commandCalls(GetSecretValueCommand);
    assert.equal(asked?.args[0].input.SecretId, "monitoring/critical_slack_webhook");
  });

  it("is one file that finds AWS's clients in the runtime", async () => {
    const deployed = await bundledFunction("slack-alarm");
    try {
      assert.equal(typeof deployed.handler(), "function");
    } finally {
      deployed.remove();
    }
  });
});

import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../../components/alerts/alarm-topic";
import { SlackAlarms, type SlackAlarmsArgs } from "../../components/alerts/slack-alarms";
import { ArchiveTable } from "../../components/databases/archive-table";
import { CustomerKey } from "../../components/keys/customer-key";
import { storingServices } from "../../components/keys/stage-keys";
import { settingsOf } from "../../functions/slack-alarm/settings";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph, Registered } from "../graph/graph";
import { functionPlace } from "./function-place";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const NAME = "strongroom-pro-slack-alarm";
const LETTERS = `arn:aws:sqs:${REGION}:${ACCOUNT}:${NAME}_dlq`;
const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${NAME}`;
const SECRET = "monitoring/critical_slack_webhook";
const HOME_TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:pro-alarms`;
const SECOND_TOPIC = `arn:aws:sns:eu-west-2:${ACCOUNT}:pro-alarms`;
const ruleArn = (role: string) => `arn:aws:events:${REGION}:${ACCOUNT}:rule/${NAME}-${role}`;

const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const PERMISSION = "aws:lambda/permission:Permission";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const make = (others: Partial<SlackAlarmsArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(({ keyArn, boundaryArn, alarmTopicArn }, opts) => {
    const london = {
      providers: [new Provider("london", { region: "eu-west-2", allowedAccountIds: [ACCOUNT] })],
    };
    const key = (name: string, where: pulumi.ComponentResourceOptions) =>
      new CustomerKey(
        name,
        {
          alias: `alias/${name}`,
          description: "Topics",
          accountId: ACCOUNT,
          custodianRoleArns: [role("custodian")],
          services: storingServices(ACCOUNT),
        },
        where,
      ).arn;
    const topic = (name: string, region: string, where: pulumi.ComponentResourceOptions) => {
      const keyArn = key(`${name}-key`, where);
      return new AlarmTopic(name, { topicName: "pro-alarms", accountId: ACCOUNT, region, keyArn }, where);
    };
    const topics = [topic("home", REGION, opts), topic("second", "eu-west-2", london)];
    const threads = new ArchiveTable(
      "threads",
      { tableName: "pro-threads", hashKey: { name: "alarm", type: "S" }, expiresBy: "expires", keyArn },
      opts,
    );
    new SlackAlarms(
      "slack",
      {
        functionName: NAME,
        stage: "pro",
        topics: [
          { name: "home", arn: HOME_TOPIC },
          { name: "eu-west-2", arn: SECOND_TOPIC, elsewhere: london },
        ],
        slackSecret: SECRET,
        secretsKeyArn: keyArn,
        threads: { name: "pro-threads", arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/pro-threads` },
        logGroups: ["/aws/lambda/strongroom-pro-*", "/strongroom/pro/trail"],
        dashboardsUrl: "https://logs.example/_dashboards",
        place: functionPlace({ keyArn, boundaryArn, alarmTopicArn }),
        ...others,
      },
      { ...opts, dependsOn: [threads, ...topics] },
    );
    return { keyArn, alarmTopicArn };
  }, preview);

describe("SlackAlarms", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("is told all that its function reads from its environment", () => {
    const { environment } = graph.one("aws:lambda/function:Function", "slack-function").inputs;
    const variables = Object.entries(Object(Reflect.get(Object(environment), "variables")));
    assert.deepEqual(
      settingsOf(Object.fromEntries(variables.map(([name, value]) => [name, String(value)]))),
      {
        stage: "pro",
        slackSecret: SECRET,
        threadsTable: "pro-threads",
        dashboardsUrl: "https://logs.example/_dashboards",
      },
    );
  });

  it("listens to the topics of every region, each in its own", () => {
    const subscriptions = graph
      .of(SUBSCRIPTION)
      .map(({ inputs, provider }) => [
        inputs["topic"],
        inputs["protocol"],
        inputs["endpoint"],
        provider.split("::").at(-1),
      ]);
    assert.deepEqual(subscriptions, [
      [HOME_TOPIC, "lambda", FUNCTION, "aws"],
      [SECOND_TOPIC, "lambda", FUNCTION, "london"],
    ]);
    assert.deepEqual(
      graph.of(SUBSCRIPTION).map(({ inputs }) => inputs["redrivePolicy"]),
      [JSON.stringify({ deadLetterTargetArn: LETTERS }), undefined],
    );
  });

  it("may be called by just its topics and rules, each by name", () => {
    const admitted = graph.of(PERMISSION).map(({ inputs }) => [inputs["principal"], inputs["sourceArn"]]);
    assert.deepEqual(admitted, [
      ["sns.amazonaws.com", HOME_TOPIC],
      ["sns.amazonaws.com", SECOND_TOPIC],
      ["events.amazonaws.com", ruleArn("tasks")],
      ["events.amazonaws.com", ruleArn("backups")],
    ]);
    for (const { inputs } of graph.of(PERMISSION)) {
      assert.equal(inputs["action"], "lambda:InvokeFunction");
      assert.equal(inputs["function"], NAME);
    }
  });

  it("admits each caller before it is called", () => {
    const waits = (of: Registered, on: Registered) => of.dependsOn.includes(on.urn);
    for (const role of ["tasks", "backups"])
      assert.ok(
        waits(
          graph.one("aws:cloudwatch/eventTarget:EventTarget", `slack-${role}-target`),
          graph.one(PERMISSION, `slack-${role}-permission`),
        ),
      );
    for (const topic of ["home", "eu-west-2"])
      assert.ok(
        waits(
          graph.one(SUBSCRIPTION, `slack-${topic}-subscription`),
          graph.one(PERMISSION, `slack-${topic}-permission`),
        ),
        topic,
      );
  });

  it("hears of services that cannot start tasks and of backups that were not made", () => {
    const patterns = graph
      .of("aws:cloudwatch/eventRule:EventRule")
      .map(({ inputs }) => [inputs["name"], JSON.parse(String(inputs["eventPattern"]))]);
    assert.deepEqual(patterns, [
      [
        `${NAME}-tasks`,
        {
          source: ["aws.ecs"],
          "detail-type": ["ECS Service Action"],
          detail: { eventName: ["SERVICE_TASK_START_IMPAIRED", "SERVICE_STEADY_STATE"] },
        },
      ],
      [
        `${NAME}-backups`,
        {
          source: ["aws.backup"],
          "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
          detail: {
            $or: [{ state: ["FAILED", "ABORTED", "EXPIRED"] }, { status: ["FAILED", "ABORTED", "EXPIRED"] }],
          },
        },
      ],
    ]);
  });

  it("loses nothing: what cannot be delivered or told is in one queue of dead letters, encrypted", () => {
    const { policy, ...queue } = graph.one("aws:sqs/queue:Queue", "slack-dead-letters-queue").inputs;
    assert.equal(typeof policy, "string");
    assert.deepEqual(queue, {
      name: `${NAME}_dlq`,
      messageRetentionSeconds: 1_209_600,
      kmsMasterKeyId: graph.outputs["keyArn"],
      tags: { "archive:queue-role": "dlq" },
    });
    assert.deepEqual(
      graph.one("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "slack-events").inputs[
        "destinationConfig"
      ],
      { onFailure: { destination: LETTERS } },
    );
    for (const { inputs } of graph.of("aws:cloudwatch/eventTarget:EventTarget")) {
      assert.deepEqual(inputs["deadLetterConfig"], { arn: LETTERS });
      assert.deepEqual(inputs["retryPolicy"], { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 });
    }
  });

  for (const preview of [true, false])
    it(`lets just its topic and its rules send dead letters${preview ? ", and knows so in a preview" : ""}`, async () => {
      const run = await make({}, preview);
      const { policy } = run.one("aws:sqs/queue:Queue", "slack-dead-letters-queue").inputs;
      const sends = (service: string, source: string) =>
        allows(policy, {
          principal: `${service}.amazonaws.com`,
          action: "sqs:SendMessage",
          resource: LETTERS,
          context: { "aws:SourceArn": source },
        });
      assert.equal(sends("events", ruleArn("tasks")), true);
      assert.equal(sends("events", ruleArn("others")), false);
      assert.equal(sends("sns", HOME_TOPIC), true);
      assert.equal(sends("sns", SECOND_TOPIC), false);
    });

  it("tells by e-mail when Slack is not told, and when its function fails", () => {
    const alarms = graph.of(ALARM).map(({ inputs }) => [inputs["name"], inputs["alarmActions"]]);
    const email = [graph.outputs["alarmTopicArn"]];
    assert.deepEqual(alarms, [
      [`${NAME}_dlq_not_empty`, email],
      [`${NAME}_errors`, email],
    ]);
    const { alarmDescription, dimensions, threshold } = graph.one(
      ALARM,
      "slack-dead-letters-not-empty",
    ).inputs;
    assert.match(
      String(alarmDescription),
      /^Slack was not told of an alarm\nWhat to do: .+_dlq say of which/,
    );
    assert.deepEqual([dimensions, threshold], [{ QueueName: `${NAME}_dlq` }, 0]);
  });

  it("may read its secret, its table, dead letters, metrics and the logs it is told, and changes nothing else", async () => {
    const preview = await make({}, true);
    const { policy } = preview.one("aws:iam/rolePolicy:RolePolicy", "slack-execution-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, resource: string, through = "") =>
      allows(policy, { principal: NAME, action, resource, context: { "kms:ViaService": through } });
    const secret = (name: string) => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`;
    const table = (name: string) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`;
    const lines = (group: string, region = REGION) =>
      `arn:aws:logs:${region}:${ACCOUNT}:log-group:${group}:log-stream:x`;
    const keyArn = String(graph.outputs["keyArn"]);
    const allowed: readonly (readonly [string, string, string?])[] = [
      ["secretsmanager:GetSecretValue", secret(SECRET)],
      ["dynamodb:GetItem", table("pro-threads")],
      ["dynamodb:PutItem", table("pro-threads")],
      ["dynamodb:UpdateItem", table("pro-threads")],
      ["kms:Decrypt", keyArn, `dynamodb.${REGION}.amazonaws.com`],
      ["sqs:GetQueueAttributes", `arn:aws:sqs:eu-west-2:${ACCOUNT}:any_dlq`],
      ["cloudwatch:GetMetricData", "*"],
      ["logs:FilterLogEvents", lines("/aws/lambda/strongroom-pro-keeper", "eu-west-2")],
      ["logs:FilterLogEvents", lines("/strongroom/pro/trail")],
      ["sqs:SendMessage", LETTERS],
    ];
    const refused: typeof allowed = [
      ["secretsmanager:GetSecretValue", secret("other")],
      ["dynamodb:DeleteItem", table("pro-threads")],
      ["dynamodb:GetItem", table("storage-ingests")],
      ["kms:Decrypt", keyArn, `s3.${REGION}.amazonaws.com`],
      ["sqs:GetQueueAttributes", `arn:aws:sqs:${REGION}:${ACCOUNT}:any`],
      ["sqs:ReceiveMessage", LETTERS],
      ["sqs:SendMessage", `arn:aws:sqs:${REGION}:${ACCOUNT}:any`],
      ["logs:FilterLogEvents", lines("/aws/lambda/other")],
      ["cloudwatch:PutMetricAlarm", "*"],
    ];
    for (const [action, resource, through] of allowed)
      assert.equal(may(action, resource, through), true, `${action} ${resource}`);
    for (const [action, resource, through] of refused)
      assert.equal(may(action, resource, through), false, `${action} ${resource}`);
  });

  it("refuses to listen to nothing, and takes one topic", async () => {
    await assert.rejects(make({ topics: [] }), { message: "topics: at least one is needed" });
    const one = await make({
      topics: [{ name: "only", arn: `arn:aws:sns:${REGION}:${ACCOUNT}:ground-alarms` }],
    });
    assert.equal(one.of(SUBSCRIPTION).length, 1);
  });
});

import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import {
  FAILURE_LINES,
  NodeFunction,
  type FunctionPlace,
  type NodeFunctionArgs,
} from "../../components/functions/node-function";
import { FunctionSchedule } from "../../components/functions/schedule";
import { hasUnknown, UNKNOWN } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { handlerFiles, sources } from "./function-sources";
import { functionPlace } from "./function-place";
import { ACCOUNT, REGION, runComponent, type Ground } from "./ground";
import { allows, takers } from "./policy-evaluation";

const FUNCTION = "aws:lambda/function:Function";
const PERMISSIONS = "aws:iam/rolePolicy:RolePolicy";
const EVENTS = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const LETTERS_NAME = "daily-report_dlq";
const LETTERS = `arn:aws:sqs:${REGION}:${ACCOUNT}:${LETTERS_NAME}`;
const BOUNDARY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const ARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:daily-report`;
const LOG = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/lambda/daily-report:log-stream:x`;

const placeOn = ({ keyArn, alarmTopicArn }: Ground): FunctionPlace =>
  functionPlace({ keyArn, boundaryArn: BOUNDARY, alarmTopicArn });

describe("NodeFunction", () => {
  let folder: string;
  before(() => {
    folder = sources(handlerFiles);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const make = (
    others: Partial<NodeFunctionArgs> = {},
    preview = false,
    queues: readonly string[] = [],
  ): Promise<Graph> =>
    runComponent((ground, opts) => {
      const around = new pulumi.ComponentResource("tests:functions:Around", "around", {}, opts);
      const there = queues.map((queue) => new sqs.Queue(queue, { name: queue }, { parent: around }));
      const place = placeOn(ground);
      const made = new NodeFunction(
        "report",
        {
          functionName: "daily-report",
          description: "Tells what happened",
          entry: path.join(folder, "handler.ts"),
          memoryMiB: 256,
          timeoutSeconds: 60,
          environment: { INDEX: "storage_ingests" },
          statements: [
            { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::reports/*" },
          ],
          place,
          ...others,
        },
        { ...opts, dependsOn: there },
      );
      new FunctionSchedule(
        "daily",
        { scheduleName: "daily-report-daily", function: made, expression: "cron(0 7 * * ? *)", place },
        opts,
      );
      const { arn, plainArn, functionName, roleArn, roleName } = made;
      return { ...ground, arn, plainArn, functionName, roleArn, roleName };
    }, preview);

  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("is a function on the newest Node, with its environment encrypted and a log of its own", () => {
    const made = graph.one(FUNCTION, "report-function");
    const { code, ...others } = made.inputs;
    assert.match(JSON.stringify(code), /index\.js/);
    assert.deepEqual(others, {
      name: "daily-report",
      description: "Tells what happened",
      role: graph.outputs["roleArn"],
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      memorySize: 256,
      timeout: 60,
      environment: {
        variables: {
          POWERTOOLS_SERVICE_NAME: "daily-report",
          POWERTOOLS_METRICS_NAMESPACE: "Strongroom",
          INDEX: "storage_ingests",
        },
      },
      kmsKeyArn: graph.outputs["keyArn"],
      loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/daily-report" },
    });
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", "report-log").inputs, {
      name: "/aws/lambda/daily-report",
      retentionInDays: 365,
      kmsKeyId: graph.outputs["keyArn"],
    });
    const permissions = graph.one(PERMISSIONS, "report-execution-permissions");
    assert.ok(made.dependsOn.includes(permissions.urn), "Lambda tries at once what the role may do");
  });

  it("runs alone only when it is said", async () => {
    const alone = await make({ reservedConcurrency: 1 });
    const reserved = (of: Graph) =>
      of.one(FUNCTION, "report-function").inputs["reservedConcurrentExecutions"];
    assert.deepEqual([reserved(alone), reserved(graph)], [1, undefined]);
  });

  it("sends events that failed three times to the dead letters, which it may encrypt", async () => {
    const run = (preview: boolean) =>
      make({ deadLetters: { arn: LETTERS, plainArn: LETTERS } }, preview, [LETTERS_NAME]);
    const made = await run(false);
    assert.deepEqual(made.one(EVENTS, "report-events").inputs, {
      functionName: "daily-report",
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destination: LETTERS } },
    });
    const { policy } = (await run(true)).one(PERMISSIONS, "report-execution-permissions").inputs;
    const may = (action: string, resource: string, through = "") =>
      allows(policy, {
        principal: "daily-report",
        action,
        resource,
        context: { "kms:ViaService": through },
      });
    const keyArn = String(made.outputs["keyArn"]);
    assert.equal(may("sqs:SendMessage", LETTERS), true);
    assert.equal(may("sqs:SendMessage", `${LETTERS}-2`), false);
    assert.equal(may("kms:GenerateDataKey", keyArn, "sqs.eu-west-1.amazonaws.com"), true);
    assert.equal(may("kms:GenerateDataKey", keyArn, "s3.eu-west-1.amazonaws.com"), false);
    assert.deepEqual(graph.of(EVENTS), [], "without dead letters there is nothing to say");
  });

  it("tells the alarm topic of every failure", () => {
    const { alarmDescription, ...others } = graph.one(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "report-errors",
    ).inputs;
    assert.equal(
      alarmDescription,
      [
        "daily-report failed",
        "What to do: its log says why, and what to mend. Lambda tries an event twice more, and what runs on a schedule does the work the next time",
        "Service: daily-report - Tells what happened",
        "Log group: /aws/lambda/daily-report",
        `Log lines: ${FAILURE_LINES}`,
      ].join("\n"),
    );
    assert.deepEqual(others, {
      name: "daily-report_errors",
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: "daily-report" },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: [graph.outputs["alarmTopicArn"]],
      okActions: [graph.outputs["alarmTopicArn"]],
    });
  });

  for (const preview of [true, false])
    it(`may write its log, read its environment and do what it is for${preview ? ", as known in a preview" : ""}`, async () => {
      const run = await make({}, preview);
      const { policy } = run.one(PERMISSIONS, "report-execution-permissions").inputs;
      assert.equal(hasUnknown(policy), false);
      const keyArn = String(run.outputs["keyArn"]);
      const may = (action: string, resource: string, functionArn = "") =>
        allows(policy, {
          principal: "daily-report",
          action,
          resource,
          context: { "kms:EncryptionContext:aws:lambda:FunctionArn": functionArn },
        });
      assert.equal(may("logs:PutLogEvents", LOG), true);
      assert.equal(may("logs:PutLogEvents", LOG.replace("daily-report", "other")), false);
      assert.equal(may("kms:Decrypt", keyArn, ARN), true);
      assert.equal(may("kms:Decrypt", keyArn, `${ARN}-2`), false);
      assert.equal(may("s3:GetObject", "arn:aws:s3:::reports/today"), true);
      assert.equal(may("s3:PutObject", "arn:aws:s3:::reports/today"), false);
    });

  it("has a role within the boundary that only Lambda takes, for this account", () => {
    const { assumeRolePolicy, ...others } = graph.one("aws:iam/role:Role", "report-execution-role").inputs;
    assert.deepEqual(others, { name: "daily-report", permissionsBoundary: BOUNDARY });
    const taken = takers(assumeRolePolicy);
    assert.equal(taken("lambda.amazonaws.com", ACCOUNT), true);
    assert.equal(taken("lambda.amazonaws.com", "999988887777"), false);
    assert.equal(taken("ecs-tasks.amazonaws.com", ACCOUNT), false);
  });

  it("knows its ARN and role in a preview, and they are the real ones", async () => {
    const { outputs } = graph;
    assert.deepEqual([outputs["plainArn"], outputs["arn"]], [ARN, ARN]);
    const preview = (await make({}, true)).outputs;
    assert.deepEqual([preview["plainArn"], preview["arn"]], [ARN, UNKNOWN]);
    assert.deepEqual([preview["roleName"], outputs["roleName"]], ["daily-report", "daily-report"]);
  });

  it("is called at its times, by a role that may call nothing else", async () => {
    const preview = await make({}, true);
    const { policy } = preview.one(PERMISSIONS, "daily-caller-permissions").inputs;
    const may = (action: string, resource: string) =>
      allows(policy, { principal: "daily-report-daily", action, resource });
    assert.equal(may("lambda:InvokeFunction", ARN), true);
    assert.equal(may("lambda:InvokeFunction", `${ARN}-2`), false);
    assert.equal(may("lambda:UpdateFunctionCode", ARN), false);
    assert.deepEqual(graph.one("aws:scheduler/schedule:Schedule", "daily-schedule").inputs, {
      name: "daily-report-daily",
      scheduleExpression: "cron(0 7 * * ? *)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: ARN,
        roleArn: `arn:aws:iam::${ACCOUNT}:role/daily-report-daily`,
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
      },
    });
  });
});

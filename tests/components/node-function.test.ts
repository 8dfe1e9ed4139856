import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "../../components/functions/bundle";
import {
  NodeFunction,
  type FunctionPlace,
  type NodeFunctionArgs,
} from "../../components/functions/node-function";
import { FunctionSchedule } from "../../components/functions/schedule";
import { hasUnknown, UNKNOWN } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ROOT } from "../graph/project";
import { ACCOUNT, REGION, runComponent, type Ground } from "./ground";
import { allows } from "./policy-evaluation";

const FUNCTION = "aws:lambda/function:Function";
const PERMISSIONS = "aws:iam/rolePolicy:RolePolicy";
const BOUNDARY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const ARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:daily-report`;
const LOG = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/lambda/daily-report:log-stream:x`;

/** A folder with the sources of a function, and the packages that it may import. */
function sources(files: Readonly<Record<string, string>>): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-function-")));
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, file), text);
  fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

const handlerFiles = {
  "handler.ts": `import { S3Client } from "@aws-sdk/client-s3";
    import { words } from "./words";
    export const handler = async (event: string) => [...words(event), typeof S3Client];`,
  "empty.cjs": `exports.empty = (text) => text === "";`,
  "words.ts": `import * as z from "zod";
    import { empty } from "./empty.cjs";
    export const words = (text: unknown): readonly string[] =>
      z.string().parse(text).split(" ").filter((word) => !empty(word));`,
};

describe("a function's code", () => {
  let folder: string;
  before(() => {
    folder = sources(handlerFiles);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  async function textOf(entry: string): Promise<string> {
    const archive = bundle(entry);
    assert.ok(archive instanceof pulumi.asset.AssetArchive);
    const assets = await archive.assets;
    assert.deepEqual(Object.keys(assets), ["index.js"]);
    const asset = assets["index.js"];
    assert.ok(asset instanceof pulumi.asset.FileAsset, "a state holds the text of any other");
    return fs.readFileSync(await asset.path, "utf8");
  }

  it("is one file that runs with the AWS SDK of the runtime alone", async () => {
    const text = await textOf(path.join(folder, "handler.ts"));
    fs.writeFileSync(path.join(folder, "index.js"), text);
    const { handler } = require(path.join(folder, "index.js"));
    assert.deepEqual(await handler("two  words"), ["two", "words", "function"]);
    const required = [...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name = ""]) => name);
    assert.deepEqual(required.toSorted(), ["@aws-sdk/client-s3", "node:url"]);
  });

  it("is the same wherever the sources are", async () => {
    const other = sources(handlerFiles);
    assert.equal(await textOf(path.join(other, "handler.ts")), await textOf(path.join(folder, "handler.ts")));
    fs.rmSync(other, { recursive: true });
  });

  it("is refused when something that it imports is missing", () => {
    const broken = sources({ "handler.ts": handlerFiles["handler.ts"] });
    assert.throws(() => bundle(path.join(broken, "handler.ts")), /Could not resolve "\.\/words"/);
    fs.rmSync(broken, { recursive: true });
  });
});

const placeOn = ({ keyArn, alarmTopicArn }: Ground): FunctionPlace => ({
  region: REGION,
  accountId: ACCOUNT,
  boundaryArn: BOUNDARY,
  dataKey: { keyArn },
  logsKeyArn: keyArn,
  logDays: 365,
  alarmTopicArn,
});

describe("NodeFunction", () => {
  let folder: string;
  before(() => {
    folder = sources(handlerFiles);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const make = (others: Partial<NodeFunctionArgs> = {}, preview = false): Promise<Graph> =>
    runComponent((ground, opts) => {
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
        opts,
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

  it("tells the alarm topic of every failure", () => {
    const { alarmDescription, ...others } = graph.one(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "report-errors",
    ).inputs;
    assert.match(String(alarmDescription), /daily-report failed: its log \/aws\/lambda\/daily-report/);
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
    const taken = (principal: string, account: string) =>
      allows(assumeRolePolicy, {
        principal,
        action: "sts:AssumeRole",
        resource: "*",
        context: { "aws:SourceAccount": account },
      });
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

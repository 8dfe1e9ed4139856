import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { DailyReport, type DailyReportArgs } from "../../components/reports/daily-report";
import { ReportBucket } from "../../components/reports/report-bucket";
import { sendReport } from "../../functions/daily-report/report";
import { settingsOf } from "../../functions/daily-report/settings";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import { FakeCluster } from "../functions/daily-report/cluster";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, runComponent, type Ground } from "./ground";
import { allows } from "./policy-evaluation";

const REPORT = "strongroom-pro-daily-report";
const BUCKET = "strongroom-pro-reports-111122223333";
const FUNCTION = "aws:lambda/function:Function";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const secrets = {
  host: "storage_service_reporter/es_host",
  port: "storage_service_reporter/es_port",
  user: "storage_service_reporter/es_user",
  password: "storage_service_reporter/es_pass",
  slack: "storage_service_reporter/slack_webhook",
};

const reportArgs = (ground: Ground): DailyReportArgs => ({
  functionName: REPORT,
  indices: [{ title: "Production", index: "storage_ingests" }],
  secrets,
  secretsKeyArn: ground.keyArn,
  bucket: { name: BUCKET, key: { keyArn: ground.keyArn } },
  timeZone: "Europe/London",
  inspectorUrl: "https://ingests.example.org/{id}",
  network: { vpcId: ground.vpcId, subnetIds: ground.subnetIds, clusterClientGroupIds: [ground.groupId] },
  place: {
    region: REGION,
    accountId: ACCOUNT,
    boundaryArn: ground.boundaryArn,
    dataKey: { keyArn: ground.keyArn },
    logsKeyArn: ground.keyArn,
    logDays: 365,
    alarmTopicArn: ground.alarmTopicArn,
  },
});

const make = (others: Partial<DailyReportArgs> = {}, preview = false): Promise<Graph> =>
  runComponent((ground, opts: pulumi.ComponentResourceOptions) => {
    new ReportBucket(
      "reports",
      { bucketName: BUCKET, keyArn: ground.keyArn, accessLogs: { bucketName: ground.logBucket } },
      opts,
    );
    new DailyReport("report", { ...reportArgs(ground), ...others }, opts);
    return ground;
  }, preview);

describe("DailyReport", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  const variablesOf = (of: Graph): Readonly<Record<string, string>> => {
    const { environment } = of.one(FUNCTION, "report-function").inputs;
    return Object(Reflect.get(Object(environment), "variables"));
  };

  it("tells its function what to report, as the function reads it", () => {
    const settings = settingsOf({ ...variablesOf(graph), AWS_REGION: REGION });
    assert.deepEqual(settings, {
      indices: [{ title: "Production", index: "storage_ingests" }],
      reportBucket: BUCKET,
      timeZone: "Europe/London",
      inspectorUrl: "https://ingests.example.org/{id}",
      region: REGION,
      secrets,
    });
  });

  it("needs no inspector", async () => {
    const plain = variablesOf(await make({ inspectorUrl: undefined }));
    assert.equal("INSPECTOR_URL" in plain, false);
  });

  it("comes at six in the morning of its stage", () => {
    const { scheduleExpression, scheduleExpressionTimezone, target } = graph.one(
      "aws:scheduler/schedule:Schedule",
      "report-schedule",
    ).inputs;
    assert.deepEqual(
      [scheduleExpression, scheduleExpressionTimezone],
      ["cron(0 6 * * ? *)", "Europe/London"],
    );
    assert.equal(
      Reflect.get(Object(target), "arn"),
      `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${REPORT}`,
    );
  });

  it("has the time and memory that a hundred thousand ingests take, with room", () => {
    const { timeout, memorySize } = graph.one(FUNCTION, "report-function").inputs;
    assert.deepEqual([timeout, memorySize], [300, 1024]);
  });

  it("reaches the cluster as one of its clients, from subnets behind a NAT gateway", () => {
    const group = graph.one("aws:ec2/securityGroup:SecurityGroup", "report-group");
    assert.deepEqual(graph.one(FUNCTION, "report-function").inputs["vpcConfig"], {
      subnetIds: graph.outputs["subnetIds"],
      securityGroupIds: [group.id, graph.outputs["groupId"]],
    });
  });

  for (const preview of [true, false])
    it(`may read its secrets, and write and show reports${preview ? ", as known in a preview" : ""}`, async () => {
      const run = await make({}, preview);
      const { policy } = run.one("aws:iam/rolePolicy:RolePolicy", "report-execution-permissions").inputs;
      assert.equal(hasUnknown(policy), false);
      const may = (action: string, resource: string, context = {}) =>
        allows(policy, { principal: REPORT, action, resource, context });
      const secret = (name: string) => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-a1B2c3`;
      for (const name of Object.values(secrets))
        assert.equal(may("secretsmanager:GetSecretValue", secret(name)), true, name);
      assert.equal(may("secretsmanager:GetSecretValue", secret("prod/indexer/ingests/es_password")), false);
      assert.equal(may("secretsmanager:PutSecretValue", secret(secrets.slack)), false);
      const report = `arn:aws:s3:::${BUCKET}/2026-06-12.html`;
      assert.deepEqual([may("s3:PutObject", report), may("s3:GetObject", report)], [true, true]);
      assert.deepEqual(
        [may("s3:DeleteObject", report), may("s3:PutObject", "arn:aws:s3:::other/a")],
        [false, false],
      );
      const keyArn = String(run.outputs["keyArn"]);
      const through = (service: string) => ({ "kms:ViaService": `${service}.${REGION}.amazonaws.com` });
      assert.equal(may("kms:GenerateDataKey", keyArn, through("s3")), true);
      assert.equal(may("kms:Decrypt", keyArn, through("s3")), true);
      assert.equal(may("kms:GenerateDataKey", keyArn, through("dynamodb")), false);
    });

  it("alarms when it failed, and when there was none for a day", () => {
    assert.deepEqual(graph.texts(ALARM, "name").toSorted(), [`${REPORT}_errors`, `${REPORT}_missed`]);
    const { alarmDescription, alarmActions, okActions, ...others } = graph.one(ALARM, "report-missed").inputs;
    assert.match(String(alarmDescription), /^No daily report was sent for 26 hours\nWhat to do: /);
    assert.deepEqual(
      [alarmActions, okActions],
      [[graph.outputs["alarmTopicArn"]], [graph.outputs["alarmTopicArn"]]],
    );
    assert.deepEqual(others, {
      name: `${REPORT}_missed`,
      namespace: "Strongroom",
      metricName: "ReportSent",
      dimensions: { service: REPORT },
      statistic: "Sum",
      period: 3600,
      evaluationPeriods: 26,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
    });
  });

  it("alarms by a metric that its function counts, under the function's own name", async () => {
    const counted: string[] = [];
    const cluster = await FakeCluster.start();
    cluster.indices["storage_ingests"] = [];
    const search = cluster.client();
    await sendReport(settingsOf({ ...variablesOf(graph), AWS_REGION: REGION }), {
      search,
      store: { put: async () => undefined, sharedUrl: async () => "https://example.org/" },
      post: async () => undefined,
      count: (name) => counted.push(name),
      now: new Date(),
    });
    await search.close();
    await cluster.stop();
    assert.ok(counted.includes(String(graph.one(ALARM, "report-missed").inputs["metricName"])));
    assert.equal(variablesOf(graph)["POWERTOOLS_SERVICE_NAME"], REPORT);
  });

  it("refuses to report nothing", () => assert.rejects(make({ indices: [] }), /indices: at least one/));

  it("refuses an inspector that leads to no ingest", () =>
    assert.rejects(make({ inspectorUrl: "https://example.org/" }), /inspectorUrl: a URL with \{id\} in it/));
});

describe("ReportBucket", () => {
  it("keeps reports for ninety days, private, encrypted with our key, protected", async () => {
    const graph = await make();
    const bucket = graph.one("aws:s3/bucket:Bucket", "reports");
    assert.deepEqual(bucket.inputs, { bucket: BUCKET, tags: { "archive:role": "artifacts" } });
    assert.deepEqual([bucket.protect, bucket.retainOnDelete], [true, true]);
    const { rules } = graph.one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "reports-lifecycle",
    ).inputs;
    assert.ok(Array.isArray(rules));
    assert.deepEqual(rules[0], {
      id: "old-reports",
      status: "Enabled",
      filter: { prefix: "" },
      expiration: { days: 90 },
    });
    const { rules: encryption } = graph.one(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "reports-encryption",
    ).inputs;
    assert.deepEqual(encryption, [
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: graph.outputs["keyArn"],
        },
        bucketKeyEnabled: true,
      },
    ]);
  });
});

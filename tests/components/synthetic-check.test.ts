import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { CheckBucket } from "../../components/watch/check-bucket";
import { SyntheticCheck, type SyntheticCheckArgs } from "../../components/watch/synthetic-check";
import { canaryBundle } from "../../components/functions/bundle";
import { textAt } from "../../rehearsal/clouds/aws/values";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import * as path from "node:path";
import { ROOT } from "../graph/project";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const CANARY = "aws:synthetics/canary:Canary";
const BUCKET = `strongroom-pre-checks-${ACCOUNT}`;

const make = (others: Partial<SyntheticCheckArgs> = {}, preview = false) =>
  runComponent(({ keyArn, logBucket, boundaryArn, alarmTopicArn }, opts) => {
    const bucket = new CheckBucket(
      "checks",
      { bucketName: BUCKET, keyArn, accessLogs: { bucketName: logBucket } },
      opts,
    );
    new SyntheticCheck(
      "check",
      {
        checkName: "strongroom-pre-site",
        siteUrl: "https://www.example.org",
        bucketName: BUCKET,
        key: { keyArn, keyAlias: "alias/web" },
        place: { region: REGION, accountId: ACCOUNT, boundaryArn },
        alarmTopicArn,
        ...others,
      },
      { ...opts, dependsOn: [bucket] },
    );
    return { keyArn, boundaryArn, alarmTopicArn };
  }, preview);

describe("SyntheticCheck", () => {
  it("asks the site every five minutes whether it is ready, and for its first page", async () => {
    const { inputs } = (await make()).one(CANARY, "check-canary");
    assert.equal(textAt(inputs, "schedule.expression"), "rate(5 minutes)");
    assert.equal(inputs["startCanary"], true);
    assert.deepEqual(Reflect.get(Object(inputs["runConfig"]), "environmentVariables"), {
      SITE_URL: "https://www.example.org",
      SITE_PATHS: "/healthz/ready /",
    });
  });

  it("runs the code that lies in its bucket, in the version that was put there", async () => {
    const graph = await make();
    const code = graph.one("aws:s3/bucketObjectv2:BucketObjectv2", "check-code");
    const { inputs } = graph.one(CANARY, "check-canary");
    assert.deepEqual([inputs["s3Bucket"], inputs["s3Key"]], [BUCKET, "code/strongroom-pre-site.zip"]);
    assert.match(String(inputs["s3Version"]), /^[0-9a-f]{32}$/);
    assert.equal(inputs["s3Version"], code.outputs["versionId"]);
    const archive = canaryBundle(path.join(ROOT, "functions/site-check/index.ts"));
    assert.ok(archive instanceof pulumi.asset.AssetArchive);
    // Where Synthetics looks for `index.handler`.
    assert.deepEqual(Object.keys(await archive.assets), ["nodejs/node_modules/index.js"]);
  });

  it("encrypts what it leaves, and its environment, with the given key", async () => {
    const graph = await make();
    const { inputs } = graph.one(CANARY, "check-canary");
    const { keyArn } = graph.outputs;
    assert.equal(inputs["artifactS3Location"], `s3://${BUCKET}/runs/strongroom-pre-site`);
    assert.deepEqual(inputs["artifactConfig"], {
      s3Encryption: { encryptionMode: "SSE_KMS", kmsKeyArn: keyArn },
    });
    assert.equal(inputs["kmsKeyArn"], keyArn);
  });

  it("may leave what it saw and tell how it went, within the stage's boundary, and nothing else", async () => {
    const graph = await make({}, true);
    const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "check-run-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) =>
      allows(policy, { principal: role("strongroom-pre-site"), action, resource, context });
    const runs = `arn:aws:s3:::${BUCKET}/runs/strongroom-pre-site/2026/report.json`;
    assert.equal(may("s3:PutObject", runs), true);
    assert.equal(may("s3:PutObject", `arn:aws:s3:::${BUCKET}/code/strongroom-pre-site.zip`), false);
    assert.equal(may("s3:PutObject", `arn:aws:s3:::${BUCKET}/runs/another/report.json`), false);
    const tell = (namespace: string) =>
      may("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": namespace });
    assert.equal(tell("CloudWatchSynthetics"), true);
    assert.equal(tell("AWS/RDS"), false);
    assert.equal(may("logs:CreateLogGroup", `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:x`), false);
    const boundary = (await make()).one("aws:iam/role:Role", "check-run-role").inputs["permissionsBoundary"];
    assert.equal(boundary, (await make()).outputs["boundaryArn"]);
  });

  it("tells when two runs in a row failed, or none ran", async () => {
    const graph = await make();
    const { alarmDescription, ...inputs } = graph.one(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "check-fails",
    ).inputs;
    assert.deepEqual(inputs, {
      name: "strongroom-pre-site-fails",
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      dimensions: { CanaryName: "strongroom-pre-site" },
      statistic: "Average",
      period: 300,
      evaluationPeriods: 2,
      comparisonOperator: "LessThanThreshold",
      threshold: 100,
      treatMissingData: "breaching",
      alarmActions: [graph.outputs["alarmTopicArn"]],
      okActions: [graph.outputs["alarmTopicArn"]],
    });
    assert.match(String(alarmDescription), /\nWhat to do: open https:\/\/www\.example\.org\/healthz\/ready/);
  });

  it("leaves runs for a month, and no function behind when it goes", async () => {
    const graph = await make();
    const { inputs } = graph.one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "checks-lifecycle",
    );
    assert.deepEqual(Reflect.get(Object(inputs["rules"]), "0"), {
      id: "old-runs",
      status: "Enabled",
      filter: { prefix: "runs/" },
      expiration: { days: 31 },
    });
    assert.equal(graph.one(CANARY, "check-canary").inputs["deleteLambda"], true);
  });

  it("refuses a name that Synthetics refuses, and a site by plain HTTP", async () => {
    await assert.rejects(make({ checkName: "Site" }), /checkName: at most 64 lower-case letters/);
    await assert.rejects(make({ siteUrl: "http://www.example.org" }), /siteUrl: begin it with https:\/\//);
  });
});

import * as assert from "node:assert/strict";
import { AuditTrail } from "../../components/evidence/audit-trail";
import { breakGlassPattern } from "../../components/evidence/break-glass-alarm";
import { failedRotations, vaultChanges } from "../../components/evidence/guard-alarms";
import { stageKeys } from "../../components/keys/stage-keys";
import { hasUnknown, valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { fits } from "./filter-pattern";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const BUCKET = `strongroom-pre-trail-${ACCOUNT}`;
const LOG_GROUP = "/strongroom/pre/trail";
const TRAIL = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/strongroom-pre`;
const BREAK_GLASS = role("strongroom-pre-break-glass");
const FILE = `arn:aws:s3:::${BUCKET}/AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/01/01/file.json.gz`;

const make = (preview = false): Promise<Graph> =>
  runComponent(({ logBucket, alarmTopicArn, boundaryArn }, opts) => {
    const custodianRoleArns = [role("strongroom-pre-custodian")];
    const keys = stageKeys({ stage: "pre", accountId: ACCOUNT, region: REGION, custodianRoleArns }, opts);
    const { trailArn } = new AuditTrail(
      "audit",
      {
        trailName: "strongroom-pre",
        bucketName: BUCKET,
        logGroupName: LOG_GROUP,
        roleName: "strongroom-pre-trail",
        breakGlassAlarmName: "strongroom-pre_break_glass_used",
        vaultsAlarmName: "strongroom-pre-backups_vault_changed",
        rotationAlarmName: "strongroom-pre-secrets_not_rotated",
        accountId: ACCOUNT,
        region: REGION,
        keyArn: keys.data.arn,
        logsKeyArn: keys.logs.arn,
        logDays: 365,
        boundaryArn,
        breakGlassRoleArn: BREAK_GLASS,
        accessLogs: { bucketName: logBucket },
        alarmTopicArn,
      },
      opts,
    );
    return { trailArn, alarmTopicArn, dataKeyArn: keys.data.arn, logsKeyArn: keys.logs.arn };
  }, preview);

describe("AuditTrail", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("logs the management events of all regions, encrypted, in files that can be proven whole", () => {
    const { inputs, protect, retainOnDelete, outputs } = graph.one(
      "aws:cloudtrail/trail:Trail",
      "audit-trail",
    );
    assert.deepEqual(inputs, {
      name: "strongroom-pre",
      s3BucketName: BUCKET,
      kmsKeyId: graph.outputs["dataKeyArn"],
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      cloudWatchLogsGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${LOG_GROUP}:*`,
      cloudWatchLogsRoleArn: role("strongroom-pre-trail"),
    });
    assert.deepEqual([protect, retainOnDelete], [true, true]);
    assert.deepEqual([outputs["arn"], graph.outputs["trailArn"]], [TRAIL, TRAIL]);
  });

  it("keeps its log and its files for the stage's days, and what is deleted for a while longer", () => {
    const log = graph.one("aws:cloudwatch/logGroup:LogGroup", "audit-log");
    assert.deepEqual(log.inputs, {
      name: LOG_GROUP,
      retentionInDays: 365,
      kmsKeyId: graph.outputs["logsKeyArn"],
    });
    assert.deepEqual([log.protect, log.retainOnDelete], [true, true]);
    const { inputs } = graph.one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "audit-files-lifecycle",
    );
    assert.deepEqual(valuesAt(inputs, "rules[].expiration.days"), [365]);
    assert.deepEqual(valuesAt(inputs, "rules[].noncurrentVersionExpiration.noncurrentDays"), [90]);
    assert.deepEqual(graph.one("aws:s3/bucket:Bucket", "audit-files").inputs["tags"], {
      "archive:role": "logs",
    });
  });

  it("lets nobody but this trail into its bucket, and that only below its account's folder", async () => {
    const { policy } = (await make(true)).one(
      "aws:s3/bucketPolicy:BucketPolicy",
      "audit-files-policy",
    ).inputs;
    assert.equal(hasUnknown(policy), false);
    const writes = (context: Readonly<Record<string, string>>, resource = FILE, service = "cloudtrail") =>
      allows(policy, {
        principal: `${service}.amazonaws.com`,
        action: "s3:PutObject",
        resource,
        context: { "aws:SourceArn": TRAIL, "s3:x-amz-acl": "bucket-owner-full-control", ...context },
      });
    assert.equal(writes({}), true);
    assert.equal(writes({ "aws:SourceArn": `${TRAIL}-2` }), false);
    assert.equal(writes({ "s3:x-amz-acl": "private" }), false);
    assert.equal(writes({}, FILE.replace(`AWSLogs/${ACCOUNT}`, "AWSLogs/999988887777")), false);
    assert.equal(writes({}, FILE, "config"), false);
    const finds = (sourceArn: string) =>
      allows(policy, {
        principal: "cloudtrail.amazonaws.com",
        action: "s3:GetBucketAcl",
        resource: `arn:aws:s3:::${BUCKET}`,
        context: { "aws:SourceArn": sourceArn },
      });
    assert.deepEqual([finds(TRAIL), finds(`${TRAIL}-2`)], [true, false]);
  });

  it("writes just its own stream of the log group", () => {
    const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "audit-writer-permissions").inputs;
    const writes = (stream: string, group = LOG_GROUP) =>
      allows(policy, {
        principal: role("strongroom-pre-trail"),
        action: "logs:PutLogEvents",
        resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}:log-stream:${stream}`,
      });
    assert.equal(writes(`${ACCOUNT}_CloudTrail_${REGION}`), true);
    assert.equal(writes("other"), false);
    assert.equal(writes(`${ACCOUNT}_CloudTrail_${REGION}`, "/strongroom/pre/vpc-flow"), false);
  });

  it("alarms when the break-glass role is used, and says which lines tell of it", () => {
    const pattern = breakGlassPattern(BREAK_GLASS);
    const { inputs } = graph.one(
      "aws:cloudwatch/logMetricFilter:LogMetricFilter",
      "audit-break-glass-filter",
    );
    assert.deepEqual(inputs, {
      name: "strongroom-pre_break_glass_used",
      logGroupName: LOG_GROUP,
      pattern,
      metricTransformation: { name: "BreakGlassUsed", namespace: "Strongroom", value: "1" },
    });
    const { alarmDescription, ...alarm } = graph.one(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "audit-break-glass-alarm",
    ).inputs;
    assert.deepEqual(alarm, {
      name: "strongroom-pre_break_glass_used",
      namespace: "Strongroom",
      metricName: "BreakGlassUsed",
      dimensions: {},
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: [graph.outputs["alarmTopicArn"]],
      okActions: [graph.outputs["alarmTopicArn"]],
    });
    const lines = String(alarmDescription).split("\n");
    assert.ok(lines.includes(`Log group: ${LOG_GROUP}`));
    assert.ok(lines.includes(`Log lines: ${pattern}`));
  });

  it("alarms when a vault of backups is changed, in whatever region, and when a secret is not changed in time", () => {
    for (const [name, alarmName, metric, pattern] of [
      ["vaults", "strongroom-pre-backups_vault_changed", "BackupVaultChanged", vaultChanges],
      ["rotation", "strongroom-pre-secrets_not_rotated", "RotationFailed", failedRotations],
    ] as const) {
      const filter = graph.one("aws:cloudwatch/logMetricFilter:LogMetricFilter", `audit-${name}-filter`);
      assert.deepEqual(filter.inputs, {
        name: alarmName,
        logGroupName: LOG_GROUP,
        pattern,
        metricTransformation: { name: metric, namespace: "Strongroom", value: "1" },
      });
      const { inputs } = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", `audit-${name}-alarm`);
      assert.deepEqual([inputs["name"], inputs["metricName"], inputs["threshold"]], [alarmName, metric, 1]);
      assert.deepEqual(inputs["alarmActions"], [graph.outputs["alarmTopicArn"]]);
      // CloudWatch takes no longer description.
      assert.ok(String(inputs["alarmDescription"]).length <= 1024, alarmName);
    }
  });
});

describe("the pattern of the break-glass role", () => {
  const pattern = breakGlassPattern(BREAK_GLASS);
  const by = (arn: string, more = {}) => ({
    userIdentity: { type: "AssumedRole", sessionContext: { sessionIssuer: { type: "Role", arn } } },
    readOnly: false,
    ...more,
  });
  const deploys = role("strongroom-pre-custodian");
  const events: Readonly<Record<string, readonly [unknown, boolean]>> = {
    "a person who takes it": [
      by(role("administrator"), {
        eventName: "AssumeRole",
        readOnly: true,
        requestParameters: { roleArn: BREAK_GLASS, roleSessionName: "jo" },
      }),
      true,
    ],
    "a person who may not take it": [
      by(role("clerk"), { errorCode: "AccessDenied", requestParameters: { roleArn: BREAK_GLASS } }),
      true,
    ],
    "what is done in it": [by(BREAK_GLASS, { eventName: "PutBucketPolicy" }), true],
    "what is read in it": [by(BREAK_GLASS, { eventName: "ListBuckets", readOnly: true }), true],
    "a change of who may take it": [
      by(deploys, {
        eventName: "UpdateAssumeRolePolicy",
        requestParameters: { roleName: "strongroom-pre-break-glass" },
      }),
      true,
    ],
    "a deployment that reads it": [
      by(deploys, {
        eventName: "GetRole",
        readOnly: true,
        requestParameters: { roleName: "strongroom-pre-break-glass" },
      }),
      false,
    ],
    "another role that is taken": [
      by(role("administrator"), { requestParameters: { roleArn: role("strongroom-pre-custodian") } }),
      false,
    ],
    "what is done in another role": [by(deploys, { eventName: "PutBucketPolicy" }), false],
    "a service that acts by itself": [
      { userIdentity: { type: "AWSService", invokedBy: "lambda.amazonaws.com" }, readOnly: true },
      false,
    ],
  };
  for (const [what, [event, expected]] of Object.entries(events))
    it(`${expected ? "fits" : "does not fit"} ${what}`, () => {
      assert.equal(fits(pattern, event), expected);
    });
});

describe("the patterns of what guards", () => {
  const backup = (eventName: string, more = {}) => ({
    eventSource: "backup.amazonaws.com",
    eventName,
    ...more,
  });
  const secret = (eventName: string) => ({ eventSource: "secretsmanager.amazonaws.com", eventName });
  const events: Readonly<Record<string, readonly [string, unknown, boolean]>> = {
    "a lock that is taken away": [vaultChanges, backup("DeleteBackupVaultLockConfiguration"), true],
    "a lock that is changed": [vaultChanges, backup("PutBackupVaultLockConfiguration"), true],
    "a policy that is changed": [vaultChanges, backup("PutBackupVaultAccessPolicy"), true],
    "a policy that is taken away": [vaultChanges, backup("DeleteBackupVaultAccessPolicy"), true],
    "a vault that somebody may not delete": [
      vaultChanges,
      backup("DeleteBackupVault", { errorCode: "AccessDenied" }),
      true,
    ],
    "a policy that a deployment reads": [vaultChanges, backup("GetBackupVaultAccessPolicy"), false],
    "a backup that is taken": [vaultChanges, backup("StartBackupJob"), false],
    "an event of that name of another service": [
      vaultChanges,
      { eventSource: "glacier.amazonaws.com", eventName: "DeleteBackupVault" },
      false,
    ],
    "a rotation that failed": [failedRotations, secret("RotationFailed"), true],
    "a rotation that began": [failedRotations, secret("RotationStarted"), false],
    "a secret that is read": [failedRotations, secret("GetSecretValue"), false],
  };
  for (const [what, [pattern, event, expected]] of Object.entries(events))
    it(`${expected ? "fit" : "do not fit"} ${what}`, () => assert.equal(fits(pattern, event), expected));
});

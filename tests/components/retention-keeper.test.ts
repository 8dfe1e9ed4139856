import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket } from "../../components/buckets/private-bucket";
import { RetentionKeeper, type Retention } from "../../components/retention/retention-keeper";
import { report } from "../../functions/retention-keeper/report";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { functionPlace } from "./function-place";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const VAULT = "archive-vault-pro-primary-111122223333";
const LISTS = "strongroom-pro-inventories-111122223333";
const KEEPER = "strongroom-pro-keeper-primary";
const PERMISSIONS = "aws:iam/rolePolicy:RolePolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const objects = (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`;

const renewed: Retention = {
  profile: "lawful-deletion",
  lockDays: 180,
  renewEveryDays: 90,
  floorDays: 90,
};
const fixed: Retention = { profile: "regulated", lockDays: 3650, renewEveryDays: 0, floorDays: 365 };
const short: Retention = { profile: "lawful-deletion", lockDays: 1, renewEveryDays: 0, floorDays: 0 };

const make = (retention: pulumi.Input<Retention> = renewed, preview = false): Promise<Graph> =>
  runComponent(({ keyArn, alarmTopicArn }, opts) => {
    const plain = { encryption: "s3-managed", accessLogs: undefined, versioned: true } as const;
    for (const bucketName of [VAULT, LISTS])
      new PrivateBucket(bucketName, { bucketName, role: "artifacts", lifecycleRules: [], ...plain }, opts);
    new RetentionKeeper(
      "primary",
      {
        keeperName: KEEPER,
        vaultName: VAULT,
        retention,
        inventoryBucket: { name: LISTS, keyArn },
        place: functionPlace({
          keyArn,
          boundaryArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
          alarmTopicArn,
        }),
      },
      opts,
    );
    return { keyArn, alarmTopicArn };
  }, preview);

describe("RetentionKeeper", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("has S3 list every version each day, with its lock, encrypted", () => {
    const { optionalFields, ...others } = graph.one("aws:s3/inventory:Inventory", "primary-inventory").inputs;
    assert.ok(Array.isArray(optionalFields));
    for (const field of ["ObjectLockMode", "ObjectLockRetainUntilDate"])
      assert.ok(optionalFields.includes(field), field);
    assert.deepEqual(others, {
      bucket: VAULT,
      name: "retention",
      includedObjectVersions: "All",
      schedule: { frequency: "Daily" },
      destination: {
        bucket: {
          bucketArn: `arn:aws:s3:::${LISTS}`,
          accountId: ACCOUNT,
          format: "CSV",
          prefix: "inventory",
          encryption: { sseKms: { keyId: graph.outputs["keyArn"] } },
        },
      },
    });
  });

  it("tells its function what to keep", () => {
    const { environment } = graph.one("aws:lambda/function:Function", "primary-function").inputs;
    assert.deepEqual(environment, {
      variables: {
        POWERTOOLS_SERVICE_NAME: KEEPER,
        POWERTOOLS_METRICS_NAMESPACE: "Strongroom",
        ACCOUNT_ID: ACCOUNT,
        VAULT,
        INVENTORY_BUCKET: LISTS,
        INVENTORY: "retention",
        LOCK_DAYS: "180",
        RENEW_EVERY_DAYS: "90",
        FLOOR_DAYS: "90",
        BATCH_ROLE_ARN: role(`${KEEPER}-batch`),
      },
    });
    const schedule = graph.one("aws:scheduler/schedule:Schedule", "primary-daily-schedule");
    assert.equal(schedule.inputs["scheduleExpression"], "rate(1 day)");
  });

  it("may read inventories and cases, order renewals and hand over one role; nothing to the vault", async () => {
    const { policy } = (await make(renewed, true)).one(PERMISSIONS, "primary-execution-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, resource: string, context = {}) =>
      allows(policy, { principal: KEEPER, action, resource, context });
    assert.equal(may("s3:GetObject", objects(LISTS, `inventory/${VAULT}/a`)), true);
    assert.equal(may("s3:GetObject", objects(LISTS, "cases/1.json")), true);
    assert.equal(may("s3:PutObject", objects(LISTS, `renewals/${VAULT}/a`)), true);
    assert.equal(may("s3:PutObject", objects(LISTS, "cases/1.json")), false);
    assert.equal(may("s3:PutObject", objects(LISTS, `inventory/${VAULT}/a`)), false);
    for (const action of ["s3:GetObject", "s3:PutObjectRetention", "s3:PutObject", "s3:DeleteObject"])
      assert.equal(may(action, objects(VAULT, "a")), false, action);
    const job = (operation: string) => may("s3:CreateJob", "*", { "s3:RequestJobOperation": operation });
    assert.deepEqual([job("S3PutObjectRetention"), job("S3PutObjectLegalHold")], [true, false]);
    const pass = (name: string, service: string) =>
      may("iam:PassRole", role(name), { "iam:PassedToService": service });
    assert.equal(pass(`${KEEPER}-batch`, "batchoperations.s3.amazonaws.com"), true);
    assert.equal(pass(`${KEEPER}-batch`, "lambda.amazonaws.com"), false);
    assert.equal(pass("custodian", "batchoperations.s3.amazonaws.com"), false);
  });

  it("has locks renewed by a role that can do nothing else to the vault", async () => {
    const preview = await make(renewed, true);
    const { policy } = preview.one(PERMISSIONS, "primary-renewal-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, resource: string) =>
      allows(policy, { principal: `${KEEPER}-batch`, action, resource });
    assert.equal(may("s3:PutObjectRetention", objects(VAULT, "a")), true);
    assert.equal(may("s3:PutObjectRetention", objects(`${VAULT}-2`, "a")), false);
    for (const action of ["s3:BypassGovernanceRetention", "s3:PutObject", "s3:DeleteObject", "s3:GetObject"])
      assert.equal(may(action, objects(VAULT, "a")), false, action);
    assert.equal(may("s3:GetObjectVersion", objects(LISTS, `renewals/${VAULT}/a.csv`)), true);
    assert.equal(may("s3:GetObjectVersion", objects(LISTS, "cases/1.json")), false);
    assert.equal(may("s3:PutObject", objects(LISTS, `reports/${VAULT}/a`)), true);
    assert.equal(may("s3:PutObject", objects(LISTS, `renewals/${VAULT}/a.csv`)), false);
    const { assumeRolePolicy } = preview.one("aws:iam/role:Role", "primary-renewal-role").inputs;
    const taken = (principal: string) =>
      allows(assumeRolePolicy, { principal, action: "sts:AssumeRole", resource: "*" });
    assert.deepEqual(
      [taken("batchoperations.s3.amazonaws.com"), taken("lambda.amazonaws.com")],
      [true, false],
    );
  });

  const alarmsOf = (of: Graph) =>
    of
      .of(ALARM)
      .map(({ inputs }) => inputs)
      .filter(({ namespace }) => namespace === "Strongroom");

  it("alarms below the floor, when nobody counts, and when a renewal leaves objects out", () => {
    const alarms = alarmsOf(graph).map((alarm) => [
      alarm["name"],
      alarm["metricName"],
      alarm["threshold"],
      alarm["evaluationPeriods"],
      alarm["treatMissingData"],
    ]);
    assert.deepEqual(alarms, [
      [`${KEEPER}_below_floor`, "ObjectsBelowFloor", 0, 1, "ignore"],
      [`${KEEPER}_unwatched`, "InventoryAgeDays", 4, 2, "breaching"],
      [`${KEEPER}_renewal_failed`, "RenewalTasksFailed", 0, 1, "notBreaching"],
    ]);
    for (const alarm of alarmsOf(graph)) {
      assert.match(String(alarm["alarmDescription"]), new RegExp(VAULT));
      assert.match(String(alarm["alarmDescription"]), new RegExp(`\nLog group: /aws/lambda/${KEEPER}`));
      for (const told of ["alarmActions", "okActions"])
        assert.deepEqual(alarm[told], [graph.outputs["alarmTopicArn"]], told);
      assert.deepEqual(
        [alarm["dimensions"], alarm["comparisonOperator"], alarm["statistic"], alarm["period"]],
        [{ service: KEEPER }, "GreaterThanThreshold", "Maximum", 86_400],
      );
    }
  });

  it("alarms by metrics that its function publishes", () => {
    const published: string[] = [];
    const metrics = { addMetric: (name: string) => published.push(name), publishStoredMetrics: () => {} };
    const findings = { objects: 0, inCases: 0, withoutLock: 0, belowFloor: 0, due: 0 };
    const outcome = { findings, inventoryAgeDays: 1, jobId: undefined, failedTasks: 0, faults: [] };
    report(outcome, { metrics, logger: { info: () => {}, warn: () => {} } });
    for (const { metricName } of alarmsOf(graph)) assert.ok(published.includes(String(metricName)));
  });

  it("takes what another stack tells it, fixed locks and no floor too", async () => {
    for (const retention of [fixed, short]) {
      const made = await make(pulumi.output(retention));
      const { environment } = made.one("aws:lambda/function:Function", "primary-function").inputs;
      const variables: unknown = Reflect.get(Object(environment), "variables");
      assert.deepEqual(
        ["LOCK_DAYS", "RENEW_EVERY_DAYS", "FLOOR_DAYS"].map((name) => Reflect.get(Object(variables), name)),
        [retention.lockDays, retention.renewEveryDays, retention.floorDays].map(String),
      );
      assert.equal(alarmsOf(made).length, 3);
    }
  });

  const refused: Readonly<Record<string, readonly [Retention, RegExp, Retention]>> = {
    "a lock of no days": [{ ...short, lockDays: 0 }, /lockDays: at least 1, got 0/, short],
    "to renew fixed locks": [
      { ...fixed, renewEveryDays: 90 },
      /renewEveryDays: 0 with profile regulated/,
      { ...fixed, profile: "lawful-deletion", renewEveryDays: 90 },
    ],
    "to renew after the lock has run out": [
      { ...renewed, renewEveryDays: 181, floorDays: 0 },
      /renewEveryDays: at most the 180 days of the lock, got 181/,
      { ...renewed, renewEveryDays: 180, floorDays: 0 },
    ],
    "a floor that renewals do not hold": [
      { ...renewed, floorDays: 91 },
      /floorDays: at most 90, which a lock of 180 days renewed every 90 has left, got 91/,
      { ...renewed, floorDays: 90 },
    ],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(make(bad), message);
      await make(good);
    });
});

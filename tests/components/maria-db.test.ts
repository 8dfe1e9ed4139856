import * as assert from "node:assert/strict";
import { MariaDb, type MariaDbArgs } from "../../components/databases/maria-db";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { configurations } from "./pack-configurations";
import { ACCOUNT, REGION, runComponent } from "./ground";

const INSTANCE = "aws:rds/instance:Instance";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const NAME = "strongroom-pro-vault";
const size = { instanceClass: "db.m7g.large", storageGiB: 100, maxStorageGiB: 500, maxConnections: 400 };

const make = (others: Partial<MariaDbArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(({ keyArn, vpcId, subnetIds, alarmTopicArn }, opts) => {
    const made = new MariaDb(
      "data",
      {
        instanceName: NAME,
        databaseName: "vault",
        place: { accountId: ACCOUNT, region: REGION, vpcId, subnetIds },
        size,
        clients: ["broker", "migrations"],
        keyArn,
        secretsKeyArn: keyArn,
        logsKeyArn: keyArn,
        logDays: 365,
        backupTag: { key: "archive:backup", value: "vault" },
        alarmTopicArn,
        ...others,
      },
      opts,
    );
    const { host, masterSecretArn, securityGroupId, clientGroupIds } = made;
    return { keyArn, host, masterSecretArn, securityGroupId, clientGroupIds };
  }, preview);

describe("MariaDb", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("outlives a zone, is reached from nowhere but the network, and grows by itself", () => {
    const { inputs } = graph.one(INSTANCE, "data-instance");
    const { multiAz, publiclyAccessible, storageType, allocatedStorage, maxAllocatedStorage } = inputs;
    assert.deepEqual(
      [multiAz, publiclyAccessible, storageType, allocatedStorage, maxAllocatedStorage],
      [true, false, "gp3", 100, 500],
    );
    assert.deepEqual(inputs["tags"], { "archive:backup": "vault" });
  });

  it("is encrypted, kept for 35 days, protected, and has no password in the program", () => {
    const { inputs, protect, retainOnDelete, timeouts } = graph.one(INSTANCE, "data-instance");
    assert.deepEqual(
      [
        "storageEncrypted",
        "kmsKeyId",
        "backupRetentionPeriod",
        "deletionProtection",
        "skipFinalSnapshot",
        "finalSnapshotIdentifier",
        "manageMasterUserPassword",
        "password",
      ].map((property) => inputs[property]),
      [true, graph.outputs["keyArn"], 35, true, false, `${NAME}-final`, true, undefined],
    );
    assert.deepEqual([protect, retainOnDelete, timeouts?.create], [true, true, "60m"]);
    assert.match(String(graph.outputs["masterSecretArn"]), /secret:rds!db-/);
  });

  it("asks for TLS, speaks utf8mb4, and takes as many connections as it is told", () => {
    const { inputs } = graph.one("aws:rds/parameterGroup:ParameterGroup", "data-parameters");
    assert.equal(inputs["family"], "mariadb11.4");
    const all = Object(inputs["parameters"]).map(
      ({ name, value }: { readonly name: string; readonly value: string }) => `${name}=${value}`,
    );
    for (const wanted of [
      "require_secure_transport=1",
      "character_set_server=utf8mb4",
      "collation_server=utf8mb4_unicode_ci",
      "max_connections=400",
    ])
      assert.ok(all.includes(wanted), wanted);
  });

  it("writes into logs of ours, which are there before it", () => {
    const { inputs, dependsOn } = graph.one(INSTANCE, "data-instance");
    assert.deepEqual(inputs["enabledCloudwatchLogsExports"], ["error", "slowquery"]);
    for (const log of graph.of("aws:cloudwatch/logGroup:LogGroup")) {
      assert.match(
        String(log.inputs["name"]),
        /^\/aws\/rds\/instance\/strongroom-pro-vault\/(error|slowquery)$/,
      );
      assert.deepEqual(
        [log.inputs["kmsKeyId"], log.inputs["retentionInDays"]],
        [graph.outputs["keyArn"], 365],
      );
      assert.ok(dependsOn.includes(log.urn), log.name);
    }
  });

  it("is called by its clients' groups alone", () => {
    const callers = graph
      .of(INGRESS)
      .map(({ inputs }) => [
        inputs["securityGroupId"],
        inputs["referencedSecurityGroupId"],
        inputs["fromPort"],
      ]);
    const clients: Record<string, unknown> = Object(graph.outputs["clientGroupIds"]);
    assert.deepEqual(
      callers,
      ["broker", "migrations"].map((client) => [graph.outputs["securityGroupId"], clients[client], 3306]),
    );
  });

  it("alarms of storage, processors, connections and memory, with limits that follow from its size", () => {
    const limits = graph
      .of("aws:cloudwatch/metricAlarm:MetricAlarm")
      .map(({ inputs }) =>
        ["metricName", "comparisonOperator", "threshold"].map((key) => String(inputs[key])).join(" "),
      );
    assert.deepEqual(limits, [
      `FreeStorageSpace LessThanThreshold ${5 * 1024 ** 3}`,
      "CPUUtilization GreaterThanThreshold 80",
      "DatabaseConnections GreaterThanThreshold 320",
      `FreeableMemory LessThanThreshold ${200 * 1024 ** 2}`,
    ]);
  });

  it("passes every policy, in a preview and as it is deployed", async () => {
    const own = (name: string) => name.startsWith("data");
    for (const each of [graph, await make({}, true)])
      assert.deepEqual(await findingsOf(each, configurations, own), []);
  });

  const refused: Readonly<Record<string, readonly [Partial<MariaDbArgs>, RegExp, Partial<MariaDbArgs>]>> = {
    "a name of 54 characters": [
      { instanceName: "v".repeat(54) },
      /instanceName: 1 to 53/,
      { instanceName: "v".repeat(53) },
    ],
    "a database's name with a hyphen": [
      { databaseName: "the-vault" },
      /databaseName/,
      { databaseName: "v_1" },
    ],
    "nobody who may call it": [{ clients: [] }, /clients: at least one/, { clients: ["broker"] }],
    "a class too small for insights": [
      { size: { ...size, instanceClass: "db.t4g.small" } },
      /instanceClass of medium or more/,
      { size: { ...size, instanceClass: "db.t4g.medium" } },
    ],
    "storage that hardly grows": [
      { size: { ...size, maxStorageGiB: 109 } },
      /maxStorageGiB at least a tenth above storageGiB \(100\)/,
      { size: { ...size, maxStorageGiB: 110 } },
    ],
    "19 GiB": [
      { size: { ...size, storageGiB: 19 } },
      /storageGiB from 20/,
      { size: { ...size, storageGiB: 20 } },
    ],
    "nine connections": [
      { size: { ...size, maxConnections: 9 } },
      /maxConnections from 10/,
      { size: { ...size, maxConnections: 10 } },
    ],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(make(bad), message);
      await make(good);
    });
});

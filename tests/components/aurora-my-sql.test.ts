import * as assert from "node:assert/strict";
import { mySql3 } from "../../components/databases/aurora-engines";
import { hasUnknown, valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { makeOrders, NAME } from "./aurora-my-sql";
import { ACCOUNT, REGION, role } from "./ground";
import { configurations } from "./pack-configurations";
import { allows } from "./policy-evaluation";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const PROXY = "aws:rds/proxy:Proxy";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("AuroraMySql", () => {
  let graph: Graph;
  let preview: Graph;
  before(async () => {
    graph = await makeOrders();
    preview = await makeOrders({}, true);
  });

  const cluster = () => graph.one(CLUSTER, "orders-cluster").inputs;

  it("has a writer and two readers, each in another of three zones, that take each other's place", () => {
    const instances = graph.of(INSTANCE).map(({ inputs }) => [inputs["availabilityZone"], inputs["engine"]]);
    assert.deepEqual(
      instances,
      ["a", "b", "c"].map((zone) => [`${REGION}${zone}`, "aurora-mysql"]),
    );
    assert.deepEqual(
      graph.of(INSTANCE).map(({ inputs }) => inputs["promotionTier"]),
      [0, 1, 1],
    );
  });

  it("adds readers while theirs are busy, up to fifteen and never under two", () => {
    const [target] = graph.of("aws:appautoscaling/target:Target");
    const { minCapacity, maxCapacity, resourceId, scalableDimension } = target?.inputs ?? {};
    assert.deepEqual(
      [minCapacity, maxCapacity, resourceId, scalableDimension],
      [2, 15, `cluster:${NAME}`, "rds:cluster:ReadReplicaCount"],
    );
    const [policy] = graph.of("aws:appautoscaling/policy:Policy");
    const at = (path: string) =>
      valuesAt(policy?.inputs ?? {}, `targetTrackingScalingPolicyConfiguration.${path}`);
    assert.deepEqual(at("targetValue"), [60]);
    assert.deepEqual(at("predefinedMetricSpecification.predefinedMetricType"), [
      "RDSReaderAverageCPUUtilization",
    ]);
  });

  it("is no multi-master: readers hand what they are given to write to the writer", () => {
    assert.equal(cluster()["engineMode"], "provisioned");
    assert.equal(cluster()["enableLocalWriteForwarding"], true);
  });

  it("is restorable for 35 days, wound back for a day, and neither deleted nor unencrypted", () => {
    const kept = {
      backupRetentionPeriod: 35,
      backtrackWindow: 86_400,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `${NAME}-final`,
      storageEncrypted: true,
      kmsKeyId: graph.outputs["keyArn"],
      manageMasterUserPassword: true,
      masterPassword: undefined,
      iamDatabaseAuthenticationEnabled: true,
    };
    assert.deepEqual(Object.fromEntries(Object.keys(kept).map((each) => [each, cluster()[each]])), kept);
    const { protect, retainOnDelete, timeouts } = graph.one(CLUSTER, "orders-cluster");
    assert.deepEqual([protect, retainOnDelete, timeouts.create], [true, true, "60m"]);
  });

  it("takes nobody without TLS, and writes down who came, what changed, what failed and what was slow", () => {
    const [parameters] = graph.of("aws:rds/clusterParameterGroup:ClusterParameterGroup");
    const set = JSON.stringify(parameters?.inputs["parameters"]);
    assert.match(set, /"name":"require_secure_transport","value":"ON"/);
    assert.match(set, /"name":"server_audit_logging","value":"1"/);
    const kinds = ["error", "slowquery", "audit", "iam-db-auth-error"];
    assert.deepEqual(cluster()["enabledCloudwatchLogsExports"], kinds);
    const groups = graph.of("aws:cloudwatch/logGroup:LogGroup");
    for (const { inputs } of groups) {
      assert.equal(inputs["retentionInDays"], 365);
      assert.equal(inputs["kmsKeyId"], graph.outputs["keyArn"]);
    }
    assert.deepEqual(
      groups.map(({ inputs }) => inputs["name"]),
      [...kinds.map((kind) => `/aws/rds/cluster/${NAME}/${kind}`), `/aws/rds/proxy/${NAME}`],
    );
  });

  it("has a proxy that takes tokens over TLS alone, and keeps no secret", () => {
    const { inputs, dependsOn } = graph.one(PROXY, "orders-proxy");
    assert.deepEqual(
      [inputs["requireTls"], inputs["defaultAuthScheme"], inputs["auths"], inputs["debugLogging"]],
      [true, "IAM_AUTH", undefined, false],
    );
    assert.ok(dependsOn.includes(graph.one("aws:cloudwatch/logGroup:LogGroup", "orders-proxy-log").urn));
    const target = graph.one("aws:rds/proxyTarget:ProxyTarget", "orders-proxy-target");
    assert.equal(target.inputs["dbClusterIdentifier"], NAME);
  });

  it("lets the proxy sign in as the cluster's own users, and as nobody else; a preview knows it", () => {
    const { policy } = preview.one("aws:iam/rolePolicy:RolePolicy", "orders-proxy-role-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (user: string, id = String(graph.outputs["clusterResourceId"])) =>
      allows(policy, {
        principal: role(`${NAME}-proxy`),
        action: "rds-db:connect",
        resource: `arn:aws:rds-db:${REGION}:${ACCOUNT}:dbuser:${id}/${user}`,
      });
    const tries = [may("orders_app"), may("orders_sync"), may("set_up"), may("orders_app", "prx-0123")];
    assert.deepEqual(tries, [true, true, false, false]);
  });

  it("is called by one group, at the cluster and at the proxy, and by the proxy", () => {
    const proxy = graph.one("aws:ec2/securityGroup:SecurityGroup", "orders-proxy").id;
    const own = graph.one("aws:ec2/securityGroup:SecurityGroup", "orders-group").id;
    const clients = String(graph.outputs["clientGroupId"]);
    const calls = graph
      .of(INGRESS)
      .map(({ inputs }) =>
        ["referencedSecurityGroupId", "securityGroupId", "fromPort"].map((each) => inputs[each]).join(" "),
      );
    assert.deepEqual(
      calls.toSorted(),
      [`${clients} ${own} 3306`, `${proxy} ${own} 3306`, `${clients} ${proxy} 3306`].toSorted(),
    );
  });

  it("tells where it is written, where it is read, and where its proxy is", () => {
    const { writerHost, readerHost, proxyHost, proxyResourceId } = graph.outputs;
    assert.match(String(writerHost), new RegExp(`^${NAME}\\.cluster-c`));
    assert.match(String(readerHost), new RegExp(`^${NAME}\\.cluster-ro-`));
    assert.match(String(proxyHost), new RegExp(`^${NAME}\\.proxy-`));
    assert.match(String(proxyResourceId), /^prx-[0-9a-f]{17}$/);
  });

  it("tells people of its limits, of readers that lag, and of callers that wait at the proxy", () => {
    assert.deepEqual(
      graph.of(ALARM).map(({ inputs }) => [inputs["metricName"], inputs["threshold"]]),
      [
        ["ACUUtilization", 85],
        ["DatabaseConnections", 1600],
        ["AuroraReplicaLagMaximum", 30_000],
        ["DatabaseConnectionsBorrowLatency", 1_000_000],
      ],
    );
  });

  for (const [maxAcu, limit] of [
    [1, 90],
    [4, 135],
    [8, 1000],
    [15.5, 1000],
    [16, 2000],
    [256, 6000],
  ] as const)
    it(`knows that an instance of up to ${maxAcu} ACUs takes ${limit} connections`, () =>
      assert.equal(mySql3.connectionLimit({ minAcu: 1, maxAcu }), limit));

  for (const [what, others, message] of [
    ["one reader at least", { readers: { least: 1, most: 15 } }, /readers: from 2 to 15/],
    ["sixteen readers", { readers: { least: 2, most: 16 } }, /readers: from 2 to 15/],
    ["more than three days back", { backtrackHours: 73 }, /backtrackHours: 0 to 72/],
    ["nobody who signs in", { users: [] }, /users: at least one/],
    ["a user with a hyphen", { users: ["orders-app"] }, /users: 1 to 32/],
    ["MySQL 2", { engineVersion: "5.7.mysql_aurora.2.12.6" }, /engineVersion: Aurora MySQL 3.08 or newer/],
    [
      "to pause",
      { highlyAvailable: false, capacity: { minAcu: 0, maxAcu: 2, pauseSeconds: 300 } },
      /minAcu of 0.5 or more, since a proxy holds connections/,
    ],
  ] as const)
    it(`refuses ${what}`, () => assert.rejects(makeOrders(others), message));

  it("takes what is just within them", async () => {
    const small = await makeOrders({
      readers: { least: 2, most: 2 },
      backtrackHours: 72,
      engineVersion: "8.0.mysql_aurora.3.08.0",
      highlyAvailable: false,
      capacity: { minAcu: 0.5, maxAcu: 2 },
    });
    assert.equal(small.of(INSTANCE).length, 3);
  });

  it("passes every rule of the pack", async () =>
    assert.deepEqual(await findingsOf(graph, configurations, (name) => name.startsWith("orders")), []));
});

import * as assert from "node:assert/strict";
import { ValkeyGroup, type ValkeyGroupArgs } from "../../components/cache/valkey-group";
import { signInToValkey } from "../../components/cache/valkey-users";
import { ServiceRole } from "../../components/identity/service-role";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { configurations } from "./pack-configurations";
import { allows } from "./policy-evaluation";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const make = (others: Partial<ValkeyGroupArgs> = {}): Promise<Graph> =>
  runComponent(({ keyArn, vpcId, subnetIds, alarmTopicArn, boundaryArn }, opts) => {
    const { groupName, host, arn, user, clientGroupId } = new ValkeyGroup(
      "cache",
      {
        groupName: "strongroom-pro-cache",
        role: "cache",
        nodes: { nodeType: "cache.r7g.large", shards: 2, replicas: 2 },
        place: { vpcId, subnetIds },
        keyArn,
        logsKeyArn: keyArn,
        logDays: 365,
        alarmTopicArn,
        ...others,
      },
      opts,
    );
    new ServiceRole(
      "task",
      {
        roleName: "task",
        service: "ecs-tasks.amazonaws.com",
        accountId: ACCOUNT,
        boundaryArn,
        statements: [signInToValkey({ groupArn: arn, userArn: user.arn })],
      },
      opts,
    );
    return { keyArn, vpcId, groupName, host, arn, user, clientGroupId };
  });

const parametersOf = (graph: Graph): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [graph.one(PARAMETERS, "cache-parameters").inputs["parameters"]]
      .flat()
      .map((each) => [String(Reflect.get(Object(each), "name")), String(Reflect.get(Object(each), "value"))]),
  );

describe("ValkeyGroup", () => {
  let graph: Graph;
  let store: Graph;
  before(async () => {
    graph = await make();
    store = await make({ role: "store", groupName: "strongroom-pro-store" });
  });
  const group = (of = graph) => of.one(GROUP, "cache-replication-group");

  it("is of shards with two copies each over the zones, which take each other's place", () => {
    const wanted = {
      clusterMode: "enabled",
      numNodeGroups: 2,
      replicasPerNodeGroup: 2,
      multiAzEnabled: true,
      automaticFailoverEnabled: true,
    };
    const { inputs } = group();
    assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((each) => [each, inputs[each]])), wanted);
  });

  it("speaks TLS alone, and is encrypted with our key", () => {
    const { inputs } = group();
    assert.deepEqual(
      ["transitEncryptionEnabled", "transitEncryptionMode", "atRestEncryptionEnabled", "kmsKeyId"].map(
        (each) => inputs[each],
      ),
      [true, "required", true, graph.outputs["keyArn"]],
    );
  });

  it("is signed in to by one user with a token of IAM: nobody is default, and there is no password", () => {
    const users = graph.of("aws:elasticache/user:User");
    assert.deepEqual(
      users.map(({ inputs }) => [inputs["userId"], inputs["userName"], inputs["authenticationMode"]]),
      [["strongroom-pro-cache-app", "strongroom-pro-cache-app", { type: "iam" }]],
    );
    assert.match(String(users[0]?.inputs["accessString"]), /-@dangerous/);
    assert.deepEqual(group().inputs["userGroupIds"], ["strongroom-pro-cache"]);
    assert.equal(group().inputs["authToken"], undefined);
  });

  it("lets a role sign in as its user to it, and to no other", () => {
    const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "task-permissions").inputs;
    const may = (what: string) =>
      allows(policy, {
        principal: role("task"),
        action: "elasticache:Connect",
        resource: `arn:aws:elasticache:${REGION}:${ACCOUNT}:${what}`,
      });
    assert.deepEqual(
      [
        may("replicationgroup:strongroom-pro-cache"),
        may("user:strongroom-pro-cache-app"),
        may("replicationgroup:strongroom-pro-store"),
      ],
      [true, true, false],
    );
  });

  it("forgets what is asked for least where it is a cache, keeps a quarter of its memory free, and a week of snapshots", () => {
    assert.deepEqual(parametersOf(graph), {
      "cluster-enabled": "yes",
      "maxmemory-policy": "allkeys-lru",
      "reserved-memory-percent": "25",
    });
    assert.deepEqual(
      [group().inputs["snapshotRetentionLimit"], group().inputs["durability"], group().inputs["tags"]],
      [7, undefined, { "archive:cache-role": "cache" }],
    );
  });

  it("forgets nothing where it is a store: writes are in two zones first, and none makes room for another", () => {
    assert.equal(parametersOf(store)["maxmemory-policy"], "noeviction");
    const { durability, engineVersion, snapshotRetentionLimit, tags } = group(store).inputs;
    assert.deepEqual(
      [durability, engineVersion, snapshotRetentionLimit, tags],
      ["sync", "9.0", 35, { "archive:cache-role": "store" }],
    );
  });

  it("outlasts its stack", () => {
    const { protect, retainOnDelete, timeouts, inputs } = group();
    assert.deepEqual([protect, retainOnDelete, timeouts.create], [true, true, "60m"]);
    assert.equal(inputs["finalSnapshotIdentifier"], "strongroom-pro-cache-final");
  });

  it("writes slow commands and its own words into encrypted groups that are there first", () => {
    const groups = graph.of("aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(
      groups.map(({ inputs }) => inputs),
      ["slow-log", "engine-log"].map((kind) => ({
        name: `/strongroom/strongroom-pro-cache/${kind}`,
        retentionInDays: 365,
        kmsKeyId: graph.outputs["keyArn"],
      })),
    );
    for (const { urn } of groups) assert.ok(group().dependsOn.includes(urn));
  });

  it("tells of memory, evictions, processor and lag of each shard, by the worst of its nodes", () => {
    const alarms = (of: Graph) =>
      of
        .of(ALARM)
        .map(({ inputs }) => [String(inputs["name"]).split("_").slice(1).join(" "), inputs["threshold"]]);
    const each = (shard: string, evictions: number) => [
      [`${shard} memory`, 75],
      [`${shard} evictions`, evictions],
      [`${shard} processor`, 80],
      [`${shard} lag`, 5],
    ];
    assert.deepEqual(alarms(graph), [...each("0001", 1000), ...each("0002", 1000)]);
    assert.deepEqual(alarms(store), [...each("0001", 0), ...each("0002", 0)]);
    const queries = JSON.stringify(graph.of(ALARM)[0]?.inputs["metricQueries"]);
    assert.match(queries, /"expression":"MAX\(\[node1, node2, node3\]\)"/);
    assert.match(queries, /"CacheClusterId":"strongroom-pro-cache-0001-003"/);
    for (const {
      inputs: { alarmDescription },
    } of [...graph.of(ALARM), ...store.of(ALARM)])
      assert.ok(String(alarmDescription).length <= 1024);
  });

  for (const [what, others, message] of [
    ["a name of 37 characters", { groupName: "a".repeat(37) }, /groupName: 1 to 36/],
    ["no copies", { nodes: { nodeType: "cache.r7g.large", shards: 2, replicas: 0 } }, /1 to 5 replicas/],
    ["no shards", { nodes: { nodeType: "cache.r7g.large", shards: 0, replicas: 2 } }, /1 to 500 shards/],
    [
      "a store of nodes that are not durable",
      { role: "store", nodes: { nodeType: "cache.t4g.medium", shards: 2, replicas: 2 } },
      /a store takes nodes of r6g, r7g/,
    ],
    ["a class of RDS", { nodes: { nodeType: "db.r7g.large", shards: 2, replicas: 2 } }, /node type such as/],
  ] as const)
    it(`refuses ${what}`, () => assert.rejects(make(others), message));

  it("takes what is just within them", async () => {
    const small = await make({
      groupName: "a".repeat(36),
      nodes: { nodeType: "cache.t4g.medium", shards: 1, replicas: 1 },
    });
    assert.equal(small.of(ALARM).length, 4);
  });

  it("passes every rule of the pack", async () => {
    for (const each of [graph, store])
      assert.deepEqual(await findingsOf(each, configurations, (name) => name.startsWith("cache")), []);
  });
});

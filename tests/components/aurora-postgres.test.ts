import * as assert from "node:assert/strict";
import { signInToDatabase } from "../../components/databases/database-user";
import { MonitoringLog } from "../../components/databases/monitoring";
import { ServiceRole } from "../../components/identity/service-role";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { CLUSTER, database, INSTANCE, makeDatabase, NAME, pausing } from "./aurora-postgres";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";

describe("AuroraPostgres", () => {
  let graph: Graph;
  let preview: Graph;
  before(async () => {
    graph = await makeDatabase();
    preview = await makeDatabase({}, true);
  });

  const clusterOf = (of: Graph) => of.one(CLUSTER, "web-cluster");
  const instance = (of: Graph, zone: string) => of.one(INSTANCE, `web-${zone}`);

  it("is encrypted with the key of the data, and asks for TLS", () => {
    const { storageEncrypted, kmsKeyId } = clusterOf(graph).inputs;
    assert.deepEqual([storageEncrypted, kmsKeyId], [true, graph.outputs["keyArn"]]);
    const settings = graph.one("aws:rds/clusterParameterGroup:ClusterParameterGroup", "web-parameters");
    assert.equal(clusterOf(graph).inputs["dbClusterParameterGroupName"], settings.inputs["name"]);
    assert.equal(settings.inputs["family"], "aurora-postgresql17");
    assert.deepEqual(settings.inputs["parameters"], [
      { name: "rds.force_ssl", value: "1" },
      { name: "ssl_min_protocol_version", value: "TLSv1.2" },
      { name: "log_lock_waits", value: "1" },
      { name: "log_min_duration_statement", value: "1000" },
    ]);
  });

  it("has a master password that RDS makes and keeps, none in the program, and lets roles sign in", () => {
    const { inputs } = clusterOf(graph);
    assert.equal(inputs["manageMasterUserPassword"], true);
    assert.equal(inputs["masterUserSecretKmsKeyId"], graph.outputs["keyArn"]);
    assert.deepEqual(
      Object.keys(inputs).filter((property) => /password/i.test(property)),
      ["manageMasterUserPassword"],
    );
    assert.equal(inputs["iamDatabaseAuthenticationEnabled"], true);
    assert.match(String(graph.outputs["masterSecretArn"]), /^arn:aws:secretsmanager:.+:secret:rds!cluster-/);
  });

  it("can be restored to any second of 35 days, and leaves a snapshot and its backups behind", () => {
    const { inputs } = clusterOf(graph);
    assert.deepEqual(
      [
        "backupRetentionPeriod",
        "copyTagsToSnapshot",
        "deletionProtection",
        "skipFinalSnapshot",
        "finalSnapshotIdentifier",
        "deleteAutomatedBackups",
      ].map((property) => inputs[property]),
      [35, true, true, false, `${NAME}-final`, false],
    );
  });

  it("outlasts its stack, and is given an hour to be made or changed", () => {
    for (const { name, protect, retainOnDelete, timeouts } of [
      clusterOf(graph),
      ...graph.of(INSTANCE),
      ...graph.of("aws:rds/subnetGroup:SubnetGroup"),
      ...graph.of("aws:rds/clusterParameterGroup:ClusterParameterGroup"),
    ]) {
      assert.deepEqual([protect, retainOnDelete], [true, true], name);
      assert.deepEqual(timeouts, { create: "60m", update: "60m", delete: "60m" }, name);
    }
  });

  it("has an instance in each of two zones, none that the internet reaches, each watched with our key", () => {
    const zones = graph.of(INSTANCE).map(({ inputs }) => inputs["availabilityZone"]);
    assert.deepEqual(zones, [`${REGION}a`, `${REGION}b`]);
    for (const { inputs } of graph.of(INSTANCE)) {
      assert.equal(inputs["instanceClass"], "db.serverless");
      assert.equal(inputs["publiclyAccessible"], false);
      assert.equal(inputs["performanceInsightsEnabled"], true);
      assert.equal(inputs["performanceInsightsKmsKeyId"], graph.outputs["keyArn"]);
      assert.equal(inputs["monitoringInterval"], 60);
    }
    assert.ok(instance(graph, "b").dependsOn.includes(instance(graph, "a").urn));
    assert.equal(instance(graph, "a").outputs["writer"], true);
  });

  it("keeps its reader as large as its writer where it is highly available, and else as large as its work", async () => {
    const tiers = (of: Graph) => of.of(INSTANCE).map(({ inputs }) => inputs["promotionTier"]);
    assert.deepEqual(tiers(graph), [0, 1]);
    assert.deepEqual(tiers(await makeDatabase({ highlyAvailable: false })), [0, 15]);
  });

  it("grows within its capacity, and pauses where the stage wants it to", async () => {
    const capacity = (of: Graph) => clusterOf(of).inputs["serverlessv2ScalingConfiguration"];
    assert.deepEqual(capacity(graph), { minCapacity: 1, maxCapacity: 16 });
    assert.deepEqual(capacity(await makeDatabase({ highlyAvailable: false, capacity: pausing })), {
      minCapacity: 0,
      maxCapacity: 2,
      secondsUntilAutoPause: 1800,
    });
  });

  it("is of the newest version that is tried, or of another 17", async () => {
    assert.equal(clusterOf(graph).inputs["engineVersion"], "17.9");
    const older = await makeDatabase({ engineVersion: "17.4" });
    assert.equal(clusterOf(older).inputs["engineVersion"], "17.4");
  });

  it("is called by the groups of its clients alone, by both rules, and calls nobody", () => {
    const own = graph.outputs["securityGroupId"];
    const clients = Object(graph.outputs["clientGroupIds"]);
    assert.deepEqual(Object.keys(clients).toSorted(), ["migrations", "web"]);
    assert.deepEqual(clusterOf(graph).inputs["vpcSecurityGroupIds"], [own]);
    const call = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    const inputsOf = (type: string) => graph.of(type).map(({ inputs }) => inputs);
    assert.deepEqual(
      inputsOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
      [clients.web, clients.migrations].map((client) => ({
        securityGroupId: own,
        referencedSecurityGroupId: client,
        ...call,
      })),
    );
    assert.deepEqual(
      inputsOf("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"),
      [clients.web, clients.migrations].map((client) => ({
        securityGroupId: client,
        referencedSecurityGroupId: own,
        ...call,
      })),
    );
    for (const { inputs } of graph.of(GROUP)) assert.equal(inputs["vpcId"], graph.outputs["vpcId"]);
    const subnets = graph.one("aws:rds/subnetGroup:SubnetGroup", "web-subnets");
    assert.deepEqual(subnets.inputs["subnetIds"], graph.outputs["subnetIds"]);
  });

  it("writes its logs into encrypted groups that are there before it", () => {
    const kinds = ["postgresql", "iam-db-auth-error"];
    assert.deepEqual(clusterOf(graph).inputs["enabledCloudwatchLogsExports"], kinds);
    const groups = graph.of("aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(
      groups.map(({ inputs }) => inputs),
      kinds.map((kind) => ({
        name: `/aws/rds/cluster/${NAME}/${kind}`,
        retentionInDays: 365,
        kmsKeyId: graph.outputs["keyArn"],
      })),
    );
    for (const { urn, name } of groups) assert.ok(clusterOf(graph).dependsOn.includes(urn), name);
  });

  it("tells RDS's monitoring no more than to write its own log; it knows so in a preview", () => {
    const { inputs } = preview.one("aws:iam/rolePolicy:RolePolicy", "web-monitoring-permissions");
    assert.equal(hasUnknown(inputs["policy"]), false);
    const may = (action: string, group: string) =>
      allows(inputs["policy"], {
        principal: role(`${NAME}-monitoring`),
        action,
        resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}`,
      });
    assert.equal(may("logs:PutLogEvents", "RDSOSMetrics:log-stream:db-1"), true);
    assert.equal(may("logs:PutLogEvents", "/strongroom/pro/trail:log-stream:x"), false);
    assert.equal(may("logs:PutRetentionPolicy", "RDSOSMetrics"), false);
    const made = graph.one("aws:iam/role:Role", "web-monitoring-role");
    assert.equal(made.inputs["permissionsBoundary"], graph.outputs["boundaryArn"]);
    assert.equal(instance(graph, "a").inputs["monitoringRoleArn"], made.outputs["arn"]);
  });

  it("tells where it answers", () => {
    const { clusterName, port, endpoint, readerEndpoint, arn, clusterResourceId } = graph.outputs;
    assert.deepEqual(
      [clusterName, port, arn],
      [NAME, 5432, `arn:aws:rds:${REGION}:${ACCOUNT}:cluster:${NAME}`],
    );
    assert.match(String(endpoint), new RegExp(`^${NAME}\\.cluster-c[a-z0-9]{11}\\.${REGION}\\.rds\\.`));
    assert.match(
      String(readerEndpoint),
      new RegExp(`^${NAME}\\.cluster-ro-c[a-z0-9]{11}\\.${REGION}\\.rds\\.`),
    );
    assert.match(String(clusterResourceId), /^cluster-[A-Z0-9]{26}$/);
  });

  it("is found by AWS Backup by its tag, and has none without it", async () => {
    assert.equal(clusterOf(graph).inputs["tags"], undefined);
    const tagged = await makeDatabase({ backupTag: { key: "strongroom:backup", value: "daily" } });
    assert.deepEqual(clusterOf(tagged).inputs["tags"], { "strongroom:backup": "daily" });
  });

  it("is signed in to as one user, by who is let", async () => {
    const made = await runComponent((ground, opts) => {
      const { clusterResourceId } = database(ground, {}, opts);
      const user = { region: REGION, accountId: ACCOUNT, clusterResourceId, userName: "web" };
      new ServiceRole(
        "web-task",
        {
          roleName: "web-task",
          service: "ecs-tasks.amazonaws.com",
          accountId: ACCOUNT,
          boundaryArn: ground.boundaryArn,
          statements: [signInToDatabase(user)],
        },
        opts,
      );
      return { clusterResourceId };
    });
    const { policy } = made.one("aws:iam/rolePolicy:RolePolicy", "web-task-permissions").inputs;
    const may = (user: string, id = String(made.outputs["clusterResourceId"])) =>
      allows(policy, {
        principal: role("web-task"),
        action: "rds-db:connect",
        resource: `arn:aws:rds-db:${REGION}:${ACCOUNT}:dbuser:${id}/${user}`,
      });
    assert.deepEqual([may("web"), may("set_up"), may("web", "cluster-OTHER")], [true, false, false]);
  });
});

describe("MonitoringLog", () => {
  it("is the group that RDS writes into, with our key", async () => {
    const graph = await runComponent(({ keyArn }, opts) => {
      new MonitoringLog("databases", { logsKeyArn: keyArn, logDays: 365 }, opts);
      return { keyArn };
    });
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", "databases-log").inputs, {
      name: "RDSOSMetrics",
      retentionInDays: 365,
      kmsKeyId: graph.outputs["keyArn"],
    });
  });
});

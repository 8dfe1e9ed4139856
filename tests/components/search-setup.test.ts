import * as assert from "node:assert/strict";
import * as path from "node:path";
import { bundleDigest } from "../../components/functions/bundle";
import { requestOf } from "../../functions/search-setup/request";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, role } from "./ground";
import { allows } from "./policy-evaluation";
import { ARN, DOMAIN, NAME } from "./search-domain";
import { contents, FUNCTION, makeSetup, SNAPSHOT_ROLE } from "./search-setup";

const INVOCATION = "aws:lambda/invocation:Invocation";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const ENTRY = path.resolve(__dirname, "../../functions/search-setup/index.ts");

describe("SearchSetup", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeSetup();
  });

  const now = (of: Graph) => of.one(INVOCATION, "setup-now");
  const schedule = (name: string) => graph.one(SCHEDULE, name).inputs;
  const inputOf = (name: string): unknown =>
    JSON.parse(String(Reflect.get(Object(schedule(name)["target"]), "input")));
  const cluster = () => ({
    host: graph.one(DOMAIN, "reporting-domain").outputs["endpoint"],
    port: 443,
    userSecret: "strongroom/pro/search/reporting/user",
    passwordSecret: "strongroom/pro/search/reporting/password",
  });

  it("calls its function in the deploy with all that the cluster is to hold, as the function reads it", () => {
    const { inputs } = now(graph);
    assert.equal(inputs["functionName"], FUNCTION);
    const request: unknown = JSON.parse(String(inputs["input"]));
    assert.deepEqual(request, {
      task: "set-up",
      cluster: cluster(),
      region: REGION,
      ...contents,
      users: [
        {
          userSecret: "pro/indexer/bags/es_username",
          passwordSecret: "pro/indexer/bags/es_password",
          roles: ["bags-indexer"],
        },
      ],
      iamRoles: { manage_snapshots: [role(FUNCTION)] },
      snapshots: {
        repository: NAME,
        bucket: `strongroom-snapshots-pro-reporting-${ACCOUNT}`,
        region: REGION,
        roleArn: role(SNAPSHOT_ROLE),
      },
    });
    assert.deepEqual(requestOf(request), request);
  });

  it("calls it again when the code, a password or the contents change, and not otherwise", async () => {
    const value = (name: string) =>
      String(
        graph.one("aws:secretsmanager/secretVersion:SecretVersion", `${name}-value`).outputs["versionId"],
      );
    assert.deepEqual(now(graph).inputs["triggers"], {
      code: bundleDigest(ENTRY),
      passwords: [
        "reporting-master-username",
        "reporting-master-password",
        "indexers-bags-username",
        "indexers-bags-password",
      ]
        .map(value)
        .join(" "),
    });
    assert.deepEqual(now(await makeSetup()).inputs, now(graph).inputs);
    const other = now(await makeSetup(false, { ...contents, dataStreams: [] })).inputs;
    assert.notEqual(other["input"], now(graph).inputs["input"]);
    assert.deepEqual(other["triggers"], now(graph).inputs["triggers"]);
  });

  it("calls it when the domain can be called, the passwords are kept and the bucket is there", () => {
    const first = [
      [DOMAIN, "reporting-domain"],
      ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "reporting-called"],
      ["aws:secretsmanager/secretVersion:SecretVersion", "indexers-bags-password-value"],
      ["aws:s3/bucketPolicy:BucketPolicy", "snapshots-bucket-policy"],
      ["aws:iam/rolePolicy:RolePolicy", "snapshots-writer-permissions"],
      ["aws:iam/rolePolicy:RolePolicy", "setup-execution-permissions"],
      ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "setup-https"],
    ] as const;
    const waitedFor = awaited(graph, now(graph).urn);
    for (const [type, name] of first) assert.ok(waitedFor.has(graph.one(type, name).urn), name);
  });

  it("says nothing secret, in the request or its triggers", () => {
    assert.deepEqual(now(graph).secretInputs, []);
    const passwords = graph
      .of("random:index/randomPassword:RandomPassword")
      .map(({ outputs }) => String(outputs["result"]));
    assert.equal(passwords.length, 2);
    const said = JSON.stringify([now(graph).inputs, graph.of(SCHEDULE).map(({ inputs }) => inputs)]);
    for (const password of passwords) assert.ok(!said.includes(password));
  });

  it("runs the same set-up each day, and takes a snapshot", () => {
    assert.equal(schedule("setup-daily-schedule")["name"], `${FUNCTION}-daily`);
    assert.equal(schedule("setup-daily-schedule")["scheduleExpression"], "cron(20 1 * * ? *)");
    assert.deepEqual(inputOf("setup-daily-schedule"), JSON.parse(String(now(graph).inputs["input"])));
    assert.equal(schedule("setup-snapshots-schedule")["name"], `${FUNCTION}-snapshots`);
    assert.equal(schedule("setup-snapshots-schedule")["scheduleExpression"], "cron(20 2 * * ? *)");
    const snapshot = inputOf("setup-snapshots-schedule");
    assert.deepEqual(snapshot, {
      task: "snapshot",
      cluster: cluster(),
      region: REGION,
      repository: NAME,
      keepDays: 14,
    });
    assert.deepEqual(requestOf(snapshot), snapshot);
  });

  it("runs in the domain's network, as one of its clients, and calls AWS by HTTPS", () => {
    const { vpcConfig, timeout } = graph.one("aws:lambda/function:Function", "setup-function").inputs;
    const own = graph.one("aws:ec2/securityGroup:SecurityGroup", "setup-group");
    assert.deepEqual(vpcConfig, {
      subnetIds: graph.outputs["subnetIds"],
      securityGroupIds: [own.id, graph.outputs["clientGroupId"]],
    });
    assert.equal(own.inputs["description"], "Calls AWS by HTTPS; nobody calls it");
    assert.equal(timeout, 900);
    assert.equal(graph.outputs["functionName"], FUNCTION);
  });

  it("may read the users' secrets, call the cluster and hand over the snapshot role; a preview knows so", async () => {
    const planned = await makeSetup(true);
    const { policy } = planned.one("aws:iam/rolePolicy:RolePolicy", "setup-execution-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, resource: string, context = {}) =>
      allows(policy, { principal: role(FUNCTION), action, resource, context });
    const secret = (name: string) =>
      may(
        "secretsmanager:GetSecretValue",
        `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-a1B2c3`,
      );
    for (const name of ["user", "password"])
      assert.equal(secret(`strongroom/pro/search/reporting/${name}`), true, name);
    for (const name of ["es_username", "es_password"])
      assert.equal(secret(`pro/indexer/bags/${name}`), true, name);
    assert.equal(secret("pro/indexer/files/es_password"), false);
    for (const verb of ["Get", "Head", "Post", "Put", "Patch", "Delete"])
      assert.equal(may(`es:ESHttp${verb}`, `${ARN}/_snapshot/${NAME}`), true, verb);
    assert.equal(may("es:ESHttpPut", `${ARN}-2/_snapshot/${NAME}`), false);
    assert.equal(may("es:DeleteDomain", ARN), false);
    const pass = (name: string, service: string) =>
      may("iam:PassRole", role(name), { "iam:PassedToService": service });
    for (const service of ["es.amazonaws.com", "opensearchservice.amazonaws.com"])
      assert.equal(pass(SNAPSHOT_ROLE, service), true, service);
    assert.equal(pass(SNAPSHOT_ROLE, "lambda.amazonaws.com"), false);
    assert.equal(pass("custodian", "es.amazonaws.com"), false);
    assert.equal(may("ec2:CreateNetworkInterface", `arn:aws:ec2:${REGION}:${ACCOUNT}:subnet/a`), true);
  });

  it("alarms when nobody has called the function for a day, once somebody has", () => {
    const { inputs, dependsOn } = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "setup-idle");
    const { alarmDescription, alarmActions, okActions, ...others } = inputs;
    assert.match(String(alarmDescription), new RegExp(`^${NAME} .*\nWhat to do: .*${FUNCTION}-snapshots`));
    for (const actions of [alarmActions, okActions])
      assert.deepEqual(actions, [graph.outputs["alarmTopicArn"]]);
    assert.deepEqual(others, {
      name: `${FUNCTION}_idle`,
      namespace: "AWS/Lambda",
      metricName: "Invocations",
      dimensions: { FunctionName: FUNCTION },
      statistic: "Sum",
      period: 3600,
      evaluationPeriods: 25,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
    });
    assert.ok(dependsOn.includes(now(graph).urn));
  });

  it("alarms when no snapshot was taken for a day, though the function is called", () => {
    const { inputs } = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "setup-no-snapshot");
    const { alarmDescription, alarmActions, okActions, ...others } = inputs;
    assert.match(String(alarmDescription), new RegExp(`${NAME}.*\nWhat to do: .*${FUNCTION}-snapshots`));
    for (const actions of [alarmActions, okActions])
      assert.deepEqual(actions, [graph.outputs["alarmTopicArn"]]);
    assert.deepEqual(others, {
      name: `${FUNCTION}_no_snapshot`,
      namespace: "Strongroom",
      metricName: "SnapshotTaken",
      dimensions: { service: FUNCTION },
      statistic: "Sum",
      period: 3600,
      evaluationPeriods: 26,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
    });
  });
});

/** All that a resource waits for, and what those wait for. */
function awaited(graph: Graph, urn: string, found = new Set<string>()): ReadonlySet<string> {
  for (const next of graph.resources.find((resource) => resource.urn === urn)?.dependsOn ?? [])
    if (!found.has(next)) awaited(graph, next, found.add(next));
  return found;
}

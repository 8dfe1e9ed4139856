import * as assert from "node:assert/strict";
import { LoneService, type LoneServiceArgs } from "../../components/services/lone-service";
import { executionRole } from "../../components/services/execution-role";
import { ConnectedCluster } from "../../components/cluster/connected-cluster";
import { maskedLog } from "../../components/logging/masked-log";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { around } from "./api";
import { ACCOUNT, image, REGION, role, runComponent } from "./ground";
import { configurations } from "./pack-configurations";
import { allows } from "./policy-evaluation";
import { SECRETS_KEY } from "./service";

const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

/** The one program that the tests run. */
const PROGRAM: LoneServiceArgs["containers"][number] = {
  name: "broker",
  image: image("broker"),
  essential: true,
  environment: {},
  secrets: {},
  user: "10001:10001",
  ports: [{ port: 8080, name: "broker" }],
  mounts: [{ volume: "keys", path: "/keys", readOnly: true }],
  logs: { driver: "awslogs", group: "lone", region: REGION, stream: "broker" },
};

/** @param found whether others find it by Service Connect */
const make = (
  others: Partial<LoneServiceArgs> = {},
  { preview = false, found = true } = {},
): Promise<Graph> =>
  runComponent((ground, opts) => {
    const { keyArn, boundaryArn, vpcId, subnetIds, groupId } = ground;
    const { group } = maskedLog("log", { logGroupName: "lone", keyArn, keepDays: 365 }, around(opts));
    const cluster = new ConnectedCluster(
      "cluster",
      {
        clusterName: "lone",
        capacityProviders: [],
        disksKeyArn: keyArn,
        sessions: { logGroupName: group.name, keyArn },
      },
      opts,
    );
    const place = {
      region: REGION,
      accountId: ACCOUNT,
      boundaryArn,
      clusterArn: cluster.arn,
      clusterName: "lone",
      vpcId,
      subnetIds,
      logsKeyArn: keyArn,
      secretsKeyArn: SECRETS_KEY,
      logDays: 365,
    };
    const execution = executionRole(
      "execution",
      { roleName: "lone_execution_role", place, images: [PROGRAM.image], secrets: [], logGroupName: "lone" },
      opts,
    );
    const { running, serviceName } = new LoneService(
      "broker",
      {
        serviceName: "lone-broker",
        place,
        size: { cpu: 512, memoryMiB: 1024 },
        processor: "X86_64",
        on: { fargate: {} },
        containers: [PROGRAM],
        volumes: [{ name: "keys", kept: "by the task" }],
        executionRoleArn: execution.arn,
        statements: [
          { Sid: "Look", Effect: "Allow", Action: ["s3:ListBucket"], Resource: "arn:aws:s3:::any" },
        ],
        securityGroupIds: [groupId],
        ...(found
          ? {
              connected: {
                namespaceArn: cluster.namespaceArn,
                logs: { group: group.name, region: REGION, stream: "broker" },
                calledBy: { portName: "broker", name: "broker", port: 8080 },
              },
            }
          : {}),
        waitMinutes: 30,
        after: [group],
        ...others,
      },
      opts,
    );
    return { ...ground, serviceName, running: running.urn };
  }, preview);

const service = (graph: Graph) => graph.one(SERVICE, "broker-service");

describe("LoneService", () => {
  let graph: Graph;
  before(async () => (graph = await make()));

  it("is never two tasks: the old one ends before the new one starts, and no second one stands beside it", () => {
    const { inputs } = service(graph);
    assert.deepEqual(
      [
        inputs["desiredCount"],
        inputs["deploymentMinimumHealthyPercent"],
        inputs["deploymentMaximumPercent"],
        inputs["availabilityZoneRebalancing"],
      ],
      [1, 0, 100, "DISABLED"],
    );
    assert.deepEqual(graph.of("aws:appautoscaling/target:Target"), []);
  });

  it("runs on Fargate and never on Spot, in private subnets, without a shell for anybody", () => {
    const { inputs } = service(graph);
    assert.deepEqual(inputs["capacityProviderStrategies"], [{ capacityProvider: "FARGATE", weight: 1 }]);
    assert.deepEqual(Object(inputs["networkConfiguration"]).assignPublicIp, false);
    assert.equal(inputs["enableExecuteCommand"], false);
    assert.deepEqual(graph.one(TASK, "broker-task").inputs["requiresCompatibilities"], ["FARGATE"]);
  });

  it("has a deploy wait until its task runs, and brings the last one back when it does not", () => {
    const { inputs, dependsOn, urn } = service(graph);
    assert.equal(inputs["waitForSteadyState"], true);
    assert.deepEqual(inputs["deploymentCircuitBreaker"], { enable: true, rollback: true });
    assert.equal(graph.outputs["running"], urn);
    for (const [type, name] of [
      ["aws:iam/rolePolicy:RolePolicy", "broker-task-role-permissions"],
      ["aws:cloudwatch/logGroup:LogGroup", "log-log"],
    ] as const)
      assert.ok(dependsOn.includes(graph.one(type, name).urn), name);
  });

  it("is found by its name where it is called, and is called by nobody where it is not", async () => {
    const connected = Object(service(graph).inputs["serviceConnectConfiguration"]);
    assert.deepEqual(connected.services, [
      {
        portName: "broker",
        discoveryName: "broker",
        clientAlias: [{ dnsName: "broker", port: 8080 }],
      },
    ]);
    assert.equal("serviceConnectConfiguration" in service(await make({}, { found: false })).inputs, false);
  });

  it("stays with no task where it is parked", async () => {
    assert.equal(service(await make({ parked: true })).inputs["desiredCount"], 0);
  });

  it("has storage of its own as large as it is told, and Fargate's 20 GiB otherwise", async () => {
    const storage = (of: Graph) => of.one(TASK, "broker-task").inputs["ephemeralStorage"];
    assert.equal(storage(graph), undefined);
    assert.deepEqual(storage(await make({ on: { fargate: { storageGiB: 200 } } })), { sizeInGib: 200 });
    await assert.rejects(make({ on: { fargate: { storageGiB: 201 } } }), /200/);
  });

  it("may keep its own task from being stopped where it has work of its own, and not otherwise; a preview knows so", async () => {
    const may = (of: Graph) => {
      const { policy } = of.one("aws:iam/rolePolicy:RolePolicy", "broker-task-role-permissions").inputs;
      assert.equal(hasUnknown(policy), false);
      return allows(policy, {
        principal: role("lone-broker_task_role"),
        action: "ecs:UpdateTaskProtection",
        resource: `arn:aws:ecs:${REGION}:${ACCOUNT}:task/lone/1`,
        context: {},
      });
    };
    assert.equal(may(await make({ keepsItsTask: true }, { preview: true })), true);
    assert.equal(may(await make({}, { preview: true })), false);
  });

  it("passes the policy pack", async () => {
    assert.deepEqual(await findingsOf(graph, configurations, (name) => name.startsWith("broker-")), []);
  });

  const refusals: readonly (readonly [string, Partial<LoneServiceArgs["containers"][number]>, RegExp])[] = [
    ["an image by its tag", { image: "archive/broker:1" }, /container broker: image: give it by its digest/],
    ["root", { user: "0:0" }, /container broker: user: never root/],
    [
      "a container that stops for longer than Fargate waits",
      { stopSeconds: 121 },
      /stopSeconds: at most 120/,
    ],
  ];
  for (const [what, wrong, says] of refusals)
    it(`refuses ${what}`, async () => {
      await assert.rejects(make({ containers: [{ ...PROGRAM, ...wrong }] }), says);
    });

  it("takes two minutes to stop", async () => {
    await make({ containers: [{ ...PROGRAM, stopSeconds: 120 }] });
  });
});

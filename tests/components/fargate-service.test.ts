import * as assert from "node:assert/strict";
import { logRouter } from "../../components/services/log-router";
import type { Container } from "../../components/services/container";
import { apiProxy } from "../../components/services/api-proxy";
import type { Graph, Registered } from "../graph/graph";
import { ACCOUNT, image, REGION, role } from "./ground";
import { allows } from "./policy-evaluation";
import { CLUSTER, makeService, SECRETS_KEY } from "./service";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const here = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

const containersOf = (graph: Graph): readonly Readonly<Record<string, unknown>>[] =>
  JSON.parse(String(graph.one(TASK, "worker-task").inputs["containerDefinitions"]));

describe("FargateService", () => {
  let graph: Graph;
  let service: Registered;
  before(async () => {
    graph = await makeService();
    service = graph.one("aws:ecs/service:Service", "worker-service");
  });

  const task = (action: string, resource: string) =>
    allows(graph.one("aws:iam/rolePolicy:RolePolicy", "worker-task-role-permissions").inputs["policy"], {
      principal: role("any"),
      action,
      resource,
    });

  it("runs in private subnets without a public address, and its number of tasks is the scaling's", () => {
    assert.deepEqual(service.inputs, {
      name: "ns-worker",
      cluster: graph.outputs["clusterArn"],
      taskDefinition: graph.one(TASK, "worker-task").outputs["arn"],
      desiredCount: 1,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      platformVersion: "1.4.0",
      networkConfiguration: {
        subnets: graph.outputs["subnetIds"],
        securityGroups: [graph.one("aws:ec2/securityGroup:SecurityGroup", "services-workers").id],
        assignPublicIp: false,
      },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      propagateTags: "SERVICE",
      enableExecuteCommand: false,
    });
    assert.deepEqual(service.ignoreChanges, ["desiredCount"]);
  });

  it("keeps a fixed number of tasks where it is told one, and nothing scales it", async () => {
    const fixed = await makeService({ tasks: 3 });
    const { inputs, ignoreChanges } = fixed.one("aws:ecs/service:Service", "worker-service");
    assert.equal(inputs["desiredCount"], 3);
    assert.deepEqual(ignoreChanges, []);
    assert.deepEqual(fixed.of("aws:appautoscaling/target:Target"), []);
    assert.deepEqual(fixed.of("aws:cloudwatch/metricAlarm:MetricAlarm"), []);
  });

  it("runs on Fargate Spot where it may be interrupted", async () => {
    const { inputs } = (await makeService({ spot: true })).one("aws:ecs/service:Service", "worker-service");
    assert.deepEqual(inputs["capacityProviderStrategies"], [{ capacityProvider: "FARGATE_SPOT", weight: 1 }]);
  });

  it("has tasks of its size, with a role for the program and another for ECS", () => {
    const { containerDefinitions, ...others } = graph.one(TASK, "worker-task").inputs;
    assert.equal(typeof containerDefinitions, "string");
    assert.deepEqual(others, {
      family: "ns-worker",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "512",
      memory: "1024",
      taskRoleArn: role("ns-worker_task_role"),
      executionRoleArn: role("ns_execution_role"),
    });
  });

  it("confines its containers, and routes what they say", () => {
    const confined = {
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, tmpfs: [{ containerPath: "/tmp", size: 64 }] },
    };
    assert.deepEqual(containersOf(graph), [
      {
        name: "app",
        image: image("worker"),
        essential: true,
        user: "10001:10001",
        ...confined,
        environment: [{ name: "colour", value: "blue" }],
        secrets: [],
        logConfiguration: { logDriver: "awsfirelens", options: { Name: "null", Match: "*" } },
      },
      {
        name: "log_router",
        image: image("fluentbit"),
        essential: false,
        user: "10001",
        ...confined,
        environment: [{ name: "SERVICE_NAME", value: "ns-worker" }],
        secrets: Object.entries({
          ES_HOST: "es_host",
          ES_PORT: "es_port",
          ES_USER: "es_user",
          ES_PASS: "es_pass",
          DATA_STREAM_NAME: "firelens_data_stream_name",
        }).map(([name, secret]) => ({
          name,
          valueFrom: `/aws/reference/secretsmanager/shared/logging/${secret}`,
        })),
        memoryReservation: 50,
        firelensConfiguration: {
          type: "fluentbit",
          options: { "config-file-type": "file", "config-file-value": "/extra.conf" },
        },
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "ns-log-routers",
            "awslogs-region": REGION,
            "awslogs-stream-prefix": "ns-worker",
          },
        },
      },
    ]);
  });

  it("has nginx answer before an API, with room for its own files", async () => {
    const proxied = await makeService({
      tasks: 3,
      containers: [
        apiProxy(image("nginx")),
        logRouter(image("fluentbit"), "ns-worker", "ns-log-routers", REGION),
      ],
    });
    const [nginx] = containersOf(proxied);
    assert.deepEqual(nginx?.["portMappings"], [{ containerPort: 9000, protocol: "tcp" }]);
    assert.deepEqual(nginx["environment"], [
      { name: "APP_HOST", value: "localhost" },
      { name: "APP_PORT", value: "9001" },
    ]);
    assert.equal(nginx["memoryReservation"], 50);
    assert.match(JSON.stringify(nginx["linuxParameters"]), /\/tmp.*\/var\/cache\/nginx.*\/var\/run/);
  });

  it("lets its program protect its tasks, and what it was given", () => {
    assert.equal(task("ecs:UpdateTaskProtection", here("ecs", `task/${CLUSTER}/1`)), true);
    assert.equal(task("ecs:UpdateTaskProtection", here("ecs", "task/other/1")), false);
    assert.equal(task("sns:Publish", "arn:aws:sns:::ns_uploads"), true);
    for (const action of ["sqs:SendMessage", "secretsmanager:GetSecretValue", "ecr:BatchGetImage"])
      assert.equal(task(action, "*"), false, action);
  });

  it("refuses to have no task at all, and takes its neighbour", async () => {
    const most = (maxTasks: number) => ({ tasks: { queueName: "ns_input", maxTasks, idleSeconds: 60 } });
    for (const none of [{ tasks: 0 }, most(0)])
      await assert.rejects(makeService(none), { message: "tasks: at least 1, got 0" });
    for (const one of [{ tasks: 1 }, most(1)]) await makeService(one);
  });

  it("refuses a program as root or by a tag, and one that takes longer to stop than Fargate waits", async () => {
    const made = (more: Partial<Container>) =>
      makeService({ tasks: 1, containers: [{ ...apiProxy(image("nginx")), logs, ...more }] });
    const logs = { driver: "awslogs", group: "ns-log-routers", region: REGION, stream: "nginx" } as const;
    await assert.rejects(made({ user: "0:101" }), /container nginx: user: never root/);
    await assert.rejects(
      made({ image: "registry/nginx:1" }),
      /container nginx: image: give it by its digest/,
    );
    await assert.rejects(made({ stopSeconds: 121 }), /container nginx: stopSeconds: at most 120/);
    await made({ stopSeconds: 120 });
  });

  it("refuses a size that Fargate does not have", async () => {
    await assert.rejects(makeService({ size: { cpu: 512, memoryMiB: 512 } }), /worker-task: .*Fargate/);
  });
});

describe("the execution role of services", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeService();
  });
  const may = (action: string, resource: string, context = {}) =>
    allows(graph.one("aws:iam/rolePolicy:RolePolicy", "execution-permissions").inputs["policy"], {
      principal: role("any"),
      action,
      resource,
      context,
    });

  it("pulls their images, writes their routers' log and reads their secrets, and nothing else", () => {
    const secret = here("secretsmanager", "secret:shared/logging/es_pass-AbCdEf");
    const parameter = here("ssm", "parameter/aws/reference/secretsmanager/shared/logging/es_pass");
    const through = (service: string) => ({ "kms:ViaService": `${service}.${REGION}.amazonaws.com` });
    assert.equal(may("ecr:GetAuthorizationToken", "*"), true);
    assert.equal(may("ecr:BatchGetImage", here("ecr", "repository/worker")), true);
    assert.equal(may("ecr:BatchGetImage", here("ecr", "repository/fluentbit")), true);
    assert.equal(may("ecr:BatchGetImage", here("ecr", "repository/other")), false);
    assert.equal(may("logs:PutLogEvents", here("logs", "log-group:ns-log-routers:log-stream:1")), true);
    assert.equal(may("logs:PutLogEvents", here("logs", "log-group:other:log-stream:1")), false);
    assert.equal(may("ssm:GetParameters", parameter), true);
    assert.equal(may("secretsmanager:GetSecretValue", secret), true);
    assert.equal(may("secretsmanager:GetSecretValue", `${secret}-more`), false);
    assert.equal(may("kms:Decrypt", SECRETS_KEY, through("secretsmanager")), true);
    assert.equal(may("kms:Decrypt", SECRETS_KEY, through("s3")), false);
    for (const action of ["sqs:ReceiveMessage", "sns:Publish", "iam:PassRole"])
      assert.equal(may(action, "*"), false, action);
  });
});

describe("ServiceGround", () => {
  const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  let graph: Graph;
  before(async () => {
    graph = await makeService();
  });
  const group = (name: string) => graph.one("aws:ec2/securityGroup:SecurityGroup", name).id;

  it("lets nobody call a worker, and the load balancer and workers call the APIs", () => {
    assert.deepEqual(
      graph.of(INGRESS).map(({ inputs }) => inputs),
      [
        [graph.outputs["groupId"], 9000],
        [group("services-workers"), 8080],
      ].map(([from, port]) => ({
        securityGroupId: group("services-apis"),
        referencedSecurityGroupId: from,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
      })),
    );
  });

  it("keeps the log routers' own words for as long as the stage keeps logs", () => {
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", "services-log-routers").inputs, {
      name: "ns-log-routers",
      retentionInDays: 365,
      kmsKeyId: graph.outputs["keyArn"],
    });
  });
});

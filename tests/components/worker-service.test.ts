import * as assert from "node:assert/strict";
import type { Graph, Registered } from "../graph/graph";
import { ACCOUNT, REGION, role } from "./ground";
import { allows } from "./policy-evaluation";
import { CLUSTER, makeWorker, SECRETS_KEY } from "./worker";

describe("WorkerService", () => {
  let graph: Graph;
  let service: Registered;
  before(async () => {
    graph = await makeWorker();
    service = graph.one("aws:ecs/service:Service", "worker-service");
  });

  const policyOf = (name: string) => graph.one("aws:iam/rolePolicy:RolePolicy", name).inputs["policy"];
  const task = (action: string, resource: string, context = {}) =>
    allows(policyOf("worker-task-role-permissions"), { principal: role("any"), action, resource, context });
  const execution = (action: string, resource: string, context = {}) =>
    allows(policyOf("worker-execution-role-permissions"), {
      principal: role("any"),
      action,
      resource,
      context,
    });
  const here = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

  it("runs in private subnets without a public address, and its number of tasks is the scaling's", () => {
    const { id } = graph.one("aws:ec2/securityGroup:SecurityGroup", "worker-group");
    assert.deepEqual(service.inputs, {
      name: "ns-worker",
      cluster: graph.outputs["clusterArn"],
      taskDefinition: graph.one("aws:ecs/taskDefinition:TaskDefinition", "worker-task").outputs["arn"],
      desiredCount: 1,
      launchType: "FARGATE",
      platformVersion: "1.4.0",
      networkConfiguration: {
        subnets: graph.outputs["subnetIds"],
        securityGroups: [id],
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

  it("runs on Fargate Spot where it may be interrupted, and then has no launch type", async () => {
    const { inputs } = (await makeWorker({ spot: true })).one("aws:ecs/service:Service", "worker-service");
    assert.deepEqual(inputs["capacityProviderStrategies"], [{ capacityProvider: "FARGATE_SPOT", weight: 1 }]);
    assert.equal("launchType" in inputs, false);
  });

  it("can be called by nobody", () => {
    assert.deepEqual(graph.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), []);
    assert.equal(graph.of("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").length, 1);
  });

  it("has tasks of its size, with a role for the program and another for ECS", () => {
    const { containerDefinitions, ...others } = graph.one(
      "aws:ecs/taskDefinition:TaskDefinition",
      "worker-task",
    ).inputs;
    assert.equal(typeof containerDefinitions, "string");
    assert.deepEqual(others, {
      family: "ns-worker",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "512",
      memory: "1024",
      taskRoleArn: role("ns-worker_task_role"),
      executionRoleArn: role("ns-worker_execution_role"),
    });
  });

  it("keeps the log router's own words under its name", () => {
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", "worker-log").inputs, {
      name: "ns-worker",
      retentionInDays: 365,
      kmsKeyId: graph.outputs["keyArn"],
    });
  });

  it("lets its program take its own messages, protect its tasks, write its metrics, and what it was given", () => {
    const metrics = (namespace: string) => ({ "cloudwatch:namespace": namespace });
    for (const action of ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]) {
      assert.equal(task(action, here("sqs", "ns_input")), true, action);
      assert.equal(task(action, here("sqs", "ns_other")), false, action);
    }
    assert.equal(task("ecs:UpdateTaskProtection", here("ecs", `task/${CLUSTER}/1`)), true);
    assert.equal(task("ecs:UpdateTaskProtection", here("ecs", "task/other/1")), false);
    assert.equal(task("cloudwatch:PutMetricData", "*", metrics("ns-worker")), true);
    assert.equal(task("cloudwatch:PutMetricData", "*", metrics("ns-other")), false);
    assert.equal(task("sns:Publish", here("sns", "ns_uploads")), true);
    for (const action of ["sqs:SendMessage", "secretsmanager:GetSecretValue", "ecr:BatchGetImage"])
      assert.equal(task(action, "*"), false, action);
  });

  it("lets ECS pull images, write the router's log and read its secrets, and nothing else", () => {
    const secret = here("secretsmanager", "secret:shared/logging/es_pass-AbCdEf");
    const parameter = here("ssm", "parameter/aws/reference/secretsmanager/shared/logging/es_pass");
    const through = (service: string) => ({ "kms:ViaService": `${service}.${REGION}.amazonaws.com` });
    assert.equal(execution("ecr:GetAuthorizationToken", "*"), true);
    assert.equal(execution("ecr:BatchGetImage", here("ecr", "repository/worker")), true);
    assert.equal(execution("ecr:BatchGetImage", here("ecr", "repository/fluentbit")), true);
    assert.equal(execution("ecr:BatchGetImage", here("ecr", "repository/other")), false);
    assert.equal(execution("logs:PutLogEvents", here("logs", "log-group:ns-worker:log-stream:1")), true);
    assert.equal(execution("logs:PutLogEvents", here("logs", "log-group:other:log-stream:1")), false);
    assert.equal(execution("ssm:GetParameters", parameter), true);
    assert.equal(execution("secretsmanager:GetSecretValue", secret), true);
    assert.equal(execution("secretsmanager:GetSecretValue", `${secret}-more`), false);
    assert.equal(execution("kms:Decrypt", SECRETS_KEY, through("secretsmanager")), true);
    assert.equal(execution("kms:Decrypt", SECRETS_KEY, through("s3")), false);
    for (const action of ["sqs:ReceiveMessage", "sns:Publish", "iam:PassRole"])
      assert.equal(execution(action, "*"), false, action);
  });

  it("lets ECS into no registry of ECR's for an image from elsewhere", async () => {
    const elsewhere = `public.ecr.aws/strongroom/worker@sha256:${"0".repeat(64)}`;
    const other = await makeWorker({ app: { image: elsewhere, environment: {}, secrets: {} } });
    const { policy } = other.one("aws:iam/rolePolicy:RolePolicy", "worker-execution-role-permissions").inputs;
    const pull = (name: string) =>
      allows(policy, {
        principal: role("any"),
        action: "ecr:BatchGetImage",
        resource: here("ecr", `repository/${name}`),
      });
    assert.deepEqual([pull("worker"), pull("strongroom/worker"), pull("fluentbit")], [false, false, true]);
  });

  it("refuses to have no task at all, and takes its neighbour", async () => {
    await assert.rejects(makeWorker({ maxTasks: 0 }), { message: "maxTasks: at least 1, got 0" });
    await makeWorker({ maxTasks: 1 });
  });

  it("refuses a size that Fargate does not have", async () => {
    await assert.rejects(makeWorker({ size: { cpu: 512, memoryMiB: 512 } }), /worker-task: .*Fargate/);
  });
});

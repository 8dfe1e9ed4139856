import * as assert from "node:assert/strict";
import * as path from "node:path";
import { bundleDigest } from "../../components/functions/bundle";
import { requestOf } from "../../functions/migrate/request";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, image, REGION, role } from "./ground";
import { allows } from "./policy-evaluation";
import { CLUSTER } from "./service";
import { makeHttpService, PROGRAM } from "./web";

const INVOCATION = "aws:lambda/invocation:Invocation";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const ENTRY = path.resolve(__dirname, "../../functions/migrate/index.ts");
const here = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

describe("the migrations of an HttpService", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeHttpService({}, { migrates: true });
  });
  const now = (of: Graph) => of.one(INVOCATION, "images-migrations-now");

  it("run in the deploy as the function reads it, with the very revision of their task", () => {
    const { functionName, input, triggers } = now(graph).inputs;
    assert.equal(functionName, "images-pro-migrate");
    assert.deepEqual(triggers, { code: bundleDigest(ENTRY) });
    const request: unknown = JSON.parse(String(input));
    assert.deepEqual(request, {
      clusterArn: graph.outputs["clusterArn"],
      taskDefinitionArn: here("ecs", "task-definition/images-pro-migrate:1"),
      containerName: "migrate",
      subnetIds: graph.outputs["subnetIds"],
      securityGroupIds: [graph.outputs["taskGroupId"]],
      logGroupName: "/strongroom/images-pro",
      streamPrefix: "migrate",
      tag: "images-pro-migrate",
      thenRestart: [],
    });
    assert.deepEqual(requestOf(request), request);
  });

  it("are done before the service's tasks change", () => {
    const { dependsOn } = graph.one("aws:ecs/service:Service", "images-service");
    assert.ok(dependsOn.includes(now(graph).urn));
  });

  it("begin when the function and the roles of their task are whole", () => {
    const { dependsOn } = now(graph);
    const waitedFor = [
      ["aws:iam/rolePolicy:RolePolicy", "images-migrations-run-execution-permissions"],
      ["aws:iam/rolePolicy:RolePolicy", "images-execution-permissions"],
      ["aws:iam/rolePolicy:RolePolicy", "images-migrations-task-role-permissions"],
      ["aws:cloudwatch/logGroup:LogGroup", "images-log"],
      [TASK, "images-migrations-task"],
    ] as const;
    for (const [type, name] of waitedFor) assert.ok(dependsOn.includes(graph.one(type, name).urn), name);
  });

  it("are the service's own image, which migrates and ends, as confined as the service", () => {
    const { containerDefinitions, ...others } = graph.one(TASK, "images-migrations-task").inputs;
    assert.deepEqual(others, {
      family: "images-pro-migrate",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "512",
      memory: "1024",
      taskRoleArn: role("images-pro-migrate_task_role"),
      executionRoleArn: role("images-pro_execution_role"),
    });
    assert.deepEqual(JSON.parse(String(containerDefinitions)), [
      {
        name: "migrate",
        image: image("images"),
        essential: true,
        command: ["python", "manage.py", "migrate", "--noinput"],
        user: "10001:10001",
        readonlyRootFilesystem: true,
        environment: [
          { name: "DJANGO_ALLOWED_HOSTS", value: "images.example.org" },
          { name: "DB_USER", value: "migrator" },
        ],
        secrets: [],
        linuxParameters: {
          initProcessEnabled: true,
          capabilities: { drop: ["ALL"] },
          tmpfs: [{ containerPath: "/tmp", size: 64 }],
        },
        stopTimeout: 120,
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "/strongroom/images-pro",
            "awslogs-region": REGION,
            "awslogs-stream-prefix": "migrate",
          },
        },
      },
    ]);
  });

  it("are never two at a time, and have all the time that Lambda gives", () => {
    const { reservedConcurrentExecutions, timeout } = graph.one(
      "aws:lambda/function:Function",
      "images-migrations-run-function",
    ).inputs;
    assert.deepEqual([reservedConcurrentExecutions, timeout], [1, 900]);
  });

  it("are run by a function that may run, mark, see and stop them, and no other task; a preview knows so", async () => {
    const planned = await makeHttpService({}, { migrates: true, preview: true });
    const { policy } = planned.one(
      "aws:iam/rolePolicy:RolePolicy",
      "images-migrations-run-execution-permissions",
    ).inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, resource: string, context = {}) =>
      allows(policy, { principal: role("images-pro-migrate"), action, resource, context });
    const inCluster = (name = CLUSTER) => ({ "ecs:cluster": here("ecs", `cluster/${name}`) });
    const task = here("ecs", `task/${CLUSTER}/1`);
    const own = here("ecs", "task-definition/images-pro-migrate:7");
    assert.equal(may("ecs:RunTask", own, inCluster()), true);
    assert.equal(may("ecs:RunTask", own, inCluster("other")), false);
    assert.equal(may("ecs:RunTask", here("ecs", "task-definition/images-pro:7"), inCluster()), false);
    assert.equal(may("ecs:DescribeTasks", task, inCluster()), true);
    assert.equal(may("ecs:TagResource", task, { "ecs:CreateAction": "RunTask" }), true);
    assert.equal(may("ecs:TagResource", task), false);
    const marked = (value: string) => ({ ...inCluster(), "aws:ResourceTag/migrates": value });
    assert.equal(may("ecs:StopTask", task, marked("images-pro-migrate")), true);
    assert.equal(may("ecs:StopTask", task, marked("other-migrate")), false);
    assert.equal(may("ecs:StopTask", task, inCluster()), false);
    const pass = (name: string, service = "ecs-tasks.amazonaws.com") =>
      may("iam:PassRole", role(name), { "iam:PassedToService": service });
    assert.equal(pass("images-pro-migrate_task_role"), true);
    assert.equal(pass("images-pro_execution_role"), true);
    assert.equal(pass("images-pro_task_role"), false);
    assert.equal(pass("images-pro_execution_role", "lambda.amazonaws.com"), false);
    const words = (stream: string) =>
      may("logs:GetLogEvents", here("logs", `log-group:/strongroom/images-pro:log-stream:${stream}`));
    assert.equal(words("migrate/migrate/1"), true);
    assert.equal(words("web/web/1"), false);
  });

  it("run again with another image or setting, and not otherwise", async () => {
    const task = (of: Graph) => of.one(TASK, "images-migrations-task").inputs["containerDefinitions"];
    assert.equal(task(await makeHttpService({}, { migrates: true })), task(graph));
    const other = { ...PROGRAM, image: image("newer") };
    assert.notEqual(task(await makeHttpService({ program: other }, { migrates: true })), task(graph));
  });

  it("are left out where there are none", async () => {
    const without = await makeHttpService();
    assert.deepEqual(without.of(INVOCATION), []);
    assert.equal(without.of(TASK).length, 1);
  });
});

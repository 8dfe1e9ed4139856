import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, inAccount, refusals, type Refusal, type Step } from "./cases";
import { container, logGroup, role, roleArn, task, taskStep } from "./things";

const given: readonly Step[] = [
  role("task-role"),
  role("lambda-role", "lambda.amazonaws.com"),
  logGroup("/ecs/app"),
  { type: token.SECRET, name: "secret", inputs: { name: "token" } },
];

const execution = { executionRoleArn: roleArn("task-role") };

const tasks = (
  what: string,
  refused: Properties,
  because: RegExp,
  accepted: Properties = task(),
): Refusal => ({
  what: `a task ${what}`,
  given,
  type: token.TASK_DEFINITION,
  refused,
  because,
  accepted,
});

const routed = { logConfiguration: { logDriver: "awsfirelens" } };

const router = (name = "router"): Properties =>
  container({ name, firelensConfiguration: { type: "fluentbit" } });

const sidecar = (more: Properties = {}): Properties => container({ name: "sidecar", ...more });

const after = (condition: string, containerName = "sidecar"): Properties =>
  container({ dependsOn: [{ containerName, condition }] });

describe("the simulated AWS: ECS task definitions", () => {
  refusals([
    tasks("with containers that are no JSON", task([], { containerDefinitions: "[{" }), /not valid JSON/),
    tasks("without containers", task([]), /one container at least/),
    tasks(
      "with two containers of one name",
      task([container(), container()]),
      /Duplicate container name: app/,
      task([container(), sidecar()]),
    ),
    tasks(
      "without an essential container",
      task([container({ essential: false })]),
      /at least one essential container/,
      task([container(), sidecar({ essential: false })]),
    ),
    tasks(
      "that waits for nobody",
      task([after("START")]),
      /the container 'sidecar' does not exist/,
      task([after("START"), sidecar()]),
    ),
    tasks(
      "that waits in no known way",
      task([after("READY"), sidecar()]),
      /Invalid dependency condition 'READY'/,
      task([after("START"), sidecar()]),
    ),
    tasks(
      "that waits for health without a check",
      task([after("HEALTHY"), sidecar()]),
      /takes a health check/,
      task([after("HEALTHY"), sidecar({ healthCheck: { command: ["CMD", "true"] } })]),
    ),
    tasks(
      "that waits for the end of an essential container",
      task([after("SUCCESS"), sidecar()]),
      /cannot be set on the essential container/,
      task([after("SUCCESS"), sidecar({ essential: false })]),
    ),
    tasks(
      "with two containers on one port",
      task([
        container({ portMappings: [{ containerPort: 80 }] }),
        sidecar({ portMappings: [{ containerPort: 80 }] }),
      ]),
      /The port 80\/tcp is mapped by more than one container/,
      task([
        container({ portMappings: [{ containerPort: 80 }] }),
        sidecar({ portMappings: [{ containerPort: 81 }] }),
      ]),
    ),
    tasks(
      "with a log router that logs through itself",
      task([container(routed), { ...router(), ...routed }]),
      /cannot log through itself/,
      task([container(routed), router()]),
    ),
    tasks(
      "with a log router of no known kind",
      task([container(), container({ name: "router", firelensConfiguration: { type: "syslog" } })]),
      /fluentbit or fluentd, not syslog/,
      task([container(), router()]),
    ),
    tasks(
      "without memory",
      task([container()], { memory: undefined }),
      /'memory' be defined at the task level/,
    ),
    tasks(
      "for Fargate with constraints on its place",
      task([container()], { placementConstraints: [{ type: "memberOf", expression: "a" }] }),
      /Placement constraints are not supported/,
    ),
    tasks(
      "for Fargate with a folder of the host",
      task([container()], { volumes: [{ name: "bags", hostPath: "/bags" }] }),
      /does not support host paths/,
      task([container({ mountPoints: [{ sourceVolume: "bags" }] })], { volumes: [{ name: "bags" }] }),
    ),
    tasks(
      "with containers of more CPU than it has",
      task([container({ cpu: 200 }), sidecar({ cpu: 100 })]),
      /sum of the containers' cpu \(300\)/,
      task([container({ cpu: 200 }), sidecar({ cpu: 56 })]),
    ),
    tasks(
      "on EC2 with no memory at all",
      { family: "app", containerDefinitions: JSON.stringify([container()]) },
      /At least one of 'memory' or 'memoryReservation'/,
      { family: "app", containerDefinitions: JSON.stringify([container({ memory: 128 })]) },
    ),
    tasks(
      "with routed logs and no router",
      task([container(routed)]),
      /takes a log router/,
      task([container(routed), router()]),
    ),
    tasks(
      "with two log routers",
      task([container(routed), router(), router("other")]),
      /At most one container/,
      task([container(routed), router()]),
    ),
    tasks(
      "of a size that Fargate lacks",
      task([container()], { cpu: "256", memory: "4096" }),
      /No Fargate configuration exists for given values: 256 CPU, 4096 memory/,
      task([container()], { cpu: "512", memory: "4096" }),
    ),
    tasks(
      "without a size",
      task([container()], { cpu: undefined }),
      /'cpu' be defined at the task level/,
      task([container()], { cpu: ".25 vCPU", memory: "0.5 GB" }),
    ),
    tasks(
      "for Fargate on a bridge",
      task([container()], { networkMode: "bridge" }),
      /only supports network mode 'awsvpc'/,
    ),
    tasks(
      "with containers larger than it is",
      task([container({ memory: 300, memoryReservation: 300 }), sidecar({ memoryReservation: 300 })]),
      /600 MiB of memory, more than the task has/,
      task([container({ memoryReservation: 256 }), sidecar({ memoryReservation: 256 })]),
    ),
    tasks(
      "with a role that does not exist",
      task([container()], { taskRoleArn: roleArn("none") }),
      /role\/none does not exist/,
      task([container()], { taskRoleArn: roleArn("task-role") }),
    ),
    tasks(
      "with a role that trusts another service",
      task([container()], { taskRoleArn: roleArn("lambda-role") }),
      /ECS was unable to assume the role/,
      task([container()], { taskRoleArn: roleArn("task-role") }),
    ),
    tasks(
      "with a role by its name",
      task([container()], { taskRoleArn: "task-role" }),
      /invalid ARN/,
      task([container()], { taskRoleArn: roleArn("task-role") }),
    ),
    tasks(
      "with storage that is too small",
      task([container()], { ephemeralStorage: { sizeInGib: 20 } }),
      /21 - 200/,
      task([container()], { ephemeralStorage: { sizeInGib: 21 } }),
    ),
  ]);

  it(
    "takes a secret's JSON key, and counts revisions as replacements come and go",
    inAccount(async (account) => {
      await account.makeAll(given);
      const valueFrom = `${account.made("secret").id}:password::`;
      const inputs = task([container({ secrets: [{ name: "PASSWORD", valueFrom }] })], execution);
      const first = await account.make(taskStep("task", inputs));
      assert.equal(first.id, "app");
      assert.equal(first.outputs["arn"], `arn:aws:ecs:eu-west-1:${ACCOUNT}:task-definition/app:1`);
      const newer = { ...inputs, memory: "1024" };
      const { replacesList, deletebeforereplace } = await account.provider.difference(first, newer);
      assert.deepEqual([replacesList, deletebeforereplace], [["memory"], false]);
      const second = await account.make(taskStep("task", newer));
      assert.equal(second.outputs["revision"], 2);
      await account.provider.remove(first);
      assert.equal((await account.provider.read(second)).outputs["revision"], 2);
      assert.equal((await account.provider.read(first)).id, "");
      const tagged = await account.provider.change(second, { ...newer, tags: { a: "b" } });
      assert.equal(tagged.outputs["revision"], 2);
    }),
  );
});

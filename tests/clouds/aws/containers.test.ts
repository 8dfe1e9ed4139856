import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, refusals, type Refusal, type Step } from "./cases";
import { container, logGroup, role, roleArn, task } from "./things";

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

/** A task whose one container differs from a good one in one thing. */
const containers = (
  what: string,
  refused: Properties,
  because: RegExp,
  accepted: Properties = {},
  more: Properties = {},
): Refusal => tasks(what, task([container(refused)], more), because, task([container(accepted)], more));

const awslogs = (group = "/ecs/app"): Properties => ({
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": group, "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app" },
  },
});

const health = (more: Properties = {}): Properties => ({
  healthCheck: { command: ["CMD", "true"], interval: 15, timeout: 5, retries: 3, startPeriod: 60, ...more },
});

describe("the simulated AWS: containers of ECS tasks", () => {
  refusals([
    containers(
      "with a container without an image",
      { image: "" },
      /Container.image should not be null or empty/,
    ),
    containers("with a container's name of two words", { name: "the app" }, /Container.name/),
    containers("that stops in three minutes", { stopTimeout: 180 }, /stopTimeout is 2 to 120/, {
      stopTimeout: 120,
    }),
    containers("whose health is asked by nothing", health({ command: ["CMD"] }), /begins with CMD/, health()),
    containers(
      "whose health is asked by a word of its own",
      health({ command: ["curl", "localhost"] }),
      /begins with CMD/,
      health({ command: ["CMD-SHELL", "curl localhost"] }),
    ),
    containers(
      "whose health is asked every second",
      health({ interval: 1 }),
      /interval is 5 to 300/,
      health(),
    ),
    containers("with a port past the last", { portMappings: [{ containerPort: 65_536 }] }, /containerPort/, {
      portMappings: [{ containerPort: 65_535 }],
    }),
    containers(
      "with another port on the host",
      { portMappings: [{ containerPort: 80, hostPort: 8080 }] },
      /must match/,
      {
        portMappings: [{ containerPort: 80, hostPort: 80 }],
      },
    ),
    containers(
      "with less memory than it reserves",
      { memory: 128, memoryReservation: 256 },
      /must not be less/,
      {
        memory: 256,
        memoryReservation: 128,
      },
    ),
    containers("with a variable without a name", { environment: [{ value: "1" }] }, /has no name/),
    containers(
      "with a port of no known protocol",
      { portMappings: [{ containerPort: 80, protocol: "http" }] },
      /tcp or udp/,
      { portMappings: [{ containerPort: 80, protocol: "udp" }] },
    ),
    containers(
      "with a value that is no text",
      { environment: [{ name: "A", value: 1 }] },
      /environment variable is a text/,
      { environment: [{ name: "A", value: "1" }] },
    ),
    containers(
      "with logs and no execution role",
      awslogs(),
      /execution role ARN to support log driver awslogs/,
    ),
    containers(
      "with logs to a group that does not exist",
      awslogs("/ecs/apps"),
      /cannot find the Amazon CloudWatch log group \/ecs\/apps/,
      awslogs(),
      execution,
    ),
    containers(
      "with logs without a region",
      { logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/app" } } },
      /requires options: awslogs-region/,
      awslogs(),
      execution,
    ),
    containers(
      "with a log driver that Fargate lacks",
      { logConfiguration: { logDriver: "journald" } },
      /does not support the log driver/,
    ),
    containers(
      "with a secret that does not exist",
      {
        secrets: [
          { name: "TOKEN", valueFrom: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:tokens-abcdef` },
        ],
      },
      /secret:tokens-abcdef does not exist/,
      {
        secrets: [
          {
            name: "TOKEN",
            valueFrom: "arn:aws:secretsmanager:eu-west-1:444455556666:secret:theirs-abcdef:key::",
          },
        ],
      },
      execution,
    ),
    containers(
      "with a parameter that does not exist",
      { secrets: [{ name: "TOKEN", valueFrom: "/archive/token" }] },
      /\/archive\/token does not exist/,
      {},
      execution,
    ),
    containers(
      "with secrets and no execution role",
      { secrets: [{ name: "A", valueFrom: "/a" }] },
      /must also specify a value for 'executionRoleArn'/,
    ),
    containers(
      "with a secret named as a variable",
      { environment: [{ name: "A", value: "1" }], secrets: [{ name: "A", valueFrom: "/a" }] },
      /must be unique/,
      { environment: [{ name: "A", value: "1" }] },
      execution,
    ),
    containers(
      "with a volume that it does not have",
      { mountPoints: [{ sourceVolume: "bags" }] },
      /Unknown volume 'bags'/,
    ),
    containers("with privileges", { privileged: true }, /do not support privileged/, { privileged: false }),
  ]);
});

import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, type Refusal, refusals, type Step } from "./cases";
import { cluster, container, lambdaFunction, role, roleArn, targets, task, taskStep } from "./things";
import { rule, web } from "./web-balancer";

const ported = taskStep("task", task([container({ portMappings: [{ containerPort: 9000 }] })]));

const given: readonly Step[] = [
  ...web,
  ...cluster(),
  ported,
  role("ecs", "ecs.amazonaws.com"),
  role("task-role"),
  targets("idle", { protocol: "HTTP" }),
  rule("production", "blue", { priority: 1 }),
  rule("test", "green", { priority: 2 }),
  rule("elsewhere", "blue", {
    priority: 3,
    actions: [{ type: "redirect", redirect: { statusCode: "HTTP_301" } }],
  }),
];

/** A rule that has nothing to do with the service, and its group. */
const foreign: readonly Step[] = [
  targets("foreign", { protocol: "HTTP" }),
  rule("other", "foreign", { priority: 4 }),
];

const CANARY = {
  strategy: "CANARY",
  bakeTimeInMinutes: "10",
  canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "10" },
};

/** How a service shifts, with the things by their names. */
interface Shift {
  readonly blue?: string;
  readonly green?: string;
  readonly production?: string;
  readonly test?: string;
  readonly role?: string;
}

const service =
  (
    shift: Shift | undefined,
    deploymentConfiguration: Properties = CANARY,
    more: Properties = {},
  ): Step["inputs"] =>
  (made) => ({
    name: "app",
    cluster: made("cluster").id,
    taskDefinition: made("task").outputs["arn"],
    launchType: "FARGATE",
    networkConfiguration: { subnets: [made("subnet").id], securityGroups: [made("group").id] },
    deploymentConfiguration,
    loadBalancers: [
      {
        targetGroupArn: made(shift?.blue ?? "blue").id,
        containerName: "app",
        containerPort: 9000,
        ...(shift
          ? {
              advancedConfiguration: {
                alternateTargetGroupArn: made(shift.green ?? "green").id,
                productionListenerRule: made(shift.production ?? "production").id,
                testListenerRule: made(shift.test ?? "test").id,
                roleArn: roleArn(shift.role ?? "ecs"),
              },
            }
          : {}),
      },
    ],
    ...more,
  });

/** What a hook needs: a function, and a role that ECS takes to call it. */
const hooked: readonly Step[] = [
  ...lambdaFunction("smoke"),
  role("hook", "ecs.amazonaws.com"),
  role("idle-hook", "ecs.amazonaws.com"),
  {
    name: "hook-may-call",
    type: token.ROLE_POLICY,
    inputs: {
      role: "hook",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "lambda:InvokeFunction",
            Resource: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:smoke`,
          },
        ],
      }),
    },
  },
];

/** A canary that calls the function in a deployment. */
const calling = (more: Properties = {}): Step["inputs"] =>
  service(
    {},
    {
      ...CANARY,
      lifecycleHooks: [
        {
          hookTargetArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:smoke`,
          roleArn: roleArn("hook"),
          lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
          ...more,
        },
      ],
    },
  );

const hooks = (what: string, refused: Properties, because: RegExp): Refusal => ({
  ...canaries(`that calls ${what}`, calling(refused), because, calling()),
  given: [...given, ...hooked],
});

const canaries = (
  what: string,
  refused: Step["inputs"],
  because: RegExp,
  accepted: Step["inputs"] = service({}),
): Refusal => ({ what: `a canary ${what}`, given, type: token.SERVICE, refused, because, accepted });

describe("the simulated AWS: canaries of ECS services", () => {
  refusals([
    canaries("of no strategy", service({}, { ...CANARY, strategy: "SLOW" }), /strategy/),
    canaries("without a share", service({}, { strategy: "CANARY" }), /CANARY takes .*canaryConfiguration/),
    canaries(
      "by steps",
      service({}, { ...CANARY, strategy: "LINEAR" }),
      /LINEAR takes .*linearConfiguration/,
      service({}, { strategy: "BLUE_GREEN" }),
    ),
    canaries(
      "of all at once",
      service({}, { ...CANARY, strategy: "BLUE_GREEN" }),
      /canaryConfiguration is not for the deployment strategy BLUE_GREEN/,
    ),
    canaries(
      "of no request",
      service({}, { ...CANARY, canaryConfiguration: { canaryPercent: 0 } }),
      /canaryPercent/,
      service({}, { ...CANARY, canaryConfiguration: { canaryPercent: 0.1 } }),
    ),
    canaries(
      "that bakes for more than a day",
      service({}, { ...CANARY, bakeTimeInMinutes: "1441" }),
      /bakeTimeInMinutes/,
      service({}, { ...CANARY, bakeTimeInMinutes: "1440" }),
    ),
    canaries(
      "with nothing to shift requests by",
      service(undefined),
      /CANARY takes an advancedConfiguration/,
      service(undefined, { strategy: "ROLLING" }),
    ),
    canaries("that rolls", service({}, { strategy: "ROLLING" }), /not for the deployment strategy ROLLING/),
    canaries(
      "of CodeDeploy",
      service({}, CANARY, { deploymentController: { type: "CODE_DEPLOY" } }),
      /only supported with ECS deployment controller/,
    ),
    canaries("between one group", service({ green: "blue" }), /must be two target groups/),
    canaries(
      "to a group that no rule leads to",
      service({ green: "idle" }),
      /have an associated load balancer/,
    ),
    canaries("by a rule that sends away", service({ production: "elsewhere" }), /only forwards/),
    {
      ...canaries("by a rule of others", service({ test: "other" }), /forwards to neither/),
      given: [...given, ...foreign],
    },
    hooks("at no stage", { lifecycleStages: ["BAKE_TIME"] }, /lifecycleStages/),
    hooks("no function", { hookTargetArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:gone` }, /gone/),
    hooks("in a role that ECS cannot take", { roleArn: roleArn("task-role") }, /unable to assume the role/),
    hooks("in a role that may not", { roleArn: roleArn("idle-hook") }, /may not call .*function:smoke/),
    hooks("in no role", { roleArn: undefined }, /takes roleArn/),
    canaries("in a role that ECS cannot take", service({ role: "task-role" }), /unable to assume the role/),
  ]);
});

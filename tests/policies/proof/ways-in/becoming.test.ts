import { UNKNOWN } from "../../try-rule";
import { ACCOUNT, allow, CUSTODIAN, DEPLOY, document, role, roleArn, rolePolicy, trust } from "../documents";
import { all, changing, having, made } from "../estate";
import { AS_BREAK_GLASS, AS_CUSTODIAN, tryWaysIn, type WayIn, worker } from "../ways-in";

/** The custodian trusts somebody besides the deploys. */
const custodianTrusts = (principal: object, more: object = {}) =>
  changing("custodian", {
    assumeRolePolicy: document(trust({ AWS: DEPLOY }), { ...trust(principal), Sid: "Too", ...more }),
  });
const assume = (name: string) => ({ Sid: "Take", ...allow("sts:AssumeRole", roleArn(name)) });
const TAKE = (from: string) => `${from}-permissions: policy, statement Take`;
const step = (from: string, to: string, by: string) =>
  `role ${from} becomes role ${to} by sts:AssumeRole (${by})`;
const helper = having({
  helper: role("helper", trust({ AWS: roleArn("worker") })),
  "helper-permissions": rolePolicy("helper", assume("custodian")),
});
const last = having({
  last: role("last", trust({ AWS: roleArn("helper") })),
  "last-permissions": rolePolicy("last", assume("custodian")),
});
const WORKER_TO_HELPER = step("worker", "helper", "helper: assumeRolePolicy, statement Trust");
const withMfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

tryWaysIn("by becoming one role after the other", [
  {
    way: "the custodian trusts a workload by name",
    by: custodianTrusts({ AWS: roleArn("worker") }),
    could: AS_CUSTODIAN,
    says: `role worker: ${step("worker", "custodian", "custodian: assumeRolePolicy, statement Too")}`,
    nearMiss: "it trusts the deploys twice",
    harmless: custodianTrusts({ AWS: [DEPLOY, DEPLOY] }),
  },
  {
    way: "the custodian trusts the account, and a workload may take it",
    by: all(custodianTrusts({ AWS: ACCOUNT }), worker(assume("custodian"))),
    could: AS_CUSTODIAN,
    says: `role worker: ${step("worker", "custodian", TAKE("worker"))}`,
    nearMiss: "a workload may take it, and it does not trust that one",
    harmless: worker(assume("custodian")),
  },
  {
    way: "it trusts the account, but for one workload, and that one may take it",
    by: all(
      custodianTrusts(
        { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        { Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn("helper") } } },
      ),
    ),
    could: AS_CUSTODIAN,
    says: `any other identity of account ${ACCOUNT}: any other identity of account ${ACCOUNT} becomes role custodian by custodian: assumeRolePolicy, statement Too`,
    nearMiss: "it trusts of the account the deploys alone",
    harmless: custodianTrusts(
      { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      { Condition: { ArnEquals: { "aws:PrincipalArn": DEPLOY } } },
    ),
  },
  {
    way: "a chain of two",
    by: all(helper, custodianTrusts({ AWS: roleArn("helper") })),
    could: AS_CUSTODIAN,
    says: `role worker: ${WORKER_TO_HELPER}; then ${step("helper", "custodian", `${TAKE("helper")}; custodian: assumeRolePolicy, statement Too`)}`,
    nearMiss: "a chain whose second step nobody trusts",
    harmless: helper,
  },
  {
    way: "a chain of three",
    by: all(helper, last, custodianTrusts({ AWS: roleArn("last") })),
    could: AS_CUSTODIAN,
    says: `role worker: ${WORKER_TO_HELPER}; then ${step("helper", "last", "last: assumeRolePolicy, statement Trust")}; then ${step("last", "custodian", `${TAKE("last")}; custodian: assumeRolePolicy, statement Too`)}`,
    nearMiss: "a chain of three whose third step nobody trusts",
    harmless: all(helper, last),
  },
  {
    way: "a workload may become a deploy",
    by: changing("deploy", { assumeRolePolicy: document(trust({ AWS: roleArn("worker") })) }),
    could: AS_CUSTODIAN,
    says: `role worker: ${step("worker", "deploy", "deploy: assumeRolePolicy, statement Trust")}`,
    nearMiss: "a deploy may become a workload",
    harmless: changing("worker", { assumeRolePolicy: document(trust({ AWS: DEPLOY })) }),
  },
  {
    way: "the custodian may become break-glass",
    by: changing("break-glass", { assumeRolePolicy: document({ ...trust({ AWS: CUSTODIAN }), ...withMfa }) }),
    could: AS_BREAK_GLASS,
    says: `role custodian: ${step("custodian", "break-glass", "break-glass: assumeRolePolicy, statement Trust")}`,
    nearMiss: "break-glass may become a workload",
    harmless: changing("worker", { assumeRolePolicy: document(trust({ AWS: roleArn("break-glass") })) }),
  },
  {
    way: "a trust that names a session of a workload",
    by: custodianTrusts({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/session` }),
    could: AS_CUSTODIAN,
    says: `role worker: ${step("worker", "custodian", "custodian: assumeRolePolicy, statement Too")}`,
    nearMiss: "a session of the deploys",
    harmless: changing("worker", {
      assumeRolePolicy: document(trust({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/session` })),
    }),
  },
  {
    way: "a trust with a wildcard, which IAM may or may not take",
    by: custodianTrusts({ AWS: roleArn("*") }),
    could: AS_CUSTODIAN,
    says: `role worker: ${step("worker", "custodian", "custodian: assumeRolePolicy, statement Too")}`,
    nearMiss: "such a trust of a workload's",
    harmless: changing("worker", { assumeRolePolicy: document(trust({ AWS: roleArn("*") })) }),
  },
  {
    way: "a role whose ARN is not known, but its name",
    by: all(
      custodianTrusts({ AWS: ACCOUNT }, { Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("new") } } }),
      worker(assume("custodian")),
      changing("worker-permissions", { role: "new" }),
      changing("worker", { arn: UNKNOWN, name: "new", path: UNKNOWN }),
    ),
    could: AS_CUSTODIAN,
    says: `role new: ${step("new", "custodian", TAKE("worker"))}`,
    nearMiss: "one of another name",
    harmless: all(
      custodianTrusts({ AWS: ACCOUNT }, { Condition: { ArnEquals: { "aws:PrincipalArn": DEPLOY } } }),
      worker(assume("custodian")),
      changing("worker-permissions", { role: "new" }),
      changing("worker", { arn: UNKNOWN, name: "new", path: UNKNOWN }),
    ),
  },
]);

const anything = changing("boundary", { policy: document(allow("*")) });

/** The custodian can be handed to a service, and a workload may do so. */
function passing(way: string, service: string, ...starting: readonly string[]): WayIn {
  const started = starting
    .map((action) => ` and ${action} (worker-permissions: policy, statement Start)`)
    .join("");
  const start = starting.length > 0 ? [{ Sid: "Start", ...allow(starting) }] : [];
  const may = worker({ Sid: "Pass", ...allow("iam:PassRole", CUSTODIAN) }, ...start);
  return {
    way,
    by: all(anything, custodianTrusts({ Service: service }), may),
    could: AS_CUSTODIAN,
    says: `role worker: role worker becomes role custodian by iam:PassRole (worker-permissions: policy, statement Pass)${started}`,
    nearMiss: `${way}, which the custodian does not trust`,
    harmless: all(anything, may),
  };
}

/** What runs as the custodian can be changed, and a workload may do so. */
function riding(way: string, type: string, service: string, action: string): WayIn {
  const may = worker({ Sid: "Ride", ...allow(action) });
  return {
    way,
    by: all(
      anything,
      custodianTrusts({ Service: service }),
      having({
        running: made(type, {
          arn: "arn:aws:other",
          role: CUSTODIAN,
          roleArn: CUSTODIAN,
          serviceRole: CUSTODIAN,
        }),
      }),
      may,
    ),
    could: AS_CUSTODIAN,
    says: `role worker: role worker becomes role custodian by ${action} (worker-permissions: policy, statement Ride)`,
    nearMiss: `${way}, where nothing runs as the custodian`,
    harmless: all(anything, may),
  };
}

tryWaysIn("by what runs as a role", [
  passing("handing it to a new function", "lambda.amazonaws.com", "lambda:CreateFunction"),
  passing("handing it to a new task", "ecs-tasks.amazonaws.com", "ecs:RegisterTaskDefinition", "ecs:RunTask"),
  passing("handing it to a schedule", "scheduler.amazonaws.com", "scheduler:CreateSchedule"),
  passing("handing it to a batch job of S3's", "batchoperations.s3.amazonaws.com", "s3:CreateJob"),
  passing("handing it to a service of which nothing is known", "new.amazonaws.com"),
  riding(
    "other code for a function",
    "aws:lambda/function:Function",
    "lambda.amazonaws.com",
    "lambda:UpdateFunctionCode",
  ),
  riding(
    "another definition of a state machine",
    "aws:sfn/stateMachine:StateMachine",
    "states.amazonaws.com",
    "states:UpdateStateMachine",
  ),
  riding(
    "a build of its own",
    "aws:codebuild/project:Project",
    "codebuild.amazonaws.com",
    "codebuild:StartBuild",
  ),
  riding(
    "a shell in a task",
    "aws:ecs/taskDefinition:TaskDefinition",
    "ecs-tasks.amazonaws.com",
    "ecs:ExecuteCommand",
  ),
]);

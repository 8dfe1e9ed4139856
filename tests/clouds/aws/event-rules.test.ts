import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, holds, inAccount, refusals, type Step } from "./cases";
import { lambdaFunction, logGroup, queue, queueArn, role, roleArn } from "./things";

const pattern = (detail: unknown = { eventName: ["SERVICE_TASK_START_IMPAIRED"] }): string =>
  JSON.stringify({ source: ["aws.ecs"], detail });
const functionArn = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:report`;

const rule = (name: string): Step => ({
  type: token.EVENT_RULE,
  name,
  inputs: { name, eventPattern: pattern() },
});
const target = (name: string, of = "impaired", more: Properties = {}): Step => ({
  type: token.EVENT_TARGET,
  name,
  inputs: { rule: of, targetId: name, arn: functionArn, ...more },
});

const rules = casesOf("a rule", token.EVENT_RULE, (change) => ({ eventPattern: pattern(), ...change }), [
  role("events", "events.amazonaws.com"),
  role("tasks"),
]);
const targets = casesOf(
  "a target",
  token.EVENT_TARGET,
  (change) => ({ rule: "impaired", arn: functionArn, ...change }),
  [
    ...lambdaFunction("report"),
    rule("impaired"),
    queue("letters"),
    role("events", "events.amazonaws.com"),
    role("tasks"),
  ],
);

describe("the simulated AWS: EventBridge rules", () => {
  refusals([
    rules("of a name with a slash", { name: "ecs/impaired" }, /not a valid name/, { name: "ecs.impaired" }),
    rules(
      "of a name that the region has",
      { name: "impaired" },
      /ResourceAlreadyExists/,
      { name: "impaired-2" },
      [rule("impaired")],
    ),
    rules("for nothing", { eventPattern: undefined }, /one of `event_pattern,schedule_expression`/, {
      eventPattern: undefined,
      scheduleExpression: "rate(1 day)",
    }),
    rules("for a pattern that is no JSON", { eventPattern: "aws.ecs" }, /invalid JSON/),
    rules("for a pattern that is a list", { eventPattern: "[]" }, /Filter is not an object/),
    rules(
      "for a value that is in no list",
      { eventPattern: pattern("x") },
      /"detail" must be an object or an array/,
      {
        eventPattern: pattern(["x"]),
      },
    ),
    rules("for one of no values", { eventPattern: pattern({ state: [] }) }, /Empty arrays are not allowed/, {
      eventPattern: pattern({ state: [null] }),
    }),
    rules("for an empty part", { eventPattern: pattern({}) }, /Empty objects are not allowed/),
    rules(
      "for a match that there is not",
      { eventPattern: pattern({ state: [{ like: "F" }] }) },
      /Unrecognized match type like/,
      { eventPattern: pattern({ state: [{ prefix: "F" }] }) },
    ),
    rules("for one alternative", { eventPattern: pattern({ $or: [{ a: [1] }] }) }, /"\$or" must be/, {
      eventPattern: pattern({ $or: [{ a: [1] }, { b: [1] }] }),
    }),
    rules(
      "for a pattern of more than 2048 characters",
      { eventPattern: pattern(["x".repeat(2020)]) },
      /2048/,
      {
        eventPattern: pattern(["x".repeat(2000)]),
      },
    ),
    rules(
      "for a time that happens once",
      { eventPattern: undefined, scheduleExpression: "at(2030-01-01T07:00:00)" },
      /Parameter ScheduleExpression is not valid/,
      { eventPattern: undefined, scheduleExpression: "cron(0 6 * * ? *)" },
    ),
    rules("in a state that there is not", { state: "ON" }, /state to be one of/, { state: "DISABLED" }),
    rules("with two states", { state: "ENABLED", isEnabled: true }, /conflicts with state/, {
      isEnabled: true,
    }),
    rules(
      "with a role that EventBridge cannot take",
      { roleArn: roleArn("tasks") },
      /cannot be assumed by principal 'events\.amazonaws\.com'/,
      { roleArn: roleArn("events") },
    ),
    targets("of a rule that does not exist", { rule: "impairs" }, /impairs does not exist/),
    targets(
      "of a rule's ARN",
      { rule: `arn:aws:events:eu-west-1:${ACCOUNT}:rule/impaired` },
      /a name is expected/,
    ),
    targets("that does not exist", { arn: `${functionArn}s` }, /reports does not exist/),
    targets(
      "whose log group does not exist",
      { arn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/event` },
      /does not exist/,
      {
        arn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/events`,
      },
      [logGroup("/events")],
    ),
    targets(
      "with dead letters to a queue that does not exist",
      { deadLetterConfig: { arn: queueArn("letter") } },
      /letter does not exist/,
      { deadLetterConfig: { arn: queueArn("letters") } },
    ),
    targets("with too many retries", { retryPolicy: { maximumRetryAttempts: 186 } }, /range \(0 - 185\)/, {
      retryPolicy: { maximumRetryAttempts: 0 },
    }),
    targets(
      "that tries for more than a day",
      { retryPolicy: { maximumEventAgeInSeconds: 86_401 } },
      /range \(60 - 86400\)/,
      { retryPolicy: { maximumEventAgeInSeconds: 86_400 } },
    ),
    targets("with two inputs", { input: "{}", inputPath: "$.detail" }, /Only one of Input, InputPath/, {
      input: "{}",
    }),
    targets("with an input that is no JSON", { input: "now" }, /not valid JSON/, { input: '"now"' }),
    targets("with a transformer of no template", { inputTransformer: { inputPaths: {} } }, /inputTemplate/, {
      inputTransformer: { inputTemplate: '"now"' },
    }),
    targets("with a role that EventBridge cannot take", { roleArn: roleArn("tasks") }, /cannot be assumed/, {
      roleArn: roleArn("events"),
    }),
    targets("that is a rule's sixth", {}, /LimitExceededException.*5 targets/, { rule: "other" }, [
      ...["a", "b", "c", "d", "e"].map((name) => target(name)),
      rule("other"),
    ]),
  ]);

  holds([
    {
      what: "a rule that has targets",
      given: [...lambdaFunction("report"), rule("impaired"), target("slack")],
      held: "impaired",
      because: /Rule can't be deleted since it has targets/,
      until: ["slack"],
    },
  ]);

  it(
    "has the real ids, and a target of each name in each rule",
    inAccount(async (account) => {
      await account.makeAll([...lambdaFunction("report"), rule("impaired"), rule("failed")]);
      const { id, outputs } = account.made("impaired");
      assert.deepEqual(
        [id, outputs["arn"], outputs["eventBusName"]],
        ["impaired", `arn:aws:events:eu-west-1:${ACCOUNT}:rule/impaired`, "default"],
      );
      const made = await account.make(target("slack"));
      assert.equal(made.id, "impaired-slack");
      await account.make({ ...target("slack", "failed"), name: "slack-2" });
      const moved = await account.provider.difference(made, { ...made.inputs, rule: "failed" });
      assert.deepEqual(moved.replacesList, ["rule"]);
    }),
  );
});

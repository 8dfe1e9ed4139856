import * as assert from "node:assert/strict";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, inAccount, refusals } from "./cases";
import { lambdaFunction, role, roleArn } from "./things";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const functionArn = (name: string) => `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:${name}`;

const given = [...lambdaFunction("report"), role("caller", "scheduler.amazonaws.com"), role("tasks")];

const target = (more: Properties = {}): Properties => ({
  arn: functionArn("report"),
  roleArn: roleArn("caller"),
  ...more,
});
const schedule = (more: Properties = {}): Properties => ({
  scheduleExpression: "rate(1 day)",
  flexibleTimeWindow: { mode: "OFF" },
  target: target(),
  ...more,
});

describe("the simulated AWS: EventBridge Scheduler", () => {
  refusals([
    {
      what: "a schedule's name with a slash",
      given,
      type: SCHEDULE,
      refused: schedule({ name: "daily/report" }),
      because: /not a valid name/,
      accepted: schedule({ name: "daily.report" }),
    },
    {
      what: "a name that the region has",
      given: [...given, { type: SCHEDULE, name: "first", inputs: schedule({ name: "daily" }) }],
      type: SCHEDULE,
      refused: schedule({ name: "daily" }),
      because: /ConflictException/,
      accepted: schedule({ name: "weekly" }),
    },
    ...[
      ["rate(0 days)", "rate(1 day)"],
      ["rate(1 week)", "rate(7 days)"],
      ["every day", "rate(24 hours)"],
      ["cron(0 7 1 * * *)", "cron(0 7 1 * ? *)"],
      ["cron(0 7 ? * ? *)", "cron(0 7 ? * MON *)"],
      ["cron(0 7 * * ?)", "cron(0 7 * * ? *)"],
      ["at(2030-01-01)", "at(2030-01-01T07:00:00)"],
    ].map(([refused = "", accepted = ""]) => ({
      what: `the expression ${refused}`,
      given,
      type: SCHEDULE,
      refused: schedule({ scheduleExpression: refused }),
      because: /Invalid Schedule Expression/,
      accepted: schedule({ scheduleExpression: accepted }),
    })),
    {
      what: "a window of no length",
      given,
      type: SCHEDULE,
      refused: schedule({ flexibleTimeWindow: { mode: "FLEXIBLE" } }),
      because: /must be there for it/,
      accepted: schedule({ flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 15 } }),
    },
    {
      what: "a length of no window",
      given,
      type: SCHEDULE,
      refused: schedule({ flexibleTimeWindow: { mode: "OFF", maximumWindowInMinutes: 15 } }),
      because: /is for a flexible time window/,
      accepted: schedule(),
    },
    {
      what: "a function that does not exist",
      given,
      type: SCHEDULE,
      refused: schedule({ target: target({ arn: functionArn("reports") }) }),
      because: /reports does not exist/,
      accepted: schedule({ target: target({ arn: "arn:aws:scheduler:::aws-sdk:s3control:createJob" }) }),
    },
    {
      what: "a role that Scheduler cannot take",
      given,
      type: SCHEDULE,
      refused: schedule({ target: target({ roleArn: roleArn("tasks") }) }),
      because: /must allow AWS EventBridge Scheduler/,
      accepted: schedule(),
    },
    {
      what: "more retries than there are",
      given,
      type: SCHEDULE,
      refused: schedule({ target: target({ retryPolicy: { maximumRetryAttempts: 186 } }) }),
      because: /range \(0 - 185\)/,
      accepted: schedule({ target: target({ retryPolicy: { maximumRetryAttempts: 185 } }) }),
    },
  ]);

  it(
    "names a schedule with its group",
    inAccount(async (account) => {
      await account.makeAll(given);
      const { id, outputs } = await account.make({
        type: SCHEDULE,
        name: "daily",
        inputs: schedule({ name: "daily" }),
      });
      assert.equal(id, "default/daily");
      assert.equal(outputs["arn"], `arn:aws:scheduler:eu-west-1:${ACCOUNT}:schedule/default/daily`);
    }),
  );
});

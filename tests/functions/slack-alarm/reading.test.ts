import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { alarmDescription, type AlarmText } from "../../../components/alerts/alarm-text";
import { alarmIn, datapoints } from "../../../functions/slack-alarm/alarm";
import { described } from "../../../functions/slack-alarm/description";
import { lasting } from "../../../functions/slack-alarm/durations";
import { readable } from "../../../functions/slack-alarm/log-line";
import { logGroupPage } from "../../../functions/slack-alarm/pages";
import { settingsOf } from "../../../functions/slack-alarm/settings";
import { deadLetters } from "./alarms";
import { alarmMessage } from "./aws-events";

const written = (text: AlarmText): Promise<string> =>
  new Promise((resolve) => pulumi.output(alarmDescription(text)).apply(resolve));

describe("an alarm's description", () => {
  const texts: Readonly<Record<string, AlarmText>> = {
    "what happened and what to do": { says: "It broke", whatToDo: "mend it: now - or never" },
    "a service": {
      says: "It broke",
      whatToDo: "mend it",
      service: { name: "a-service", does: "does a - b" },
    },
    "a log": { says: "It broke", whatToDo: "mend it", log: { group: "/aws/lambda/f" } },
    everything: {
      says: "It broke",
      whatToDo: "mend it",
      service: { name: "a", does: "b" },
      log: { group: "/g", pattern: '{ $.level = "ERROR" }' },
    },
  };
  for (const [what, text] of Object.entries(texts))
    it(`is read as it was written: ${what}`, async () => {
      assert.deepEqual(described(await written(text)), text);
    });

  it("that somebody wrote by hand is all that it says", () => {
    assert.deepEqual(described("Broken\nsince yesterday"), { says: "Broken\nsince yesterday" });
    assert.deepEqual(described(""), { says: "" });
  });
});

describe("a line of a log", () => {
  const lines: Readonly<Record<string, readonly [string, string]>> = {
    "an error that the code logged": [
      '{"level":"ERROR","message":"no","timestamp":"T","service":"s","error":{"name":"E","location":"x","message":"why"}}',
      "T no E: why",
    ],
    "an error that the code threw, as the runtime tells it": [
      '{"timestamp":"T","level":"ERROR","requestId":"r","message":{"errorType":"TypeError","errorMessage":"why","stackTrace":["at x"]}}',
      "T TypeError: why",
    ],
    "one with its error beside the message": [
      '{"timestamp":"T","level":"ERROR","requestId":"r","errorType":"Error","errorMessage":"why","message":"no"}',
      "T no Error: why",
    ],
    "a run that took too long": [
      '{"time":"T","type":"platform.report","record":{"requestId":"r","metrics":{"durationMs":3000},"status":"timeout"}}',
      "T Lambda: timeout after 3000 ms",
    ],
    "a run whose process ended": [
      '{"time":"T","type":"platform.report","record":{"status":"error","errorType":"Runtime.ExitError"}}',
      "T Lambda: error, Runtime.ExitError",
    ],
    "a request to the API": [
      '{"requestId":"r","requestTime":"T","ip":"192.0.2.1","clientId":"c","method":"GET","path":"/v1/bags","resourcePath":"x","status":"502","responseLength":"1","responseLatency":"2","integrationStatus":"-","integrationLatency":"-","integrationError":"connection refused","authorizerError":"-","firewallAnswer":"-","errorType":"INTEGRATION_FAILURE"}',
      "T 502 GET /v1/bags by c from 192.0.2.1: connection refused, INTEGRATION_FAILURE",
    ],
    "a call that was refused": [
      '{"eventTime":"T","eventName":"AssumeRole","eventSource":"sts.amazonaws.com","sourceIPAddress":"1.2.3.4","errorCode":"AccessDenied","userIdentity":{"type":"IAMUser","userName":"ada"}}',
      "T ada from 1.2.3.4: AssumeRole (sts.amazonaws.com), AccessDenied",
    ],
    "plain text": ["2026 Task timed out after 3.00 seconds\n", "2026 Task timed out after 3.00 seconds"],
    "other JSON": ['{"a":1}', '{"a":1}'],
  };
  for (const [what, [line, shown]] of Object.entries(lines))
    it(`is shown as somebody reads it: ${what}`, () => assert.equal(readable(line), shown));
});

describe("what an alarm measured", () => {
  const reasons: Readonly<Record<string, readonly number[]>> = {
    "Threshold Crossed: 1 out of the last 1 datapoints [5.0 (05/06/26 06:00:00)] was greater than the threshold (0.0) (minimum 1 datapoint for OK -> ALARM transition).":
      [5],
    "Threshold Crossed: 3 datapoints [23.19, -4.0, 1.0E7] …": [],
    "Threshold Crossed: 2 datapoints [1.0E-5 (05/06/26 06:00:00), -12.25 (05/06/26 05:59:00)] were less than the threshold (1.0).":
      [0.000_01, -12.25],
    "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].":
      [],
  };
  for (const [reason, values] of Object.entries(reasons))
    it(`is in its reason: ${values.join(", ") || "nothing"}`, () => {
      const alarm = alarmIn({
        ...alarmMessage(deadLetters, { to: "ALARM", at: new Date() }),
        NewStateReason: reason,
      });
      assert.ok(alarm);
      assert.deepEqual(datapoints(alarm), values);
    });
});

describe("a time", () => {
  for (const [seconds, text] of [
    [59, "a moment"],
    [60, "1 min"],
    [7500, "2 h 5 min"],
    [90_060, "1 d 1 h"],
    [172_800, "2 d"],
  ] as const)
    it(`of ${seconds} seconds is ${text}`, () => assert.equal(lasting(seconds * 1000), text));
});

describe("the page of a log group", () => {
  it("is written as CloudWatch's console reads it", () => {
    const span = { from: new Date(1000), to: new Date(2000) };
    assert.equal(
      logGroupPage("eu-west-1", "/aws/lambda/f", span, '{ $.a = "b" }').url,
      "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff/log-events$3Fstart$3D1000$26end$3D2000$26filterPattern$3D$257B$2520$2524.a$2520$253D$2520$2522b$2522$2520$257D",
    );
  });
});

describe("the function's environment", () => {
  const environment = { STAGE: "pro", SLACK_SECRET: "s", THREADS_TABLE: "t" };
  it("may go without Dashboards", () => {
    assert.deepEqual(settingsOf(environment), {
      stage: "pro",
      slackSecret: "s",
      threadsTable: "t",
      dashboardsUrl: undefined,
    });
  });
  it("is refused with all that is missing", () => {
    assert.throws(
      () => settingsOf({ DASHBOARDS_URL: "no url" }),
      /STAGE[^]*SLACK_SECRET[^]*THREADS_TABLE[^]*DASHBOARDS_URL/,
    );
  });
});

import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, inAccount, refusals, type Refusal } from "./cases";

const alarm = `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:work_dlq_not_empty`;
const AT = { x: 0, y: 0, width: 12, height: 6 };
const DEPTH = ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "work"];

const graph = (metrics: unknown, more: Properties = {}): Properties => ({
  type: "metric",
  ...AT,
  properties: { region: "eu-west-1", metrics, ...more },
});
const text = (more: Properties = {}): Properties => ({
  type: "text",
  ...AT,
  properties: { markdown: "## Queues" },
  ...more,
});
const alarms = (listed: readonly string[]): Properties => ({
  type: "alarm",
  ...AT,
  properties: { title: "Dead letters", alarms: listed },
});
const body = (...widgets: readonly Properties[]): Properties => ({
  dashboardName: "strongroom-pre",
  dashboardBody: JSON.stringify({ widgets }),
});

const refuses = (what: string, refused: Properties, because: RegExp, accepted: Properties): Refusal => ({
  what: `a dashboard ${what}`,
  type: token.DASHBOARD,
  refused,
  because,
  accepted,
});
/** A widget that is wrong, and one like it that is not. */
const widget = (what: string, refused: Properties, because: RegExp, accepted: Properties): Refusal =>
  refuses(`with ${what}`, body(refused), because, body(accepted));

describe("the simulated AWS: CloudWatch dashboards", () => {
  refusals([
    refuses("of a name with a dot", { ...body(), dashboardName: "a.b" }, /not a valid name/, body()),
    refuses("that is no JSON", { ...body(), dashboardBody: "{" }, /must be a valid JSON/, body()),
    refuses(
      "without widgets",
      { ...body(), dashboardBody: "{}" },
      /DashboardInvalidInputError: .*there are 1 validation errors.*"dataPath":"\/widgets"/,
      body(),
    ),
    refuses(
      "of 501 widgets",
      body(...Array.from({ length: 501 }, () => text())),
      /more than 500 items/,
      body(...Array.from({ length: 500 }, () => text())),
    ),
    widget("a widget of no known type", text({ type: "note" }), /"dataPath":"\/widgets\/0\/type"/, text()),
    widget("a widget that is nowhere", text({ x: undefined }), /\/widgets\/0\/x/, text()),
    widget("a widget between two columns", text({ x: 1.5 }), /\/widgets\/0\/x/, text({ x: 2 })),
    widget("a widget beyond the edge", text({ x: 13 }), /end within 24 columns/, text({ x: 12 })),
    widget("a widget that is too high", text({ height: 1001 }), /widgets\/0\/height/, text({ height: 1000 })),
    widget("a text of nothing", text({ properties: {} }), /properties\/markdown/, text()),
    widget("a graph of nothing", graph(undefined), /required property 'metrics'/, graph([DEPTH])),
    widget(
      "a graph of no region",
      graph([DEPTH], { region: undefined }),
      /properties\/region/,
      graph([DEPTH]),
    ),
    widget(
      "a graph of a way that there is not",
      graph([DEPTH], { view: "line" }),
      /properties\/view/,
      graph([DEPTH], { view: "bar" }),
    ),
    widget("a metric that is in no list", graph(DEPTH), /properties\/metrics\/0/, graph([DEPTH])),
    widget(
      "a metric without a name",
      graph([["AWS/SQS"]]),
      /"dataPath":"\/widgets\/0\/properties\/metrics\/0","message":"Should NOT have fewer than 2/,
      graph([["AWS/SQS", "NumberOfMessagesSent"]]),
    ),
    widget(
      "a dimension without a value",
      graph([DEPTH.slice(0, 3)]),
      /a value for each dimension/,
      graph([DEPTH]),
    ),
    widget(
      "options that are not last",
      graph([[{ stat: "Sum" }, ...DEPTH]]),
      /the last item/,
      graph([[...DEPTH, { stat: "Sum" }]]),
    ),
    widget(
      "an option that there is not",
      graph([[...DEPTH, { statistic: "Sum" }]]),
      /metrics\/0\/4/,
      graph([[...DEPTH, { stat: "Sum" }]]),
    ),
    widget(
      "a period of 45 seconds",
      graph([[...DEPTH, { period: 45 }]]),
      /multiple of 60/,
      graph([[...DEPTH, { period: 3600 }]]),
    ),
    widget(
      "both a metric and a calculation",
      graph([[...DEPTH, { expression: "a + b" }]]),
      /either an expression or a metric/,
      graph([[{ expression: "SUM(METRICS())" }], DEPTH]),
    ),
    widget(
      "two metrics of one id",
      graph([
        [...DEPTH, { id: "a" }],
        [...DEPTH, { id: "a" }],
      ]),
      /The id a is there twice/,
      graph([
        [...DEPTH, { id: "a" }],
        [...DEPTH, { id: "b" }],
      ]),
    ),
    widget(
      "an id that begins with a capital",
      graph([[...DEPTH, { id: "A" }]]),
      /small letter first/,
      graph([[...DEPTH, { id: "a" }]]),
    ),
    widget(
      "a repetition of nothing",
      graph([["...", "work"]]),
      /that could be repeated/,
      graph([DEPTH, ["...", "other"]]),
    ),
    widget(
      "a repetition that leaves a dimension without a value",
      graph([DEPTH, [".", ".", "."]]),
      /a value for each dimension/,
      graph([DEPTH, [".", ".", ".", "other"]]),
    ),
    widget("alarms of no names", alarms([]), /properties\/alarms/, alarms([alarm])),
    widget("an alarm by its name", alarms(["work_dlq_not_empty"]), /the ARN of an alarm/, alarms([alarm])),
    widget(
      "101 alarms",
      alarms(Array.from({ length: 101 }, () => alarm)),
      /properties\/alarms/,
      alarms(Array.from({ length: 100 }, () => alarm)),
    ),
    {
      what: "a dashboard that the account has",
      given: [{ type: token.DASHBOARD, name: "first", inputs: body() }],
      type: token.DASHBOARD,
      refused: body(text()),
      because: /AlreadyExists/,
      accepted: { ...body(text()), dashboardName: "strongroom-pro" },
    },
  ]);

  it(
    "is of the account, in no region, and takes another body in place",
    inAccount(async (account) => {
      const made = await account.make({ type: token.DASHBOARD, name: "stage", inputs: body() });
      assert.equal(made.id, "strongroom-pre");
      assert.equal(made.outputs["dashboardArn"], `arn:aws:cloudwatch::${ACCOUNT}:dashboard/strongroom-pre`);
      const { diffsList, replacesList } = await account.provider.difference(made, body(text()));
      assert.deepEqual([diffsList, replacesList], [["dashboardBody"], []]);
    }),
  );
});

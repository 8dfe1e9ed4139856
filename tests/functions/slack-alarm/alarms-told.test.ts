import * as assert from "node:assert/strict";
import { kinds } from "../../../functions/slack-alarm/kinds";
import type { Span } from "../../../functions/slack-alarm/pages";
import { alarmOn, breakGlass, deadLetters, functionErrors } from "./alarms";
import { alarmEvent, alarmMessage, onTopic, type AlarmInputs, type Change } from "./aws-events";
import { Listeners, nothingFound } from "./listeners";

describe("an alarm's message", () => {
  let here: Listeners;
  before(async () => {
    here = await Listeners.start();
  });
  after(() => here.stop());
  beforeEach(() => here.clear());

  async function told(alarm: AlarmInputs, change: Partial<Change> = {}): Promise<string> {
    await here.hear(alarmEvent(alarm, { to: "ALARM", at: here.now, ...change }));
    assert.equal(here.posted.length, 1);
    return here.posted[0]?.shown ?? "";
  }

  it("of dead letters has the queue, their number and age, what the service does, and what to do", async () => {
    const asked: string[] = [];
    here.lookUps = {
      ...nothingFound,
      messages: async (region, url) => {
        asked.push(`${region} ${url}`);
        return 1234;
      },
      greatest: async (_region, { namespace, name, dimensions }, { from, to }) => {
        asked.push(`${namespace} ${name} ${JSON.stringify(dimensions)} ${+to - +from}`);
        return [11_580, 11_520];
      },
    };
    const shown = await told(deadLetters);
    for (const part of [
      /^:large_yellow_circle: \[pro\] Messages given up: storage-prod_notifier_dlq$/m,
      /^A message of storage-prod_notifier was given up after 3 tries$/m,
      /^\*Queue\*\nstorage-prod_notifier_dlq$/m,
      /^\*Messages\*\n1,234$/m,
      /^\*Oldest\*\nfor 3 h 13 min$/m,
      /^\*Service\*\nstorage-prod-notifier: tells who asked for it$/m,
      /^\*What to do:\* send it back$/m,
    ])
      assert.match(shown, part);
    const url = "https://sqs.eu-west-1.amazonaws.com/111122223333/storage-prod_notifier_dlq";
    assert.deepEqual(asked, [
      `eu-west-1 ${url}`,
      `AWS/SQS ApproximateAgeOfOldestMessage {"QueueName":"storage-prod_notifier_dlq"} 960000`,
    ]);
    assert.ok(shown.includes(`#/queues/${encodeURIComponent(url)}|Queue>`));
    assert.ok(shown.includes("#alarmsV2:alarm/storage-prod_notifier_dlq_not_empty|Alarm>"));
  });

  for (const [count, emoji] of [
    [10_000, ":large_yellow_circle:"],
    [10_001, ":red_circle:"],
  ] as const)
    it(`of ${count} dead letters begins with ${emoji}`, async () => {
      here.lookUps = { ...nothingFound, messages: async () => count };
      assert.ok((await told(deadLetters)).startsWith(emoji));
    });

  it("leads to what the service logged in the hour before, in Dashboards where there are any", async () => {
    const bare = await told(deadLetters);
    assert.match(
      bare,
      /cloudwatch\/home\?region=eu-west-1#logsV2:log-groups\/log-group\/storage-prod-notifier\//,
    );
    here.clear();
    here.dashboardsUrl = "https://vpc-logs.example/_dashboards/";
    const shown = await told(deadLetters);
    const [, time, query] =
      /https:\/\/vpc-logs\.example\/_dashboards\/app\/data-explorer\/discover#\?_g=(.+?)&amp;_q=(.+?)\|Logs>/.exec(
        shown,
      ) ?? [];
    assert.equal(time, "(time:(from:'2026-06-05T05:00:30.000Z',to:'2026-06-05T06:09:30.000Z'))");
    assert.equal(
      decodeURIComponent(query ?? ""),
      `(query:(language:kuery,query:'service_name:"storage-prod-notifier"'))`,
    );
  });

  it("of a failed function has its failures and the lines that explain them, from 11 minutes before to 9 after", async () => {
    const asked: { group: string; pattern: string; span: Span; atMost: number }[] = [];
    here.lookUps = {
      ...nothingFound,
      lines: async (_region, group, pattern, span, atMost) => {
        asked.push({ group, pattern, span, atMost });
        return [
          '{"level":"ERROR","timestamp":"2026-06-05T05:59:58Z","message":"the report failed","error":{"name":"TypeError","message":"no <hits> & no ```"}}',
          "2026-06-05T06:00:00Z plain",
        ];
      },
    };
    const shown = await told(functionErrors, { datapoints: [3] });
    assert.match(shown, /^:red_circle: \[pro\] Function failed: daily-report$/m);
    assert.match(shown, /^\*Failures\*\n3$/m);
    assert.equal(shown.match(/\|Logs>/g)?.length, 1);
    assert.match(
      shown,
      /^```2026-06-05T05:59:58Z the report failed TypeError: no &lt;hits&gt; &amp; no '''\n2026-06-05T06:00:00Z plain```$/m,
    );
    assert.deepEqual(asked, [
      {
        group: "/aws/lambda/daily-report",
        pattern: '{ $.level = "ERROR" }',
        span: { from: new Date("2026-06-05T05:49:30Z"), to: new Date("2026-06-05T06:09:30Z") },
        atMost: 10,
      },
    ]);
  });

  it("of break-glass says who did what from where, and calls everybody", async () => {
    here.lookUps = {
      ...nothingFound,
      lines: async () => [
        JSON.stringify({
          eventVersion: "1.11",
          eventTime: "2026-06-05T05:58:00Z",
          eventSource: "s3.amazonaws.com",
          eventName: "DeleteObject",
          sourceIPAddress: "192.0.2.7",
          userIdentity: {
            type: "AssumedRole",
            arn: "arn:aws:sts::111122223333:assumed-role/strongroom-pro-break-glass/ada",
          },
        }),
      ],
    };
    const shown = await told(breakGlass);
    assert.match(shown, /^:rotating_light: \[pro\] Break-glass was used$/m);
    assert.match(shown, /^<!channel> The break-glass role was used$/m);
    assert.match(
      shown,
      /2026-06-05T05:58:00Z arn:aws:sts::111122223333:assumed-role\/strongroom-pro-break-glass\/ada from 192\.0\.2\.7: DeleteObject \(s3\.amazonaws\.com\)/,
    );
  });

  it("goes out without what cannot be looked up, and says so", async () => {
    const refused = Object.assign(new Error("not authorized"), { name: "AccessDeniedException" });
    const fails = () => Promise.reject(refused);
    here.lookUps = { messages: fails, greatest: fails, lines: fails };
    const shown = await told({ ...deadLetters, alarmDescription: functionErrors.alarmDescription ?? "" });
    assert.match(
      shown,
      /^Not known: the queue could not be counted: AccessDeniedException; the age of its messages could not be read: AccessDeniedException; the log \/aws\/lambda\/daily-report could not be read: AccessDeniedException$/m,
    );
  });

  it("is within Slack's limits whatever its description and its lines are", async () => {
    here.lookUps = {
      ...nothingFound,
      lines: async () => Array.from({ length: 10 }, () => "<&>`".repeat(500)),
    };
    const name = `${"n".repeat(250)}_dlq`;
    await told({
      ...deadLetters,
      name,
      dimensions: { QueueName: name },
      alarmDescription: `${"<says> ".repeat(60)}\nWhat to do: ${"&".repeat(200)}\nService: s - ${"d ".repeat(50)}\nLog group: g\nLog lines: x`,
    });
  });

  it("says what CloudWatch says where there is no description, and goes by the alarm's name where nobody knows the metric", async () => {
    const { alarmDescription: _, ...bare } = alarmOn("Custom", "Odd", { Thing: "x" }, { name: "odd-alarm" });
    const shown = await told(bare, { datapoints: [2.5, 7] });
    assert.match(shown, /^:red_circle: \[pro\] odd-alarm$/m);
    assert.match(shown, /^Threshold Crossed: 2 out of the last 1 datapoints/m);
    assert.match(shown, /^\*Measured\*\n2\.5, 7$/m);
  });

  it("is told of an alarm by an expression, too", async () => {
    const { Trigger, ...message } = Object.assign(
      { Trigger: {} },
      alarmMessage(deadLetters, { to: "ALARM", at: here.now }),
    );
    const math = {
      ...message,
      Trigger: {
        Period: 60,
        EvaluationPeriods: 1,
        ComparisonOperator: "GreaterThanThreshold",
        Threshold: 0.0,
        TreatMissingData: "notBreaching",
        EvaluateLowSampleCountPercentile: "",
        Metrics: [
          { Id: "share", Expression: "failed / all", Label: "share", ReturnData: true },
          {
            Id: "failed",
            MetricStat: {
              Metric: {
                Dimensions: [{ value: "logging", name: "DomainName" }],
                MetricName: "5xx",
                Namespace: "AWS/ES",
              },
              Period: 60,
              Stat: "Sum",
            },
            ReturnData: false,
          },
        ],
      },
    };
    assert.notDeepEqual(Trigger, {});
    await here.hear(onTopic(JSON.stringify(math)));
    assert.match(
      here.posted[0]?.shown ?? "",
      /^:large_yellow_circle: \[pro\] Requests fail: cluster logging$/m,
    );
  });

  for (const [metric, kind] of Object.entries(kinds))
    it(`on ${metric} has a title of its own, and every value in it`, async () => {
      const [namespace = "", name = ""] = metric.split(" ");
      const wanted = [...kind.title.matchAll(/\{(\w+)\}/g)].map(([, dimension = ""]) => [
        dimension,
        `the-${dimension}`,
      ]);
      const shown = await told(alarmOn(namespace, name, Object.fromEntries(wanted)));
      const title = wanted.reduce(
        (text, [dimension, value]) => text.replace(`{${dimension}}`, value ?? ""),
        kind.title,
      );
      assert.ok(shown.split("\n")[0]?.endsWith(`[pro] ${title}`), shown);
      assert.equal(shown.includes("<!channel>"), kind.level === "critical");
    });
});

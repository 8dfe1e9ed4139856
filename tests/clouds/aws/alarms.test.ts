import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, inAccount, refusals, type Refusal } from "./cases";
import { topic, topicArn } from "./things";

const alarm = (more: Properties = {}): Properties => ({
  name: "old-messages",
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 3,
  metricName: "ApproximateAgeOfOldestMessage",
  namespace: "AWS/SQS",
  period: 300,
  statistic: "Maximum",
  threshold: 600,
  ...more,
});

const stat = { metricName: "Errors", namespace: "AWS/Lambda", period: 60, stat: "Sum" };
const queries = (...metricQueries: readonly Properties[]): Properties => ({
  name: "rate",
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 1,
  threshold: 1,
  metricQueries,
});
const errors = { id: "errors", metric: stat };
const rate = { id: "rate", expression: "errors / 60", returnData: true };

const refuses = (what: string, refused: Properties, because: RegExp, accepted: Properties = {}): Refusal => ({
  what: `an alarm ${what}`,
  given: [topic("alarms")],
  type: token.ALARM,
  refused: alarm(refused),
  because,
  accepted: alarm(accepted),
});

/** An alarm that compares with what is usual. */
const band = (thresholdMetricId: string, isReturned = true): Properties => ({
  name: "surge",
  comparisonOperator: "GreaterThanUpperThreshold",
  evaluationPeriods: 1,
  thresholdMetricId,
  metricQueries: [
    { id: "errors", metric: stat, returnData: isReturned },
    { id: "usual", expression: "ANOMALY_DETECTION_BAND(errors, 3)", returnData: true },
  ],
});
const bands = (what: string, refused: Properties, because: RegExp): Refusal => ({
  what: `an alarm ${what}`,
  type: token.ALARM,
  refused,
  because,
  accepted: band("usual"),
});

describe("the simulated AWS: CloudWatch alarms", () => {
  refusals([
    bands("that compares with a band that is not there", band("other"), /thresholdMetricId other is none/),
    bands("that compares nothing with a band", band("usual", false), /Exactly one element .*\(0 do\)/),
    refuses("without a metric", { metricName: undefined }, /either a metricName or metricQueries/),
    refuses("without a namespace", { namespace: undefined }, /a namespace and a period/),
    refuses("with two statistics", { extendedStatistic: "p99" }, /One of `statistic` or/, {
      statistic: undefined,
      extendedStatistic: "p99",
    }),
    refuses("with a statistic that there is not", { statistic: "Median" }, /statistic to be one of/),
    refuses(
      "with an extended statistic that there is not",
      { statistic: undefined, extendedStatistic: "p101" },
      /extended statistic/,
      {
        statistic: undefined,
        extendedStatistic: "tm90",
      },
    ),
    refuses("that compares in no known way", { comparisonOperator: ">" }, /comparisonOperator to be one of/),
    refuses(
      "that compares with a band it does not have",
      { comparisonOperator: "LessThanLowerThreshold" },
      /takes a thresholdMetricId/,
    ),
    refuses("without a threshold", { threshold: undefined }, /either a threshold or/, { threshold: 0 }),
    refuses("with more data points than periods", { datapointsToAlarm: 4 }, /Datapoints to alarm/, {
      datapointsToAlarm: 3,
    }),
    refuses("with a period of 45 seconds", { period: 45 }, /multiple of 60/, { period: 30 }),
    refuses("that looks at more than a day", { evaluationPeriods: 289 }, /more than a day/, {
      evaluationPeriods: 288,
    }),
    refuses("that treats missing data in no known way", { treatMissingData: "ignored" }, /treatMissingData/, {
      treatMissingData: "notBreaching",
    }),
    refuses(
      "of 31 dimensions",
      { dimensions: Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`d${at}`, "v"])) },
      /31 dimensions, at most 30/,
      { dimensions: { QueueName: "work" } },
    ),
    refuses("of a unit that there is not", { unit: "Messages" }, /unit to be one of/, { unit: "Seconds" }),
    refuses(
      "that tells a topic that does not exist",
      { alarmActions: [topicArn("alarm")] },
      /:alarm does not exist/,
      {
        alarmActions: [topicArn("alarms")],
      },
    ),
    refuses(
      "that tells a topic of another region",
      { okActions: [`arn:aws:sns:eu-west-2:${ACCOUNT}:alarms`] },
      /does not exist/,
      { okActions: [topicArn("alarms")] },
    ),
    refuses(
      "that starts a policy that does not exist",
      { alarmActions: [`arn:aws:autoscaling:eu-west-1:${ACCOUNT}:scalingPolicy:x`] },
      /does not exist/,
    ),
    refuses("that tells a name", { alarmActions: ["alarms"] }, /invalid ARN/, {
      alarmActions: [topicArn("alarms")],
    }),
    refuses(
      "with six actions",
      { alarmActions: Array.from({ length: 6 }, () => topicArn("alarms")) },
      /at most 5/,
      {
        alarmActions: Array.from({ length: 5 }, () => topicArn("alarms")),
      },
    ),
    {
      what: "queries that return nothing",
      type: token.ALARM,
      refused: queries(errors, { ...rate, returnData: false }),
      because: /Exactly one element of the metrics list should return data. \(0 do\)/,
      accepted: queries(errors, rate),
    },
    {
      what: "two queries of one id",
      type: token.ALARM,
      refused: queries(errors, { ...rate, id: "errors" }),
      because: /there twice/,
      accepted: queries(errors, rate),
    },
    {
      what: "a query that is neither expression nor metric",
      type: token.ALARM,
      refused: queries(errors, { id: "rate", returnData: true }),
      because: /either an expression or a metric/,
      accepted: queries(errors, rate),
    },
    {
      what: "a query's id that begins with a capital",
      type: token.ALARM,
      refused: queries({ ...errors, id: "Errors" }, rate),
      because: /metricQueries\[\].id/,
      accepted: queries(errors, rate),
    },
    {
      what: "queries beside a namespace",
      type: token.ALARM,
      refused: { ...queries(errors, rate), namespace: "AWS/SQS" },
      because: /namespace exclude each other/,
      accepted: queries(errors, rate),
    },
  ]);

  it(
    "goes by its name",
    inAccount(async (account) => {
      const made = await account.make({ type: token.ALARM, name: "alarm", inputs: alarm() });
      assert.equal(made.id, "old-messages");
      assert.equal(made.outputs["arn"], `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:old-messages`);
      const { replacesList, diffsList } = await account.provider.difference(made, alarm({ threshold: 1 }));
      assert.deepEqual([diffsList, replacesList], [["threshold"], []]);
    }),
  );
});

describe("the simulated AWS: alarms made of alarms", () => {
  const composite = (alarmRule: string, more: Properties = {}): Properties => ({
    alarmName: "both",
    alarmRule,
    ...more,
  });
  const refusesRule = (what: string, refused: Properties, because: RegExp, accepted: string): Refusal => ({
    what: `an alarm ${what}`,
    given: [topic("alarms"), { name: "one", type: token.ALARM, inputs: alarm({ name: "one" }) }],
    type: token.COMPOSITE_ALARM,
    refused,
    because,
    accepted: composite(accepted),
  });
  refusals([
    refusesRule(
      "of one that is not there",
      composite('ALARM("one") AND ALARM("two")'),
      /Could not find alarms: \[two\]/,
      'ALARM("one") AND NOT OK("one")',
    ),
    refusesRule("of no rule", composite('ALARM("one") PLUS OK("one")'), /Invalid AlarmRule/, "ALARM(one)"),
    refusesRule(
      "that tells a topic that is not there",
      composite('ALARM("one")', { alarmActions: [topicArn("nobody")] }),
      /nobody/,
      `ALARM("arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:one")`,
    ),
  ]);
});

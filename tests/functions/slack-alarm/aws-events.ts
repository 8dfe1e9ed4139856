/** Events as AWS sends them to the function. */

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";
export const alarmArn = (name: string, region = REGION) =>
  `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${name}`;

/** An alarm as its program registered it. */
export interface AlarmInputs {
  readonly name: string;
  readonly alarmDescription?: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly comparisonOperator: string;
  readonly threshold: number;
  readonly treatMissingData: string;
  /** The metric is one of those that the alarm reckons a number from. */
  readonly reckoned?: boolean;
  readonly alarmActions: readonly string[];
  readonly okActions?: readonly string[];
}

/** A change of an alarm's state. */
export interface Change {
  readonly to: "ALARM" | "OK" | "INSUFFICIENT_DATA";
  readonly at: Date;
  readonly accountId?: string;
  readonly region?: string;
  /** Of SNS; the same when it's delivered twice. */
  readonly messageId?: string;
  readonly datapoints?: readonly number[];
}

let messages = 0;

/** CloudWatch's message about an alarm that changed its state. */
export function alarmMessage(alarm: AlarmInputs, change: Change): object {
  const { to, at, accountId = ACCOUNT, region = REGION } = change;
  return {
    AlarmName: alarm.name,
    AlarmDescription: alarm.alarmDescription ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: "2026-05-01T10:00:00.000+0000",
    NewStateValue: to,
    NewStateReason: reason(alarm, change),
    StateChangeTime: at.toISOString().replace("Z", "+0000"),
    Region: region === "eu-west-1" ? "EU (Ireland)" : "EU (London)",
    AlarmArn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${alarm.name}`,
    OldStateValue: to === "ALARM" ? "OK" : "ALARM",
    OKActions: alarm.okActions ?? [],
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: [],
    Trigger: {
      ...metricOf(alarm),
      EvaluationPeriods: alarm.evaluationPeriods,
      ComparisonOperator: alarm.comparisonOperator,
      Threshold: alarm.threshold,
      TreatMissingData: alarm.treatMissingData,
      EvaluateLowSampleCountPercentile: "",
    },
  };
}

/** One metric, or an expression and what it is reckoned from [AWS: Notify users on alarm changes]. */
function metricOf({
  namespace,
  metricName,
  dimensions,
  statistic,
  period,
  reckoned = false,
}: AlarmInputs): object {
  const metric = {
    MetricName: metricName,
    Namespace: namespace,
    Dimensions: Object.entries(dimensions).map(([name, value]) => ({ value, name })),
  };
  if (reckoned)
    return {
      Period: period,
      Metrics: [
        { Expression: "reckoned", Id: "reckoned", ReturnData: true },
        { Id: "one", MetricStat: { Metric: metric, Period: period, Stat: statistic }, ReturnData: false },
      ],
    };
  const stated = /^p\d/.test(statistic)
    ? { StatisticType: "ExtendedStatistic", ExtendedStatistic: statistic }
    : { StatisticType: "Statistic", Statistic: statistic.toUpperCase() };
  return { ...metric, ...stated, Unit: null, Period: period };
}

function reason(alarm: AlarmInputs, { at, datapoints = [1] }: Change): string {
  if (datapoints.length === 0)
    return `Threshold Crossed: no datapoints were received for ${alarm.evaluationPeriods} periods and ${alarm.evaluationPeriods} missing datapoints were treated as [Breaching].`;
  const day = at.toISOString().slice(2, 10).split("-").toReversed().join("/");
  const values = datapoints.map(
    (value) => `${value.toFixed(1)} (${day} ${at.toISOString().slice(11, 16)}:00)`,
  );
  return `Threshold Crossed: ${values.length} out of the last ${alarm.evaluationPeriods} datapoints [${values.join(", ")}] was greater than the threshold (${alarm.threshold.toFixed(1)}) (minimum 1 datapoint for OK -> ALARM transition).`;
}

/** What SNS gives to a function. */
export const onTopic = (message: string, about: { subject?: string; id?: string; topic?: string } = {}) => ({
  Records: [
    {
      EventSource: "aws:sns",
      EventVersion: "1.0",
      EventSubscriptionArn: `arn:aws:sns:${REGION}:${ACCOUNT}:alarms:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55`,
      Sns: {
        Type: "Notification",
        MessageId: about.id ?? `95df01b4-ee98-5cb9-9903-${String(++messages).padStart(12, "0")}`,
        TopicArn: about.topic ?? `arn:aws:sns:${REGION}:${ACCOUNT}:alarms`,
        Subject: about.subject ?? null,
        Message: message,
        Timestamp: "2026-06-05T06:00:00.000Z",
        SignatureVersion: "1",
        MessageAttributes: {},
      },
    },
  ],
});

export function alarmEvent(alarm: AlarmInputs, change: Change): object {
  return onTopic(JSON.stringify(alarmMessage(alarm, change)), {
    subject: `${change.to}: "${alarm.name}" in EU (Ireland)`,
    ...(change.messageId === undefined ? {} : { id: change.messageId }),
    ...(alarm.alarmActions[0] === undefined ? {} : { topic: alarm.alarmActions[0] }),
  });
}

/** What EventBridge gives to a function. */
export const busEvent = (
  type: string,
  detail: object,
  others: { resources?: string[]; id?: string; time?: string } = {},
) => ({
  version: "0",
  id: others.id ?? "b2a64ade-0dfc-adcc-567d-7ffbd225a3c6",
  "detail-type": type,
  source: type.startsWith("ECS") ? "aws.ecs" : "aws.backup",
  account: ACCOUNT,
  time: others.time ?? "2026-06-05T06:00:00Z",
  region: REGION,
  resources: others.resources ?? [],
  detail,
});

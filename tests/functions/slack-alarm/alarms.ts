import type { AlarmInputs } from "./aws-events";

/** An alarm on something, with a description as components/alerts makes it. */
export const alarmOn = (
  namespace: string,
  metricName: string,
  dimensions: Readonly<Record<string, string>>,
  others: Partial<AlarmInputs> = {},
): AlarmInputs => ({
  name: `${Object.values(dimensions)[0] ?? "account"}_${metricName}`,
  alarmDescription: "Something happened\nWhat to do: mend it",
  namespace,
  metricName,
  dimensions,
  statistic: "Sum",
  period: 60,
  evaluationPeriods: 1,
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  treatMissingData: "notBreaching",
  alarmActions: ["arn:aws:sns:eu-west-1:111122223333:alarms"],
  okActions: ["arn:aws:sns:eu-west-1:111122223333:alarms"],
  ...others,
});

export const deadLetters = alarmOn(
  "AWS/SQS",
  "ApproximateNumberOfMessagesVisible",
  { QueueName: "storage-prod_notifier_dlq" },
  {
    name: "storage-prod_notifier_dlq_not_empty",
    alarmDescription:
      "A message of storage-prod_notifier was given up after 3 tries\nWhat to do: send it back\nService: storage-prod-notifier - tells who asked for it",
  },
);

export const functionErrors = alarmOn(
  "AWS/Lambda",
  "Errors",
  { FunctionName: "daily-report" },
  {
    name: "daily-report_errors",
    alarmDescription:
      'daily-report failed\nWhat to do: read its log\nService: daily-report - Tells what happened\nLog group: /aws/lambda/daily-report\nLog lines: { $.level = "ERROR" }',
  },
);

export const breakGlass = alarmOn(
  "Strongroom",
  "BreakGlassUsed",
  {},
  {
    name: "strongroom-pro-break-glass",
    alarmDescription:
      "The break-glass role was used\nWhat to do: ask who did\nLog group: /strongroom/pro/trail\nLog lines: { $.x = 1 }",
  },
);

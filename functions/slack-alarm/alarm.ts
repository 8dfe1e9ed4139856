import * as z from "zod";
import { described, type Description } from "./description";

/** A metric that an alarm looks at. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A CloudWatch alarm that changed its state. */
export interface Alarm {
  readonly name: string;
  readonly arn: string;
  /** `eu-west-1`. */
  readonly region: string;
  readonly accountId: string;
  readonly state: "ALARM" | "OK" | "INSUFFICIENT_DATA";
  readonly changed: Date;
  readonly reason: string;
  /** What it looks at first; none for an alarm made of other alarms. */
  readonly metric: Metric | undefined;
  readonly description: Description;
}

const Dimensions = z
  .array(z.object({ name: z.string(), value: z.string() }))
  .transform((pairs) => Object.fromEntries(pairs.map(({ name, value }) => [name, value])));

const One = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions });

/** A single metric, or the metrics of an expression [AWS: Notify users on alarm changes]. */
const Trigger = z.union([
  One,
  z
    .object({ Metrics: z.array(z.object({ MetricStat: z.object({ Metric: One }).optional() })) })
    .transform(({ Metrics }) => Metrics.find(({ MetricStat }) => MetricStat)?.MetricStat?.Metric),
]);

/** What CloudWatch publishes. Dates have no colon in their offset: `2026-06-05T06:01:02.345+0000`. */
const Message = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string().nullish(),
  AWSAccountId: z.string(),
  NewStateValue: z.enum(["ALARM", "OK", "INSUFFICIENT_DATA"]),
  NewStateReason: z.string(),
  StateChangeTime: z
    .string()
    .transform((text) => text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"))
    .pipe(z.iso.datetime({ offset: true }))
    .transform((text) => new Date(text)),
  AlarmArn: z.string().regex(/^arn:aws:cloudwatch:[a-z0-9-]+:\d+:alarm:/),
  Trigger: Trigger.optional(),
});

/** Reads what CloudWatch published; nothing when it is something else. */
export function alarmIn(json: unknown): Alarm | undefined {
  const parsed = Message.safeParse(json);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  return {
    name: data.AlarmName,
    arn: data.AlarmArn,
    region: data.AlarmArn.split(":")[3] ?? "",
    accountId: data.AWSAccountId,
    state: data.NewStateValue,
    changed: data.StateChangeTime,
    reason: data.NewStateReason,
    metric: data.Trigger && {
      namespace: data.Trigger.Namespace,
      name: data.Trigger.MetricName,
      dimensions: data.Trigger.Dimensions,
    },
    description: described(data.AlarmDescription ?? ""),
  };
}

/** The values that set the alarm off, the newest first, as its reason tells them: `[5.0 (05/06/26 06:00:00)]`. */
export function datapoints({ reason }: Alarm): readonly number[] {
  return [...reason.matchAll(/(-?\d[\d.]*(?:E-?\d+)?) \(\d\d\/\d\d\/\d\d /g)].map(([, value]) =>
    Number(value),
  );
}

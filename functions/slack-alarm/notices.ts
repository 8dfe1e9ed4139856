import * as z from "zod";
import { alarmIn, type Alarm } from "./alarm";
import { budgetTelling } from "./budget";
import { BusEvent } from "./bus-event";
import { jsonOf } from "./json";
import type { Notice, Telling } from "./notice";
import { serviceNotice } from "./service-events";

/** Records of SNS, as Lambda is given them. */
const Topics = z.object({
  Records: z
    .array(
      z.object({
        Sns: z.object({
          MessageId: z.string(),
          Timestamp: z.iso.datetime(),
          TopicArn: z.string(),
          Subject: z.string().nullish(),
          Message: z.string(),
        }),
      }),
    )
    .min(1),
});
type Published = z.infer<typeof Topics>["Records"][number]["Sns"];

/**
 * Everything that an event tells. What nobody knows is told as it is: nothing is dropped.
 * @param requestId of Lambda; stands for an event that has no id
 */
export function noticesOf(event: unknown, requestId: string, now: Date): readonly Notice[] {
  const topics = Topics.safeParse(event);
  if (topics.success) return topics.data.Records.map(({ Sns }) => published(Sns));
  const bus = BusEvent.safeParse(event);
  if (bus.success) return [serviceNotice(bus.data)];
  return [
    {
      key: `event/${requestId}`,
      id: requestId,
      at: now,
      turn: "happened",
      about: { telling: asItIs("An event of a kind that nobody knows", JSON.stringify(event, undefined, 1)) },
    },
  ];
}

function published(message: Published): Notice {
  const alarm = alarmIn(jsonOf(message.Message));
  if (alarm) return alarmNotice(alarm, message.MessageId);
  // By the event's own id: one that comes by a rule of this function's as well is told once.
  const bus = BusEvent.safeParse(jsonOf(message.Message));
  if (bus.success) return serviceNotice(bus.data);
  return {
    key: `message/${message.MessageId}`,
    id: message.MessageId,
    at: new Date(message.Timestamp),
    turn: "happened",
    about: { telling: budgetTelling(message.Message) ?? textTelling(message) },
  };
}

const turns = { ALARM: "began", OK: "ended", INSUFFICIENT_DATA: "happened" } as const;

function alarmNotice(alarm: Alarm, id: string): Notice {
  const turn = turns[alarm.state];
  return {
    key: turn === "happened" ? `message/${id}` : alarm.arn,
    id,
    at: alarm.changed,
    turn,
    about: { alarm },
  };
}

function textTelling({ Subject, Message, TopicArn }: Published): Telling {
  const topic = TopicArn.split(":").at(-1) ?? TopicArn;
  return asItIs(Subject ?? `A message on ${topic}`, Message, [topic]);
}

const asItIs = (title: string, says: string, from: readonly string[] = []): Telling => ({
  level: "warning",
  title,
  says,
  facts: {},
  lines: [],
  gaps: [],
  pages: [],
  from,
});

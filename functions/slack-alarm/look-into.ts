import { datapoints, type Alarm } from "./alarm";
import type { LookUps } from "./aws";
import { lasting } from "./durations";
import { kindOf } from "./kinds";
import type { Level } from "./level";
import { readable } from "./log-line";
import type { Page, Telling } from "./notice";
import { alarmPage, dashboardsPage, logGroupPage, queuePage, type Span } from "./pages";

const MINUTE_MS = 60_000;
/** Around the alarm: where the lines are that explain it (storage-service.md 10.4). */
const LINES_SPAN = { beforeMinutes: 11, afterMinutes: 9 };
/** A dead letter was tried several times before. */
const SERVICE_SPAN = { beforeMinutes: 60, afterMinutes: 9 };
/** SQS's metrics may be this late for a queue that was idle (storage-service.md 3.4). */
const METRIC_SPAN = { beforeMinutes: 15, afterMinutes: 1 };

/** So many log lines fit into a message. */
const LINES = 10;
/** Beyond it, a queue of dead letters is no mishap any more (storage-service.md 10.4). */
const MANY_DEAD_LETTERS = 10_000;

/** What was found of one matter; what could not be read is a gap, and the message goes out without it. */
interface Found {
  readonly level?: Level;
  readonly facts?: Readonly<Record<string, string>>;
  readonly lines?: readonly string[];
  readonly pages?: readonly Page[];
  readonly gaps?: readonly string[];
}

/** Looks into what an alarm is about. It never fails. */
export async function lookInto(
  alarm: Alarm,
  lookUps: LookUps,
  dashboardsUrl: string | undefined,
): Promise<Telling> {
  const kind = kindOf(alarm);
  const { says, whatToDo, service } = alarm.description;
  const [queue, log] = await Promise.all([deadLetters(alarm, lookUps), logLines(alarm, lookUps)]);
  const values = datapoints(alarm).join(", ");
  return {
    level: queue.level ?? kind.level,
    title: kind.title,
    says: says === "" ? alarm.reason : says,
    ...(whatToDo === undefined ? {} : { whatToDo }),
    facts: {
      ...(kind.values === undefined || values === "" ? {} : { [kind.values]: values }),
      ...queue.facts,
      ...(service ? { Service: `${service.name}: ${service.does}` } : {}),
    },
    lines: log.lines ?? [],
    gaps: [...(queue.gaps ?? []), ...(log.gaps ?? [])],
    pages: [
      ...(queue.pages ?? []),
      ...servicePages(alarm, dashboardsUrl),
      ...(log.pages ?? []),
      alarmPage(alarm.region, alarm.name),
    ],
    from: [alarm.region, alarm.name],
  };
}

const around = (at: Date, { beforeMinutes, afterMinutes }: typeof LINES_SPAN): Span => ({
  from: new Date(at.getTime() - beforeMinutes * MINUTE_MS),
  to: new Date(at.getTime() + afterMinutes * MINUTE_MS),
});

/** How many dead letters there are, and for how long the first. */
async function deadLetters(alarm: Alarm, lookUps: LookUps): Promise<Found> {
  const queueName = alarm.metric?.namespace === "AWS/SQS" ? alarm.metric.dimensions["QueueName"] : undefined;
  if (queueName === undefined) return {};
  const { region, accountId, changed } = alarm;
  const queueUrl = `https://sqs.${region}.amazonaws.com/${accountId}/${queueName}`;
  const age = {
    namespace: "AWS/SQS",
    name: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: queueName },
  };
  const [count, oldest] = await Promise.all([
    attempt(() => lookUps.messages(region, queueUrl)),
    attempt(() => lookUps.greatest(region, age, around(changed, METRIC_SPAN))),
  ]);
  const [seconds] = oldest.value ?? [];
  return {
    level: (count.value ?? 0) > MANY_DEAD_LETTERS ? "error" : "warning",
    facts: {
      Queue: queueName,
      ...(count.value === undefined ? {} : { Messages: count.value.toLocaleString("en-GB") }),
      ...(seconds === undefined ? {} : { Oldest: `for ${lasting(seconds * 1000)}` }),
    },
    pages: [queuePage(region, queueUrl)],
    gaps: [
      ...(count.fault === undefined ? [] : [`the queue could not be counted: ${count.fault}`]),
      ...(oldest.fault === undefined ? [] : [`the age of its messages could not be read: ${oldest.fault}`]),
    ],
  };
}

/** The lines that the alarm's description names. */
async function logLines(alarm: Alarm, lookUps: LookUps): Promise<Found> {
  const { log } = alarm.description;
  if (!log) return {};
  const { region, changed } = alarm;
  const span = around(changed, LINES_SPAN);
  const pages = [logGroupPage(region, log.group, span, log.pattern)];
  const { pattern } = log;
  if (pattern === undefined) return { pages };
  const { value = [], fault } = await attempt(() => lookUps.lines(region, log.group, pattern, span, LINES));
  return {
    lines: value.map(readable),
    pages,
    gaps: fault === undefined ? [] : [`the log ${log.group} could not be read: ${fault}`],
  };
}

/** What the service logged, where the alarm names no log of its own. */
function servicePages(alarm: Alarm, dashboardsUrl: string | undefined): readonly Page[] {
  const { service, log } = alarm.description;
  if (!service || log) return [];
  const span = around(alarm.changed, SERVICE_SPAN);
  return [
    dashboardsUrl === undefined
      ? logGroupPage(alarm.region, service.name, span)
      : dashboardsPage(dashboardsUrl, service.name, span),
  ];
}

async function attempt<Value>(act: () => Promise<Value>): Promise<{ value?: Value; fault?: string }> {
  try {
    return { value: await act() };
  } catch (error) {
    return { fault: error instanceof Error ? error.name : String(error) };
  }
}

import * as z from "zod";
import type { IngestEvent } from "./ingest";

/** A step of the pipeline, by the name that its events have (storage-service.md 4.4, 4.8). */
export const Step = z.object({
  step: z.string(),
  /** From the beginning of the ingest until its first event: its queue, and its task's start from zero, are in it. */
  startedAfterSeconds: z.number(),
  /** From its first event to its last. */
  seconds: z.number(),
  outcome: z.enum(["started", "retrying", "succeeded", "failed"]),
});
export type Step = z.infer<typeof Step>;

/** `Verification (Azure) failed - Unable to verify one file`, `Register succeeded (completed)`. */
const EVENT = /^(?<step>.+?) (?<outcome>started|retrying|succeeded|failed)\b/;
const Event = z.object({ step: z.string(), outcome: Step.shape.outcome });

/**
 * The steps in the order in which they began. Steps of replicas run side by side; the aggregator has no beginning of its
 * own, and an event for each replica.
 */
export function stepsOf(events: readonly IngestEvent[], createdDate: Date): readonly Step[] {
  const steps = new Map<string, { first: Date; last: Date; outcome: Step["outcome"] }>();
  for (const { description, createdDate: at } of inOrder(events)) {
    const event = Event.safeParse(EVENT.exec(description)?.groups);
    if (!event.success) continue;
    const { step, outcome } = event.data;
    steps.set(step, { first: steps.get(step)?.first ?? at, last: at, outcome });
  }
  return [...steps].map(([step, { first, last, outcome }]) => ({
    step,
    startedAfterSeconds: secondsBetween(createdDate, first),
    seconds: secondsBetween(first, last),
    outcome,
  }));
}

/** The last failure, or else the last thing that happened; nothing when nothing did. */
export function lastWords(events: readonly IngestEvent[]): string | undefined {
  const told = inOrder(events).map(({ description }) => description);
  return (
    told.findLast((description) => EVENT.exec(description)?.groups?.["outcome"] === "failed") ?? told.at(-1)
  );
}

/** Seconds to a tenth. */
export const secondsBetween = (from: Date, to: Date): number =>
  Math.round((to.getTime() - from.getTime()) / 100) / 10;

const inOrder = (events: readonly IngestEvent[]): readonly IngestEvent[] =>
  events.toSorted((one, other) => one.createdDate.getTime() - other.createdDate.getTime());

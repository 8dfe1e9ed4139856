import * as z from "zod";

const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const Event = z.object({ createdDate: Instant, description: z.string() });

/** An ingest in the index, as far as the report reads it (storage-service.md 6.6). */
export const Ingest = z.object({
  id: z.string().min(1),
  status: z.object({ id: z.enum(["accepted", "processing", "succeeded", "failed"]) }),
  space: z.object({ id: z.string() }),
  bag: z.object({ info: z.object({ externalIdentifier: z.string(), version: z.string().optional() }) }),
  createdDate: Instant,
  /** Nothing as long as nothing has happened to it. */
  lastModifiedDate: Instant.optional(),
  events: z.array(Event).default([]),
  sourceLocation: z.object({ bucket: z.string(), path: z.string() }).optional(),
});
export type Ingest = z.infer<typeof Ingest>;

/** The fields of it that a search is asked for. */
export const INGEST_FIELDS = [
  "id",
  "status.id",
  "space.id",
  "bag.info.externalIdentifier",
  "bag.info.version",
  "createdDate",
  "lastModifiedDate",
  "events.createdDate",
  "events.description",
  "sourceLocation.bucket",
  "sourceLocation.path",
] as const;

/** The event that happened last; the index keeps them in no order that is promised. */
export function lastEvent({ events }: Pick<Ingest, "events">): Ingest["events"][number] | undefined {
  return events.reduce<Ingest["events"][number] | undefined>(
    (last, event) => (last && last.createdDate > event.createdDate ? last : event),
    undefined,
  );
}

import { failureStatus } from "./failures";
import { lastEvent, type Ingest } from "./ingest";
import type { StatusId } from "./statuses";

const HOUR_MS = 3_600_000;

/** Hours after which an ingest should have gone on (storage-service.md 10.5). */
const ACCEPTED_HOURS = 6;
/** A copy of the biggest bags takes five hours with no event (storage-service.md 13, row 3). */
const PROCESSING_HOURS = 7;

/** What an ingest is to the report at a moment. */
export function statusOf(ingest: Ingest, now: Date): StatusId {
  if (ingest.status.id === "failed")
    return failureStatus(ingest.events.map(({ description }) => description));
  if (ingest.status.id === "accepted")
    return isOlder(ingest.createdDate, ACCEPTED_HOURS, now) ? "stalled" : "accepted";
  if (ingest.status.id === "processing")
    return isOlder(lastSign(ingest), PROCESSING_HOURS, now) ? "stalled" : "processing";
  return "succeeded";
}

/** When something was last heard of an ingest. */
const lastSign = (ingest: Ingest): Date =>
  lastEvent(ingest)?.createdDate ?? ingest.lastModifiedDate ?? ingest.createdDate;

const isOlder = (moment: Date, hours: number, now: Date): boolean =>
  now.getTime() - moment.getTime() > hours * HOUR_MS;

import type * as z from "zod";
import { cutPlain } from "../slack/cut";
import { Ingest, lastEvent } from "./ingest";
import type { Found } from "./search";
import { statusOf } from "./status-of";
import { statuses, type StatusId } from "./statuses";

/** What the report shows of an ingest. */
export interface Reported {
  readonly id: string;
  readonly space: string;
  readonly externalIdentifier: string;
  /** "" before it is assigned. */
  readonly version: string;
  readonly modified: Date;
  /** Only of what has not succeeded: its last event, and where its package is. */
  readonly event?: string | undefined;
  readonly source?: { readonly bucket: string; readonly path: string } | undefined;
}

/** Everything that the report says of one index. */
export interface Section {
  readonly title: string;
  /** Of each status the newest first. */
  readonly ingests: Readonly<Record<StatusId, readonly Reported[]>>;
  /** Documents that are no ingests as we know them, and why. */
  readonly unreadable: readonly { readonly id: string; readonly why: string }[];
}

/** Characters of an event that are shown: some explain at great length. */
const EVENT_CHARACTERS = 600;

/** Sorts what was found by status. */
export async function sectionOf(
  title: string,
  pages: AsyncIterable<readonly Found[]>,
  now: Date,
): Promise<Section> {
  const ingests: Record<StatusId, Reported[]> = {
    "unknown-failure": [],
    stalled: [],
    "user-error": [],
    accepted: [],
    processing: [],
    succeeded: [],
  };
  const unreadable: { id: string; why: string }[] = [];
  for await (const page of pages)
    for (const { id, source } of page) {
      const parsed = Ingest.safeParse(source);
      if (parsed.success) ingests[statusOf(parsed.data, now)].push(reported(parsed.data));
      else unreadable.push({ id, why: whatIsWrong(parsed.error) });
    }
  for (const { id } of statuses)
    ingests[id].sort((one, other) => other.modified.getTime() - one.modified.getTime());
  return { title, ingests, unreadable };
}

function reported(ingest: Ingest): Reported {
  const { id, space, bag, createdDate, lastModifiedDate = createdDate } = ingest;
  const shown = {
    id,
    space: space.id,
    externalIdentifier: bag.info.externalIdentifier,
    version: bag.info.version ?? "",
    modified: lastModifiedDate,
  };
  if (ingest.status.id === "succeeded") return shown;
  const event = lastEvent(ingest)?.description;
  return {
    ...shown,
    event: event && cutPlain(event, EVENT_CHARACTERS),
    source: ingest.sourceLocation,
  };
}

const whatIsWrong = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");

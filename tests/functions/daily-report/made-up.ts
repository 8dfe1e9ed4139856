/** When the reports of these tests are made: 06:00 in London, in summer. */
export const NOW = new Date("2026-06-12T05:00:00Z");
export const LONDON = "Europe/London";

const HOUR_MS = 3_600_000;

export const hoursAgo = (hours: number, now = NOW): string =>
  new Date(now.getTime() - hours * HOUR_MS).toISOString();

/** An ingest as its indexer writes it (storage-service.md 6.6), as far as a test says. */
export interface MadeUp {
  readonly id?: string;
  readonly status?: string;
  readonly space?: string;
  readonly externalIdentifier?: string;
  readonly version?: string;
  readonly createdDate?: string;
  readonly lastModifiedDate?: string;
  /** Texts of its events, the last of them at `lastModifiedDate`, each other an hour before the next. */
  readonly events?: readonly string[];
}

/** Any number as a UUID. */
export const uuid = (number: number): string =>
  `${((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0")}-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

export interface Document {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** The whole document, with fields that the report does not read. */
export function ingest({
  id = uuid(1),
  status = "succeeded",
  space = "digitised",
  externalIdentifier = "b12345678",
  version = "v1",
  createdDate = hoursAgo(5),
  lastModifiedDate = hoursAgo(4),
  events = [],
}: MadeUp = {}): Document {
  const at = (position: number) =>
    new Date(Date.parse(lastModifiedDate) - (events.length - 1 - position) * HOUR_MS).toISOString();
  return {
    id,
    sourceLocation: {
      provider: { id: "amazon-s3", type: "Provider" },
      bucket: "uploads",
      path: `${space}/${externalIdentifier}.tar.gz`,
      type: "Location",
    },
    callback: { url: "https://example.org/", status: { id: "pending", type: "Status" }, type: "Callback" },
    ingestType: { id: "create", type: "IngestType" },
    space: { id: space, type: "Space" },
    status: { id: status, type: "Status" },
    bag: { info: { externalIdentifier, version, type: "BagInfo" }, type: "Bag" },
    events: events.map((description, position) => ({
      description,
      createdDate: at(position),
      type: "IngestEvent",
    })),
    createdDate,
    lastModifiedDate,
    type: "Ingest",
    failureDescriptions: events.filter((text) => text.includes("failed")).join(", "),
  };
}

/** One of each kind that the report of a moment tells apart. */
export const eachKindAt = (now: Date): Readonly<Record<string, MadeUp>> => {
  const at = (created: number, modified: number) => ({
    createdDate: hoursAgo(created, now),
    lastModifiedDate: hoursAgo(modified, now),
  });
  return {
    succeeded: { status: "succeeded", ...at(5, 4), events: ["Register succeeded (completed)"] },
    "unknown-failure": { status: "failed", ...at(5, 4), events: ["Replicating to Azure failed"] },
    "user-error": {
      status: "failed",
      ...at(5, 4),
      events: ["Detecting bag root failed - there is no bag-info.txt"],
    },
    accepted: { status: "accepted", ...at(1, 1) },
    "stalled when accepted": { status: "accepted", ...at(7, 7) },
    processing: { status: "processing", ...at(5, 1), events: ["Unpacking started"] },
    "stalled when processing": {
      status: "processing",
      ...at(400, 300),
      events: ["Replicating to Amazon Glacier started"],
    },
  };
};

export const oneOfEach = eachKindAt(NOW);

import * as z from "zod";

/** Statuses of an ingest (storage-service.md 1.2). */
const statuses = ["accepted", "processing", "failed", "succeeded"] as const;

const Moment = z.iso.datetime().transform((text) => new Date(text));

/** What the API tells of an ingest, as far as it is read here (storage-service.md 8.4). */
export const Ingest = z.object({
  id: z.uuid(),
  status: z.object({ id: z.enum(statuses) }),
  bag: z.object({ info: z.object({ version: z.string().optional() }) }),
  createdDate: Moment,
  events: z.array(z.object({ description: z.string(), createdDate: Moment })).default([]),
});

export type Ingest = z.infer<typeof Ingest>;
export type IngestEvent = Ingest["events"][number];

/** A new bag, or a new version of one that is there: the pipeline refuses either for the other. */
export const ingestTypes = ["create", "update"] as const;
export type IngestType = (typeof ingestTypes)[number];

/** Where a bag to be stored is, and what it is. */
export interface IngestRequest {
  readonly type: IngestType;
  readonly space: string;
  readonly externalIdentifier: string;
  readonly bucket: string;
  readonly key: string;
}

/** The body of POST /ingests; nobody is called back. */
export function ingestBody({ type, space, externalIdentifier, bucket, key }: IngestRequest): string {
  return JSON.stringify({
    type: "Ingest",
    ingestType: { id: type, type: "IngestType" },
    space: { id: space, type: "Space" },
    sourceLocation: {
      type: "Location",
      provider: { type: "Provider", id: "amazon-s3" },
      bucket,
      path: key,
    },
    bag: { type: "Bag", info: { type: "BagInfo", externalIdentifier } },
  });
}

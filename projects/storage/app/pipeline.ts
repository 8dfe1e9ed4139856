/**
 * The pipeline as data: which service reads which queue, writes which topics and touches which stores. Topics, queues,
 * subscriptions, alarms, grants and scaling follow from it, so they cannot disagree (storage-service.md 3 to 5, 7).
 */

/** What each topic carries; names without the namespace. */
export const topics = {
  ingests: "how far an ingest is",
  bag_unpacker_input: "where an uploaded bag is",
  bag_unpacker_output: "where its unpacked files are",
} as const;
export type TopicName = keyof typeof topics;

/** A queue and the one service that reads it. */
export interface QueueRow {
  /** Topics whose messages it takes. */
  readonly topics: readonly TopicName[];
  /** Longer than the longest step: until then a message in hand is hidden from others. */
  readonly visibilitySeconds: number;
  /** Tries before a message is given up. */
  readonly receives: number;
  /** Seconds without work after which a task is taken away. */
  readonly idleSeconds: number;
}

/** Long steps: a bag may take hours, and idle queues report up to 15 minutes late (3.4). */
const long = { visibilitySeconds: 18_000, receives: 3, idleSeconds: 900 };

export const queues = {
  bag_unpacker_input: { topics: ["bag_unpacker_input"], ...long },
} as const satisfies Record<string, QueueRow>;
export type QueueName = keyof typeof queues;

/** Stores that a service may touch. */
export const stores = ["uploads", "unpackedBags"] as const;
export type StoreName = (typeof stores)[number];

/** What a service may do with a store: read its objects, or write and read them. */
export type Touch = "read" | "write";

export const images = ["bag_unpacker"] as const;
export type ImageName = (typeof images)[number];

export interface WorkerRow {
  readonly image: ImageName;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly spot: boolean;
  readonly reads: QueueName;
  /** Where its result goes. */
  readonly result: TopicName;
  /** What it is called in the events of an ingest: reports are sorted by it. */
  readonly operation: string;
  readonly touches: readonly { readonly store: StoreName; readonly may: Touch }[];
  /** Variables that hold the name of a store. */
  readonly storeVariables: Readonly<Record<string, StoreName>>;
  /** Variables with a value of their own. */
  readonly variables: Readonly<Record<string, string>>;
}

export const workers = {
  "bag-unpacker": {
    image: "bag_unpacker",
    cpu: 2048,
    memoryMiB: 4096,
    // It runs long: an interruption would cost hours.
    spot: false,
    reads: "bag_unpacker_input",
    result: "bag_unpacker_output",
    operation: "unpacking",
    touches: [
      { store: "uploads", may: "read" },
      { store: "unpackedBags", may: "write" },
    ],
    storeVariables: { destination_bucket_name: "unpackedBags" },
    // More exhausts the connections that it may hold to S3.
    variables: { queue_parallelism: "10" },
  },
} as const satisfies Record<string, WorkerRow>;

/** Every worker tells this topic how far an ingest is. */
export const PROGRESS_TOPIC: TopicName = "ingests";

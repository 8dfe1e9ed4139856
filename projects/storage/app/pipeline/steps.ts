import type { SecretRow } from "./rows";

/** A task's size, by what it does. */
export const size = {
  small: { cpu: 512, memoryMiB: 1024 },
  register: { cpu: 1024, memoryMiB: 2048 },
  copying: { cpu: 1024, memoryMiB: 4096 },
  checking: { cpu: 2048, memoryMiB: 4096 },
} as const;

/** The five variables of a step of the pipeline (storage-service.md 4.4). */
export const step = <const Queue extends string, const Result extends string>(
  queue: Queue,
  result: Result,
  metrics: string,
  operation: string,
) =>
  ({
    queue_url: { queue },
    ingest_topic_arn: { topic: "ingests" },
    outgoing_topic_arn: { topic: result },
    metrics_namespace: { metrics },
    operation_name: operation,
  }) as const;

/** The variables of a service that reads a queue and tells nobody by the pipeline's own topics. */
export const reader = <const Queue extends string>(queue: Queue, metrics: string) =>
  ({ queue_url: { queue }, metrics_namespace: { metrics } }) as const;

/**
 * How long a replicator's lock lives: 30 s less than its message is hidden, so that whoever gets the message again can
 * take the lock (13.5).
 */
export const lockExpiry = (visibilitySeconds: number) => `${visibilitySeconds - 30}s`;

/** How an indexer finds the search cluster (4.7). */
export const searchSecrets = (user: "ingests" | "bags" | "files") =>
  ({
    es_host: { search: "es_host" },
    es_port: { search: "es_port" },
    es_protocol: { search: "es_protocol" },
    es_username: { searchUser: user, part: "es_username" },
    es_password: { searchUser: user, part: "es_password" },
  }) as const satisfies Record<string, SecretRow>;

/** The actions on a table of locks (7.3). */
export const lockActions = ["BatchWriteItem", "UpdateItem", "PutItem", "GetItem", "DeleteItem"] as const;

import type { consumers } from "../../consumers";

/** What a worker touches, beside its queue. Its variables, its rights and its security groups follow from it. */
export type Touched = "store" | "database" | "search";

/** A worker of the platform: one row is one service, one queue, one identity, and one database at most. */
export interface WorkerRow {
  readonly queue: keyof typeof consumers;
  readonly touches: readonly Touched[];
  /** Seconds that a message may wait before somebody is told. */
  readonly lagSeconds: number;
  /** Seconds without work after which a task beyond the least number is taken away. */
  readonly idleSeconds: number;
  readonly whatToDo: string;
}

export const workers = {
  /** Write-behind: the store took it, and the database gets it within a minute. */
  sync: {
    queue: "sync",
    touches: ["store", "database"],
    lagSeconds: 60,
    idleSeconds: 300,
    whatToDo:
      "what was written is in the store, and not yet in the database: nothing is lost, but what is read from the database is old. See whether there are as many tasks as there may be, then the database's load; its log says what fails",
  },
  /** Brings search up to what the database has; a full reindex takes its time, and is told all the same. */
  reindex: {
    queue: "reindex",
    touches: ["database", "search"],
    lagSeconds: 900,
    idleSeconds: 900,
    whatToDo:
      "people do not find what was changed last. After a full reindex was asked for, wait; otherwise see what search refuses in its log",
  },
} as const satisfies Readonly<Record<string, WorkerRow>>;

export type WorkerWord = keyof typeof workers;

/** Who takes events of the platform's bus, and what lasts of it: its queue holds what nobody else has any more. */
export interface Consumer {
  /** What it does with an event, for whoever is told that it does not. */
  readonly does: string;
  /** Kinds of events that it takes (`detail-type`). */
  readonly detailTypes: readonly string[];
  /** Seconds that one event may take; SQS hides it six times as long. */
  readonly handlerSeconds: number;
}

export const consumers = {
  /** Writes behind: what the store has acknowledged gets into the database. */
  sync: {
    does: "writes to the database what the store took",
    detailTypes: ["store.written"],
    handlerSeconds: 30,
  },
  /** What the database has changed gets into search; a full reindex is told to it in the same way. */
  reindex: {
    does: "brings search up to what the database has",
    detailTypes: ["product.changed", "search.rebuild"],
    handlerSeconds: 60,
  },
} as const satisfies Readonly<Record<string, Consumer>>;

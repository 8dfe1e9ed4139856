import type { QueueRow, ServiceRow, TopicRow } from "./rows";

/** The values of a union of records, one after the other. */
type ValuesOf<T> = T extends unknown ? T[keyof T] : never;

/** Topics that a container of a service names in a variable: it publishes to them. */
type Published<S> = Extract<ValuesOf<VariablesIn<ContainersIn<S[keyof S]>>>, { topic: string }>["topic"];
/** Queues that a container of a service names in a variable: it reads them. */
type Read<S> = Extract<ValuesOf<VariablesIn<ContainersIn<S[keyof S]>>>, { queue: string }>["queue"];

type ContainersIn<Row> = Row extends { containers: infer Containers } ? ValuesOf<Containers> : never;
type VariablesIn<Container> = Container extends { variables: infer Variables } ? Variables : never;

type ByOperators<T> = { [Name in keyof T]: T[Name] extends { byOperators: true } ? Name : never }[keyof T];
type Feeding<Q> = Q[keyof Q] extends { from: readonly (infer Topic)[] } ? Topic : never;

/** A queue needs topics that somebody publishes to, and a reader. */
type FedAndRead<T, Q, S, Outside> = {
  [Name in keyof Q]: Q[Name] extends { from: readonly (infer Topic)[] }
    ? Exclude<Topic, Published<S> | ByOperators<T>> extends never
      ? Name extends Read<S> | Outside
        ? unknown
        : { readonly fault: "no service reads this queue" }
      : { readonly fault: ["nobody publishes to", Exclude<Topic, Published<S> | ByOperators<T>>] }
    : never;
};

/** A topic needs a queue that takes its messages. */
type Taken<T, Q> = {
  [Name in keyof T]: Name extends Feeding<Q> ? unknown : { readonly fault: "no queue takes from this topic" };
};

/**
 * The pipeline table, as given. It does not compile when a row names a topic, queue, bucket, table or image that does
 * not exist, when a queue is fed by a topic that nobody publishes to or has no reader, or when no queue takes from a topic.
 */
export function pipeline<
  const Topics extends Readonly<Record<string, TopicRow>>,
  const Queues extends Readonly<Record<string, QueueRow<keyof Topics & string>>>,
  const Bucket extends string,
  const Table extends string,
  const Image extends string,
  const Outside extends keyof Queues & string,
  const Services extends Readonly<
    Record<string, ServiceRow<keyof Topics & string, keyof Queues & string, Bucket, Table, Image>>
  >,
>(table: {
  readonly topics: Topics & Taken<Topics, Queues>;
  readonly queues: Queues & FedAndRead<Topics, Queues, Services, Outside>;
  readonly buckets: readonly Bucket[];
  readonly tables: readonly Table[];
  readonly images: readonly Image[];
  /** Queues whose readers are not in this table. */
  readonly readOutside: readonly Outside[];
  readonly services: Services;
}): {
  readonly topics: Topics;
  readonly queues: Queues;
  readonly services: Services;
} {
  return table;
}

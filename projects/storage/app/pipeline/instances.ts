import type { ApplicationImage } from "../../releases/images";
import type { WrittenReplica } from "../../replicas/replicas";
import type { BucketName, TableName } from "./messages";
import type { QueueRow, ServiceRow } from "./rows";
import { table } from "./table";

export type TopicName = keyof typeof table.topics;
export type QueueName = keyof typeof table.queues;
export type Service = ServiceRow<TopicName, QueueName, BucketName, TableName, ApplicationImage>;

/** A service as it runs: a row of the table, and the replica that it is for where there is one of it for each. */
export interface Instance {
  readonly name: string;
  readonly row: Service;
  readonly replica: WrittenReplica | undefined;
}

/** Stands in names for the id of a replica, as in the fact sheet. */
const PLACEHOLDER = "RID";

/** A name of the table in the place of one replica; names without a placeholder stay. */
export const named = (name: string, replica: WrittenReplica | undefined): string =>
  replica === undefined ? name : name.replace(PLACEHOLDER, replica.id);

/** A name of the table, once for each replica if it has a placeholder. */
function each(name: string, replicas: readonly WrittenReplica[]) {
  if (!name.includes(PLACEHOLDER)) return [{ name, replica: undefined }];
  return replicas.map((replica) => ({ name: named(name, replica), replica }));
}

export function topicNames(replicas: readonly WrittenReplica[]): readonly string[] {
  return Object.keys(table.topics).flatMap((name) => each(name, replicas).map((topic) => topic.name));
}

/** A queue as it is made, and the topics that feed it. */
export interface QueueInstance {
  readonly name: string;
  readonly row: QueueRow<TopicName>;
  readonly from: readonly string[];
}

/**
 * Every queue that has a reader.
 * @param unread queues whose readers the stage does not have
 */
export function queueInstances(
  replicas: readonly WrittenReplica[],
  unread: readonly string[],
): readonly QueueInstance[] {
  const rows: Readonly<Record<string, QueueRow<TopicName>>> = table.queues;
  return Object.entries(rows)
    .filter(([name]) => !unread.includes(name))
    .flatMap(([template, row]) =>
      each(template, replicas).map(({ name, replica }) => ({
        name,
        row,
        // A queue of one replica is fed by that replica's topics, any other by those of all.
        from: row.from.flatMap((topic) =>
          replica ? [named(topic, replica)] : each(topic, replicas).map((one) => one.name),
        ),
      })),
    );
}

export function serviceInstances(replicas: readonly WrittenReplica[]): readonly Instance[] {
  const rows: Readonly<Record<string, Service>> = table.services;
  return Object.entries(rows).flatMap(([template, row]) =>
    each(template, replicas).map((instance) => ({ ...instance, row })),
  );
}

/** What a service does, in a few words. */
export const doesOf = ({ row, replica }: Instance): string =>
  replica === undefined ? row.does : row.does.replace("{display}", () => replica.display);

/** What the containers of a service name in their variables. */
const variablesOf = ({ row }: Instance) =>
  Object.values(row.containers).flatMap((container) => Object.values(container.variables));

/** The queues that a service reads. */
export function readQueues(instance: Instance): readonly string[] {
  return variablesOf(instance).flatMap((value) =>
    typeof value === "object" && "queue" in value ? [named(value.queue, instance.replica)] : [],
  );
}

/** The topics that it publishes to. */
export function publishedTopics(instance: Instance): readonly string[] {
  const topics = variablesOf(instance).flatMap((value) =>
    typeof value === "object" && "topic" in value ? [named(value.topic, instance.replica)] : [],
  );
  return [...new Set(topics)];
}

/** The CloudWatch namespaces of its programs' metrics, behind the namespace. */
export function metricsNamespaces(instance: Instance): readonly string[] {
  return variablesOf(instance).flatMap((value) =>
    typeof value === "object" && "metrics" in value ? [named(value.metrics, instance.replica)] : [],
  );
}

/** The secrets that a container is started with, those of a replica in Azure among them. */
export function secretRows({ row, replica }: Instance, container: string) {
  return {
    ...row.containers[container]?.secrets,
    ...(replica?.store === "azure" ? row.inAzure?.secrets : {}),
  };
}

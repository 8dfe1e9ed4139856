import type * as pulumi from "@pulumi/pulumi";
import { PipelineTopics, type PipelineTopic } from "../../../components/pipeline/pipeline-topics";
import { WorkQueue } from "../../../components/pipeline/work-queue";
import { messagingName } from "../names";
import type { WrittenReplica } from "../replicas/replicas";
import { physicalName, present } from "./environment";
import { doesOf, queueInstances, readQueues, topicNames, type Instance } from "./pipeline/instances";
import { readOutside } from "./pipeline/messages";

export interface MessagingArgs {
  readonly namespace: pulumi.Output<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
  readonly replicas: readonly WrittenReplica[];
  /** Those of the services that read queues, to be told with the queues' alarms. */
  readonly instances: readonly Instance[];
  /** Who learns of registered bags: accounts that subscribe by themselves, and principals of this one that read our queue. */
  readonly notifications: {
    readonly subscriberAccountIds: readonly string[];
    readonly readerArns: readonly string[];
  };
}

export interface Messaging {
  readonly topics: Readonly<Record<string, PipelineTopic>>;
  readonly queues: Readonly<Record<string, WorkQueue>>;
  /** Of each queue: seconds without work after which a task is taken away. */
  readonly idleSeconds: Readonly<Record<string, number>>;
}

/** The topic and the queue by which other systems learn of registered bags; they have the same name. */
const [NOTIFICATIONS] = readOutside;

/** Every topic and queue of the pipeline table, subscribed as it says. */
export function messaging(args: MessagingArgs, opts: pulumi.ComponentResourceOptions): Messaging {
  const { region, accountId, keyArn, alarmTopicArn, notifications } = args;
  const here = { region, accountId, keyArn };
  const physical = (name: string) => args.namespace.apply((prefix) => messagingName(prefix, name));
  const rows = topicNames(args.replicas).map(
    (name) =>
      [
        name,
        {
          topicName: physical(name),
          ...(name === NOTIFICATIONS ? { subscriberAccountIds: notifications.subscriberAccountIds } : {}),
        },
      ] as const,
  );
  const { topics } = new PipelineTopics("topics", { topics: Object.fromEntries(rows), ...here }, opts);
  const unread = notifications.readerArns.length === 0 ? readOutside : [];
  const rowsOfQueues = queueInstances(args.replicas, unread);
  const readers = new Map(
    args.instances.flatMap((instance) => readQueues(instance).map((queue) => [queue, instance] as const)),
  );
  const queues = rowsOfQueues.map(({ name, row, from }) => {
    const reader = readers.get(name);
    const queue = new WorkQueue(
      name,
      {
        queueName: physical(name),
        ...here,
        topics: Object.fromEntries(from.map((topic) => [topic, present(topics, topic)])),
        visibilitySeconds: row.visibilitySeconds,
        receives: row.receives,
        ...(name === NOTIFICATIONS ? { readerArns: notifications.readerArns } : {}),
        alarmTopicArn,
        ...(reader ? { service: { name: physicalName(reader, args.namespace), does: doesOf(reader) } } : {}),
      },
      opts,
    );
    return [name, queue] as const;
  });
  const idle = rowsOfQueues.map(({ name, row }) => [name, row.idleSeconds] as const);
  return { topics, queues: Object.fromEntries(queues), idleSeconds: Object.fromEntries(idle) };
}

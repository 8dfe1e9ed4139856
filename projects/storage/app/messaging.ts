import type * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit/object";
import { PipelineTopic } from "../../../components/pipeline/pipeline-topic";
import { WorkQueue } from "../../../components/pipeline/work-queue";
import { messagingName } from "../names";
import { queues, topics, type QueueName, type QueueRow, type TopicName } from "./pipeline";

export interface MessagingArgs {
  readonly namespace: pulumi.Output<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

export interface Messaging {
  readonly topics: Readonly<Record<TopicName, PipelineTopic>>;
  readonly queues: Readonly<Record<QueueName, WorkQueue>>;
}

/** Every topic and queue of the pipeline table, subscribed as it says. */
export function messaging(args: MessagingArgs, opts: pulumi.ComponentResourceOptions): Messaging {
  const { namespace, region, accountId, keyArn, alarmTopicArn } = args;
  const here = { region, accountId, keyArn };
  const named = (name: string) => namespace.apply((prefix) => messagingName(prefix, name));
  const allTopics = mapValues(
    topics,
    (_row, name) => new PipelineTopic(name, { topicName: named(name), ...here }, opts),
  );
  const allQueues = mapValues(queues, (row: QueueRow, name) => {
    const subscribed = row.topics.map((topic) => [topic, allTopics[topic]]);
    return new WorkQueue(
      name,
      {
        queueName: named(name),
        ...here,
        topics: Object.fromEntries(subscribed),
        visibilitySeconds: row.visibilitySeconds,
        receives: row.receives,
        alarmTopicArn,
      },
      opts,
    );
  });
  return { topics: allTopics, queues: allQueues };
}

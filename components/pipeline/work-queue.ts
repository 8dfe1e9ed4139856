import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { policyDocument, type Statement } from "../identity/policy";
import type { PipelineTopic } from "./pipeline-topics";

export interface WorkQueueArgs {
  /** Physical name; the dead-letter queue's is `{name}_dlq`. */
  readonly queueName: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Key that encrypts the messages; SNS must be among its services. */
  readonly keyArn: pulumi.Input<string>;
  /** The topics whose messages it takes, by their names in the program. */
  readonly topics: Readonly<Record<string, PipelineTopic>>;
  /** Seconds that a message stays hidden while a worker has it: longer than the longest step. At most 43,200. */
  readonly visibilitySeconds: number;
  /** How often a message is handed out before it is given up, 1 or more. */
  readonly receives: number;
  /** Principals of this account, of other systems, that may take its messages; usually none. */
  readonly readerArns?: readonly string[];
  /** Where it is told when a message was given up. */
  readonly alarmTopicArn: pulumi.Input<string>;
  /** Who works on it, by the name under which its logs are found, and what that does: told with the alarm. */
  readonly service?: { readonly name: pulumi.Input<string>; readonly does: string };
  /** What to do first about a message that was given up. Default: what is true of every worker. */
  readonly whatToDo?: string;
}

/** Days that messages are kept: SQS's default, and for what was given up SQS's greatest. */
const RETENTION_DAYS = { queue: 4, deadLetters: 14 };
const DAY_SECONDS = 86_400;

/**
 * Work for one service: a queue fed by topics, with a dead-letter queue that alarms. Messages stay in SNS's envelope:
 * the workers parse it first (storage-service.md 5.5).
 */
export class WorkQueue extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly queueName: pulumi.Output<string>;
  readonly deadLetterName: pulumi.Output<string>;
  /** The ARN as its name tells it: known in a preview, for policies. */
  readonly plainArn: pulumi.Output<string>;

  constructor(name: string, args: WorkQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:pipeline:WorkQueue", name, {}, opts);
    if (args.receives < 1) throw new pulumi.ResourceError(`receives: at least 1, got ${args.receives}`, this);
    if (args.visibilitySeconds > 43_200)
      throw new pulumi.ResourceError(
        `visibilitySeconds: at most 43,200, got ${args.visibilitySeconds}`,
        this,
      );
    const child = { parent: this };
    this.plainArn = pulumi.interpolate`arn:aws:sqs:${args.region}:${args.accountId}:${args.queueName}`;
    const deadLetters = deadLetterQueue(name, args, child);
    const queue = new sqs.Queue(
      `${name}-queue`,
      {
        name: args.queueName,
        visibilityTimeoutSeconds: args.visibilitySeconds,
        messageRetentionSeconds: RETENTION_DAYS.queue * DAY_SECONDS,
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn: deadLetters.arn,
          maxReceiveCount: args.receives,
        }),
        kmsMasterKeyId: args.keyArn,
        policy: policyDocument(admission(args, this.plainArn)),
      },
      child,
    );
    for (const [topicName, topic] of Object.entries(args.topics))
      new sns.TopicSubscription(
        `${name}-from-${topicName}`,
        { topic: topic.arn, protocol: "sqs", endpoint: queue.arn, rawMessageDelivery: false },
        child,
      );
    this.url = queue.url;
    this.queueName = queue.name;
    this.deadLetterName = deadLetters.name;
    this.registerOutputs({ url: this.url, queueName: this.queueName });
  }
}

/** What a queue's dead letters need of it. */
export type DeadLettersOf = Omit<WorkQueueArgs, "topics" | "readerArns">;

/** Where messages go that were given up, with the alarm that tells of them. */
export function deadLetterQueue(
  name: string,
  args: DeadLettersOf,
  child: pulumi.CustomResourceOptions,
  statements: readonly Statement[] = [],
): sqs.Queue {
  const queueName = pulumi.interpolate`${args.queueName}_dlq`;
  const queue = new sqs.Queue(
    `${name}-dlq`,
    {
      name: queueName,
      messageRetentionSeconds: RETENTION_DAYS.deadLetters * DAY_SECONDS,
      kmsMasterKeyId: args.keyArn,
      tags: { "archive:queue-role": "dlq" },
      ...(statements.length === 0 ? {} : { policy: policyDocument(statements) }),
    },
    child,
  );
  const { service, alarmTopicArn } = args;
  alarm(
    `${name}-dlq-not-empty`,
    {
      alarmName: pulumi.interpolate`${queueName}_not_empty`,
      text: {
        says: pulumi.interpolate`A message of ${args.queueName} was given up after ${args.receives} tries`,
        whatToDo: args.whatToDo ?? afterManyTries(args),
        ...(service ? { service } : {}),
      },
      metric: {
        namespace: "AWS/SQS",
        name: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: queueName },
        statistic: "Average",
        periodSeconds: 60,
      },
      when: { comparison: "above", threshold: 0, missing: "good" },
      topicArn: alarmTopicArn,
    },
    child,
  );
  return queue;
}

/** A step that takes this long asks for patience when its messages are sent back. */
const LONG_STEP_SECONDS = 1800;

/** What a dead letter means, and how it is sent back (storage-service.md 5.6, 13.1, 13.2, 13.4). */
function afterManyTries(args: DeadLettersOf): pulumi.Output<string> {
  const minutes = Math.floor(args.visibilitySeconds / 60);
  const patience =
    args.visibilitySeconds < LONG_STEP_SECONDS ? "" : `, each try may take up to ${minutes} minutes`;
  return pulumi.interpolate`only repeated failures or crashes end here: a bad bag is told by its ingest, and its message deleted. Read the service's logs at that time; no line at all means that the task was killed, most often for its memory. When the cause is mended, send the messages back: aws sqs start-message-move-task --source-arn arn:aws:sqs:${args.region}:${args.accountId}:${args.queueName}_dlq (a step may well run twice${patience})`;
}

/** Lets just the queue's own topics send to it, and just its readers of other systems receive. */
function admission(args: WorkQueueArgs, queueArn: pulumi.Output<string>): readonly Statement[] {
  const readers = args.readerArns ?? [];
  return [
    {
      Sid: "OwnTopicsSend",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: ["sqs:SendMessage"],
      Resource: queueArn,
      Condition: {
        ArnEquals: { "aws:SourceArn": Object.values(args.topics).map((topic) => topic.plainArn) },
      },
    },
    ...(readers.length === 0
      ? []
      : [
          {
            Sid: "OthersRead",
            Effect: "Allow",
            Principal: { AWS: readers },
            Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
            Resource: queueArn,
          } as const,
        ]),
  ];
}

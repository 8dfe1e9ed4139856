import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
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
    this.registerOutputs({ url: this.url, queueName: this.queueName });
  }
}

function deadLetterQueue(name: string, args: WorkQueueArgs, child: pulumi.CustomResourceOptions): sqs.Queue {
  const queueName = pulumi.interpolate`${args.queueName}_dlq`;
  const queue = new sqs.Queue(
    `${name}-dlq`,
    {
      name: queueName,
      messageRetentionSeconds: RETENTION_DAYS.deadLetters * DAY_SECONDS,
      kmsMasterKeyId: args.keyArn,
      tags: { "archive:queue-role": "dlq" },
    },
    child,
  );
  new cloudwatch.MetricAlarm(
    `${name}-dlq-not-empty`,
    {
      name: pulumi.interpolate`${queueName}_not_empty`,
      alarmDescription: pulumi.interpolate`A message of ${args.queueName} was given up after ${args.receives} tries: look at it, then send it back`,
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queueName },
      statistic: "Average",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: [args.alarmTopicArn],
    },
    child,
  );
  return queue;
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

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { policyDocument, refusePlainHttp, type Statement } from "../identity/policy";
import { deadLetterQueue } from "../pipeline/work-queue";
import type { EventBus } from "./event-bus";

export interface EventConsumerArgs {
  readonly bus: EventBus;
  /** Physical name of its queue and its rule: up to 64 letters, digits, `-` and `_`. */
  readonly queueName: string;
  /** What it does with an event, for the alarm: `writes to the database what the store took`. */
  readonly does: string;
  /** Kinds of events that it takes, by their `detail-type`; at least one. */
  readonly detailTypes: readonly string[];
  /** Seconds that its handler takes at most: 1 to 7,200. A message stays hidden six times as long. */
  readonly handlerSeconds: number;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Key that encrypts the messages; EventBridge must be among its services. */
  readonly keyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** webservice-and-platform.md P22. */
const RETENTION_DAYS = 4;
const RECEIVES = 5;
const PATIENCE = 6;
const WAIT_SECONDS = 20;
const OLDEST_SECONDS = 15 * 60;

/** Half of what SQS hides a message for at most, by six. */
const MOST_HANDLER_SECONDS = 7200;

/**
 * Who takes some kinds of events: a queue of its own, filled by a rule, with what was given up beside it. What could not be
 * delivered goes there as well.
 */
export class EventConsumer extends pulumi.ComponentResource {
  /** Physical name. */
  readonly queueName: string;
  readonly url: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly deadLetterName: pulumi.Output<string>;
  readonly handlerSeconds: number;

  constructor(name: string, args: EventConsumerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:events:EventConsumer", name, {}, opts);
    const { queueName, handlerSeconds, keyArn, alarmTopicArn, bus } = args;
    const fault = argumentFault(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    const plain = (kind: string, resource: string) =>
      pulumi.interpolate`arn:aws:${kind}:${args.region}:${args.accountId}:${resource}`;
    const ruleArn = plain("events", `rule/${bus.busName}/${queueName}`);
    const queueArn = plain("sqs", queueName);
    const deadLetters = deadLetterQueue(
      name,
      {
        queueName,
        region: args.region,
        accountId: args.accountId,
        keyArn,
        visibilitySeconds: handlerSeconds * PATIENCE,
        receives: RECEIVES,
        alarmTopicArn,
        service: { name: queueName, does: args.does },
        whatToDo:
          "read the handler's logs at that time: an event that no code understands ends here, and so does one while what it writes to was away. When the cause is mended, send the messages back (SQS: start DLQ redrive). An event may well be handled twice",
      },
      lasting,
      admission(plain("sqs", `${queueName}_dlq`), ruleArn),
    );
    const queue = new sqs.Queue(
      `${name}-queue`,
      {
        name: queueName,
        visibilityTimeoutSeconds: handlerSeconds * PATIENCE,
        messageRetentionSeconds: RETENTION_DAYS * 86_400,
        receiveWaitTimeSeconds: WAIT_SECONDS,
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn: deadLetters.arn,
          maxReceiveCount: RECEIVES,
        }),
        kmsMasterKeyId: keyArn,
        policy: policyDocument(admission(queueArn, ruleArn)),
      },
      lasting,
    );
    new sqs.RedriveAllowPolicy(
      `${name}-dlq-sources`,
      {
        queueUrl: deadLetters.url,
        redriveAllowPolicy: pulumi.jsonStringify({
          redrivePermission: "byQueue",
          sourceQueueArns: [queueArn],
        }),
      },
      lasting,
    );
    rule(name, args, queue.arn, deadLetters.arn, child);
    oldAlarm(name, args, child);
    this.queueName = queueName;
    this.url = queue.url;
    this.arn = queue.arn;
    this.deadLetterName = deadLetters.name;
    this.handlerSeconds = handlerSeconds;
    this.registerOutputs({ url: this.url });
  }
}

function argumentFault({ queueName, detailTypes, handlerSeconds }: EventConsumerArgs): string | undefined {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(queueName))
    return `queueName: 1 to 64 letters, digits, hyphens and _, got ${queueName}`;
  if (detailTypes.length === 0) return "detailTypes: at least one is needed, else nothing ever comes";
  return Number.isInteger(handlerSeconds) && handlerSeconds >= 1 && handlerSeconds <= MOST_HANDLER_SECONDS
    ? undefined
    : `handlerSeconds: 1 to ${MOST_HANDLER_SECONDS} whole seconds, got ${handlerSeconds}`;
}

/** Its own rule fills it, and nobody reaches it without TLS. */
const admission = (queueArn: pulumi.Output<string>, ruleArn: pulumi.Output<string>): readonly Statement[] => [
  {
    Sid: "ItsRuleSends",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: ["sqs:SendMessage"],
    Resource: queueArn,
    Condition: { ArnEquals: { "aws:SourceArn": ruleArn } },
  },
  refusePlainHttp("sqs:*", queueArn),
];

function rule(
  name: string,
  { bus, queueName, does, detailTypes }: EventConsumerArgs,
  queueArn: pulumi.Output<string>,
  deadLetterArn: pulumi.Output<string>,
  child: pulumi.CustomResourceOptions,
): void {
  const made = new cloudwatch.EventRule(
    `${name}-rule`,
    {
      name: queueName,
      eventBusName: bus.busName,
      description: `Events for what ${does}`,
      eventPattern: JSON.stringify({ "detail-type": detailTypes }),
    },
    // By its name, which is known before it is there.
    { ...child, dependsOn: [bus] },
  );
  new cloudwatch.EventTarget(
    `${name}-target`,
    {
      rule: made.name,
      eventBusName: bus.busName,
      targetId: "queue",
      arn: queueArn,
      deadLetterConfig: { arn: deadLetterArn },
    },
    child,
  );
}

function oldAlarm(
  name: string,
  { queueName, does, alarmTopicArn }: EventConsumerArgs,
  child: pulumi.CustomResourceOptions,
): void {
  alarm(
    `${name}-old`,
    {
      alarmName: `${queueName}_old`,
      text: {
        says: `An event waits in ${queueName} for more than ${OLDEST_SECONDS / 60} minutes`,
        whatToDo:
          "look whether its workers run, and what they wait for. If they are all busy, let more of them run",
        service: { name: queueName, does },
      },
      metric: {
        namespace: "AWS/SQS",
        name: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: queueName },
        statistic: "Maximum",
        periodSeconds: 60,
      },
      when: { comparison: "above", threshold: OLDEST_SECONDS, periods: 5, missing: "good" },
      topicArn: alarmTopicArn,
    },
    child,
  );
}

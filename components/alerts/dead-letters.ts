import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../identity/policy";
import { alarm } from "./alarm";

export interface AlarmDeadLettersArgs {
  /** Physical name. */
  readonly queueName: string;
  /** Physical name of the function that could not tell it. */
  readonly functionName: string;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Key that encrypts it; SNS and EventBridge must be among its services. */
  readonly keyArn: pulumi.Input<string>;
  /** Topics and rules that may send what they could not deliver. */
  readonly senders: {
    readonly topicArns: readonly pulumi.Input<string>[];
    readonly ruleArns: readonly pulumi.Input<string>[];
  };
  /** Where it is told: not in Slack. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** SQS's greatest. */
const KEEP_SECONDS = 1_209_600;

/** What Slack was not told: kept, and told by another way. */
export class AlarmDeadLetters extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** The ARN as its name tells it: known in a preview, for policies. */
  readonly plainArn: pulumi.Output<string>;

  constructor(name: string, args: AlarmDeadLettersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:alerts:AlarmDeadLetters", name, {}, opts);
    const child = { parent: this };
    this.plainArn = pulumi.interpolate`arn:aws:sqs:${args.region}:${args.accountId}:${args.queueName}`;
    const queue = new sqs.Queue(
      `${name}-queue`,
      {
        name: args.queueName,
        messageRetentionSeconds: KEEP_SECONDS,
        kmsMasterKeyId: args.keyArn,
        tags: { "archive:queue-role": "dlq" },
        policy: policyDocument([
          ...admission("Topics", "sns", args.senders.topicArns, this.plainArn),
          ...admission("Rules", "events", args.senders.ruleArns, this.plainArn),
        ]),
      },
      child,
    );
    alarm(
      `${name}-not-empty`,
      {
        alarmName: `${args.queueName}_not_empty`,
        text: {
          says: "Slack was not told of an alarm",
          whatToDo: `the messages of ${args.queueName} say of which: look there first. The log of ${args.functionName} says why; most often the secret holds no good token or webhook. When that is mended, delete the messages`,
          log: { group: `/aws/lambda/${args.functionName}` },
        },
        metric: {
          namespace: "AWS/SQS",
          name: "ApproximateNumberOfMessagesVisible",
          dimensions: { QueueName: args.queueName },
          statistic: "Maximum",
          periodSeconds: 60,
        },
        when: { comparison: "above", threshold: 0, missing: "good" },
        topicArn: args.alarmTopicArn,
      },
      child,
    );
    this.arn = queue.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

const admission = (
  who: string,
  service: string,
  senders: readonly pulumi.Input<string>[],
  queueArn: pulumi.Output<string>,
) =>
  senders.length === 0
    ? []
    : [
        {
          Sid: `${who}Send`,
          Effect: "Allow",
          Principal: { Service: `${service}.amazonaws.com` },
          Action: ["sqs:SendMessage"],
          Resource: queueArn,
          Condition: { ArnEquals: { "aws:SourceArn": senders } },
        } as const,
      ];

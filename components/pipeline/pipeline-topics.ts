import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../identity/policy";

export interface PipelineTopicsArgs {
  /** The topics by their names in the program. */
  readonly topics: Readonly<Record<string, PipelineTopicArgs>>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Key that encrypts the messages; SNS must be among its services. */
  readonly keyArn: pulumi.Input<string>;
}

export interface PipelineTopicArgs {
  /** Physical name: operators publish to it by that name. */
  readonly topicName: pulumi.Input<string>;
  /** Accounts of others that may subscribe to it; usually none. */
  readonly subscriberAccountIds?: readonly string[];
}

/** A topic, for those that publish to it or subscribe. */
export interface PipelineTopic {
  /** The ARN as its name tells it: known in a preview, for policies. */
  readonly plainArn: pulumi.Output<string>;
  /** The topic's own ARN: depends on the topic. */
  readonly arn: pulumi.Output<string>;
}

/** The results of a pipeline's steps, each handed to whoever subscribes. */
export class PipelineTopics extends pulumi.ComponentResource {
  readonly topics: Readonly<Record<string, PipelineTopic>>;

  constructor(name: string, args: PipelineTopicsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:pipeline:PipelineTopics", name, {}, opts);
    const made = Object.entries(args.topics).map(([topicName, topicArgs]) => {
      const plainArn = pulumi.interpolate`arn:aws:sns:${args.region}:${args.accountId}:${topicArgs.topicName}`;
      const subscribers = topicArgs.subscriberAccountIds ?? [];
      const topic = new sns.Topic(
        `${topicName}-topic`,
        {
          name: topicArgs.topicName,
          kmsMasterKeyId: args.keyArn,
          // Without a policy of its own, just the account may publish and subscribe.
          ...(subscribers.length > 0 ? { policy: sharedTopic(plainArn, args.accountId, subscribers) } : {}),
        },
        { parent: this },
      );
      return [topicName, { plainArn, arn: topic.arn }] as const;
    });
    this.topics = Object.fromEntries(made);
    this.registerOutputs({});
  }
}

/** The owner may do what it could without a policy; the others may subscribe. */
function sharedTopic(
  topicArn: pulumi.Output<string>,
  accountId: pulumi.Input<string>,
  subscribers: readonly string[],
): pulumi.Output<string> {
  return policyDocument([
    {
      Sid: "OwnAccount",
      Effect: "Allow",
      Principal: { AWS: pulumi.interpolate`arn:aws:iam::${accountId}:root` },
      Action: [
        "sns:Publish",
        "sns:Subscribe",
        "sns:GetTopicAttributes",
        "sns:SetTopicAttributes",
        "sns:AddPermission",
        "sns:RemovePermission",
        "sns:DeleteTopic",
        "sns:ListSubscriptionsByTopic",
      ],
      Resource: topicArn,
    },
    {
      Sid: "OthersSubscribe",
      Effect: "Allow",
      Principal: { AWS: subscribers.map((account) => `arn:aws:iam::${account}:root`) },
      Action: ["sns:Subscribe"],
      Resource: topicArn,
    },
  ]);
}

import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

export interface PipelineTopicArgs {
  /** Physical name: operators publish to it by that name. */
  readonly topicName: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Key that encrypts the messages; SNS must be among its services. */
  readonly keyArn: pulumi.Input<string>;
}

/** A step's result, handed to whoever subscribes. */
export class PipelineTopic extends pulumi.ComponentResource {
  /** The ARN as its name tells it: known in a preview, for policies. */
  readonly plainArn: pulumi.Output<string>;
  /** The topic's own ARN: depends on the topic. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PipelineTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:pipeline:PipelineTopic", name, {}, opts);
    const topic = new sns.Topic(
      `${name}-topic`,
      { name: args.topicName, kmsMasterKeyId: args.keyArn },
      { parent: this },
    );
    this.plainArn = pulumi.interpolate`arn:aws:sns:${args.region}:${args.accountId}:${args.topicName}`;
    this.arn = topic.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

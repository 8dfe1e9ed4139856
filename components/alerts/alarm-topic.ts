import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../identity/policy";

export interface AlarmTopicArgs {
  /** Physical name. */
  readonly topicName: string;
  readonly accountId: pulumi.Input<string>;
  /** Region of the topic. */
  readonly region: pulumi.Input<string>;
  /** Key that encrypts the messages; all who publish must be among its services. */
  readonly keyArn: pulumi.Input<string>;
  /** AWS services that publish to it; default CloudWatch alone. */
  readonly publishers?: readonly ("cloudwatch" | "budgets" | "events")[];
}

/** Where alarms of a stage go. Only AWS services that work for the stage's own account may publish to it. */
export class AlarmTopic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:alerts:AlarmTopic", name, {}, opts);
    const topic = new sns.Topic(
      `${name}-topic`,
      { name: args.topicName, kmsMasterKeyId: args.keyArn },
      { parent: this },
    );
    const policy = new sns.TopicPolicy(
      `${name}-policy`,
      {
        arn: topic.arn,
        policy: policyDocument([
          {
            Sid: "AlarmsOfThisAccount",
            Effect: "Allow",
            Principal: {
              Service: (args.publishers ?? ["cloudwatch"]).map((service) => `${service}.amazonaws.com`),
            },
            Action: ["sns:Publish"],
            Resource: pulumi.interpolate`arn:aws:sns:${args.region}:${args.accountId}:${args.topicName}`,
            Condition: { StringEquals: { "aws:SourceAccount": args.accountId } },
          },
        ]),
      },
      { parent: this },
    );
    // By the policy: some who are given it try at once whether they may publish.
    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

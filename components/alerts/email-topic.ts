import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic, type AlarmTopicArgs } from "./alarm-topic";

export interface EmailTopicArgs extends Omit<AlarmTopicArgs, "publishers"> {
  /** Who is told; at least one. Each has to confirm once, by the link that AWS sends. */
  readonly addresses: readonly string[];
}

/** Tells people by e-mail what must not depend on Slack: that Slack is not told, and that money runs out. */
export class EmailTopic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { addresses, ...topic }: EmailTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:alerts:EmailTopic", name, {}, opts);
    if (addresses.length === 0) throw new pulumi.ResourceError("addresses: at least one is needed", this);
    const child = { parent: this };
    const { arn } = new AlarmTopic(name, { ...topic, publishers: ["cloudwatch", "budgets"] }, child);
    for (const address of addresses)
      new sns.TopicSubscription(
        `${name}-${address}`,
        { topic: arn, protocol: "email", endpoint: address },
        child,
      );
    this.arn = arn;
    this.registerOutputs({ arn: this.arn });
  }
}

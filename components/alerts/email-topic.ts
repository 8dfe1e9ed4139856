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
    tellByEmail(name, arn, addresses, child);
    this.arn = arn;
    this.registerOutputs({ arn: this.arn });
  }
}

export interface EmailReadersArgs {
  /** A topic that another stack has made, in the region of the provider that this is given. */
  readonly topicArn: pulumi.Input<string>;
  /** As of an EmailTopic. */
  readonly addresses: readonly string[];
}

/**
 * Tells people by e-mail, too, what another region's topic tells Slack: what SNS cannot deliver from there is in no
 * queue of dead letters, which would have to be in the topic's own region.
 */
export class EmailReaders extends pulumi.ComponentResource {
  constructor(
    name: string,
    { topicArn, addresses }: EmailReadersArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("strongroom:alerts:EmailReaders", name, {}, opts);
    if (addresses.length === 0) throw new pulumi.ResourceError("addresses: at least one is needed", this);
    tellByEmail(name, topicArn, addresses, { parent: this });
    this.registerOutputs({});
  }
}

function tellByEmail(
  name: string,
  topic: pulumi.Input<string>,
  addresses: readonly string[],
  child: pulumi.CustomResourceOptions,
): void {
  for (const address of addresses)
    new sns.TopicSubscription(`${name}-${address}`, { topic, protocol: "email", endpoint: address }, child);
}

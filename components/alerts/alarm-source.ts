import * as lambda from "@pulumi/aws/lambda";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { NodeFunction } from "../functions/node-function";

/** A topic on which alarms are told. */
export interface AlarmSource {
  /** Its name in the program, `eu-west-2`. */
  readonly name: string;
  readonly arn: pulumi.Input<string>;
  /** Options that hold a component to the topic's region; without them it is the function's own. */
  readonly elsewhere?: pulumi.ComponentResourceOptions;
}

export interface ListenerArgs {
  readonly source: AlarmSource;
  readonly function: NodeFunction;
  /** Queue of the function's region for what SNS cannot deliver. */
  readonly deadLettersArn: pulumi.Input<string>;
}

/** Has a function called with all that is told on a topic, of its own region or another. */
export function listen(name: string, args: ListenerArgs, child: pulumi.CustomResourceOptions): void {
  const { source, function: called } = args;
  const admitted = new lambda.Permission(
    `${name}-permission`,
    {
      statementId: `alarms-${source.name}`,
      action: "lambda:InvokeFunction",
      function: called.functionName,
      principal: "sns.amazonaws.com",
      sourceArn: source.arn,
    },
    child,
  );
  new TopicListener(name, { ...args, admitted }, pulumi.mergeOptions(source.elsewhere, child));
}

interface TopicListenerArgs extends ListenerArgs {
  /** What lets the topic call. */
  readonly admitted: lambda.Permission;
}

/** A function's subscription: it is made where the topic is, and its dead letters would have to be there, too. */
class TopicListener extends pulumi.ComponentResource {
  constructor(name: string, args: TopicListenerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:alerts:TopicListener", name, {}, opts);
    const { source, function: called, deadLettersArn, admitted } = args;
    new sns.TopicSubscription(
      `${name}-subscription`,
      {
        topic: source.arn,
        protocol: "lambda",
        endpoint: called.arn,
        ...(source.elsewhere
          ? {}
          : { redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLettersArn }) }),
      },
      { parent: this, dependsOn: [admitted] },
    );
    this.registerOutputs({});
  }
}

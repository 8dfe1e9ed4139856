import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../alerts/alarm-topic";
import { CustomerKey, type KeyService } from "../keys/customer-key";
import { EDGE_REGION } from "../place/regions";

export interface EdgeGroundArgs {
  readonly accountId: pulumi.Input<string>;
  /** Alias of its key, `alias/…`. */
  readonly keyAlias: string;
  /** Physical name of its alarm topic. */
  readonly alarmTopicName: string;
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
  /** Who else may use its key there; nobody by default. */
  readonly services?: readonly KeyService[];
}

/**
 * What alarms about CloudFront need in us-east-1, where alone it tells how it does: a topic, and the key of its
 * messages. Made with a provider of that region.
 */
export class EdgeGround extends pulumi.ComponentResource {
  readonly alarmTopicArn: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: EdgeGroundArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:edge:EdgeGround", name, {}, opts);
    const { accountId, keyAlias, alarmTopicName, custodianRoleArns } = args;
    const child = { parent: this };
    const key = new CustomerKey(
      `${name}-key`,
      {
        alias: keyAlias,
        description: "Alarms about CloudFront and its firewall",
        accountId,
        custodianRoleArns,
        services: [
          {
            principal: "cloudwatch.amazonaws.com",
            condition: { StringEquals: { "aws:SourceAccount": accountId } },
          },
          ...(args.services ?? []),
        ],
      },
      child,
    );
    const alarms = new AlarmTopic(
      `${name}-alarms`,
      { topicName: alarmTopicName, accountId, region: EDGE_REGION, keyArn: key.arn },
      child,
    );
    this.alarmTopicArn = alarms.arn;
    this.keyArn = key.arn;
    this.registerOutputs({ alarmTopicArn: this.alarmTopicArn });
  }
}

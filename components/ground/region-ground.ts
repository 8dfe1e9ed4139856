import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../alerts/alarm-topic";
import { AccessLogBucket } from "../buckets/access-log-bucket";
import { CustomerKey } from "../keys/customer-key";
import { logsService, storingServices } from "../keys/stage-keys";

export interface RegionGroundArgs {
  readonly accountId: pulumi.Input<string>;
  /** Another region than the stage's primary one. */
  readonly region: string;
  /** Alias of its key, `alias/…`. */
  readonly keyAlias: string;
  /** Physical name of its access-log bucket, unique in the world. */
  readonly accessLogBucketName: pulumi.Input<string>;
  /** Physical name of its alarm topic. */
  readonly alarmTopicName: string;
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
  /** Days that access logs are kept. */
  readonly logDays: pulumi.Input<number>;
}

/** What a vault takes in a region where the stage has nothing else: a key, a place for access logs, and one for alarms. */
export class RegionGround extends pulumi.ComponentResource {
  /** Encrypts objects, messages and logs. */
  readonly keyArn: pulumi.Output<string>;
  readonly accessLogBucketName: pulumi.Output<string>;
  readonly alarmTopicArn: pulumi.Output<string>;

  constructor(name: string, args: RegionGroundArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:ground:RegionGround", name, {}, opts);
    const child = { parent: this };
    const { accountId, region, custodianRoleArns } = args;
    const key = new CustomerKey(
      `${name}-key`,
      {
        alias: args.keyAlias,
        description: `Archived objects, messages and logs in ${region}`,
        accountId,
        custodianRoleArns,
        services: [...storingServices(accountId), logsService(region, accountId)],
      },
      child,
    );
    const logs = new AccessLogBucket(
      `${name}-access-logs`,
      { bucketName: args.accessLogBucketName, accountId, keepDays: args.logDays },
      child,
    );
    const alarms = new AlarmTopic(
      `${name}-alarms`,
      { topicName: args.alarmTopicName, accountId, region, keyArn: key.arn },
      child,
    );
    this.keyArn = key.arn;
    this.accessLogBucketName = logs.bucketName;
    this.alarmTopicArn = alarms.arn;
    this.registerOutputs({ keyArn: this.keyArn, alarmTopicArn: this.alarmTopicArn });
  }
}

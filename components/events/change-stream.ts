import * as kinesis from "@pulumi/aws/kinesis";
import * as pulumi from "@pulumi/pulumi";

export interface ChangeStreamArgs {
  /** Physical name. */
  readonly streamName: string;
  /** Key that encrypts it. */
  readonly keyArn: pulumi.Input<string>;
  /** Hours for which it can be read again, in order: 24 to 8,760. */
  readonly keptHours: number;
}

/** Changes in their order, for whoever has to read them again from some moment on; it grows with what is written. */
export class ChangeStream extends pulumi.ComponentResource {
  /** Physical name. */
  readonly streamName: string;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ChangeStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:events:ChangeStream", name, {}, opts);
    const { streamName, keyArn, keptHours } = args;
    if (!Number.isInteger(keptHours) || keptHours < 24 || keptHours > 8760)
      throw new pulumi.ResourceError(`keptHours: 24 to 8,760 whole hours, got ${keptHours}`, this);
    const stream = new kinesis.Stream(
      `${name}-stream`,
      {
        name: streamName,
        streamModeDetails: { streamMode: "ON_DEMAND" },
        retentionPeriod: keptHours,
        encryptionType: "KMS",
        kmsKeyId: keyArn,
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.streamName = streamName;
    this.arn = stream.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

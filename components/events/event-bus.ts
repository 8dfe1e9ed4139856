import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

export interface EventBusArgs {
  /** Physical name, of the archive too: up to 48 letters, digits, `.`, `-` and `_`. */
  readonly busName: string;
  /** What happens on it. */
  readonly description: string;
  /** Key that encrypts events on their way and in the archive; EventBridge must be among its services. */
  readonly keyArn: pulumi.Input<string>;
  /** Days that every event is kept, to be sent again. */
  readonly archiveDays: number;
}

/** What happened, told to whoever has to know; and kept, so that it can be told again. */
export class EventBus extends pulumi.ComponentResource {
  /** Physical name. */
  readonly busName: string;
  readonly arn: pulumi.Output<string>;
  readonly archiveArn: pulumi.Output<string>;

  constructor(name: string, args: EventBusArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:events:EventBus", name, {}, opts);
    const { busName, keyArn, archiveDays } = args;
    if (!/^[A-Za-z0-9._-]{1,48}$/.test(busName))
      throw new pulumi.ResourceError(`busName: 1 to 48 letters, digits and .-_, got ${busName}`, this);
    if (!Number.isInteger(archiveDays) || archiveDays < 1)
      throw new pulumi.ResourceError(`archiveDays: 1 or more whole days, got ${archiveDays}`, this);
    const lasting = { parent: this, protect: true, retainOnDelete: true };
    const bus = new cloudwatch.EventBus(
      `${name}-bus`,
      { name: busName, description: args.description, kmsKeyIdentifier: keyArn },
      lasting,
    );
    const archive = new cloudwatch.EventArchive(
      `${name}-archive`,
      {
        name: busName,
        eventSourceArn: bus.arn,
        retentionDays: archiveDays,
        kmsKeyIdentifier: keyArn,
      },
      lasting,
    );
    this.busName = busName;
    this.arn = bus.arn;
    this.archiveArn = archive.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

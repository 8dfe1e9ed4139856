import * as ebs from "@pulumi/aws/ebs";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { CustomerKey } from "../keys/customer-key";

export interface RegionGuardsArgs {
  readonly accountId: string;
  /** Alias of the key of volumes, `alias/…`. */
  readonly volumesKeyAlias: string;
  readonly custodianRoleArns: readonly string[];
}

/**
 * What holds for every machine of one region, be it made by hand: its volumes are encrypted, by a key of our own where
 * nobody names another, and its credentials are given to sessions alone (version 2 of the metadata service).
 */
export class RegionGuards extends pulumi.ComponentResource {
  constructor(name: string, args: RegionGuardsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:ground:RegionGuards", name, {}, opts);
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    const { accountId, custodianRoleArns } = args;
    const key = new CustomerKey(
      `${name}-volumes`,
      {
        alias: args.volumesKeyAlias,
        description: "Volumes of machines for which no other key was named",
        accountId,
        custodianRoleArns,
        services: [],
        startsMachines: true,
      },
      child,
    );
    const defaultKey = new ebs.DefaultKmsKey(`${name}-default-key`, { keyArn: key.arn }, lasting);
    new ebs.EncryptionByDefault(
      `${name}-encryption`,
      { enabled: true },
      { ...lasting, dependsOn: [defaultKey] },
    );
    new ec2.InstanceMetadataDefaults(`${name}-metadata`, { httpTokens: "required" }, lasting);
    this.registerOutputs({});
  }
}

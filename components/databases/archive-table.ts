import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { refusePeoplesTableWrites } from "../identity/peoples-roles";
import { policyDocument } from "../identity/policy";

/** A key attribute: S for text, N for a number. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N";
}

export interface ArchiveTableArgs {
  /** Physical name, 3 to 255 letters, digits, `_`, `-` and `.`. */
  readonly tableName: pulumi.Input<string>;
  readonly hashKey: KeyAttribute;
  readonly rangeKey?: KeyAttribute;
  /** Global secondary indices; each holds all attributes. */
  readonly indices?: readonly { readonly name: string; readonly hashKey: KeyAttribute }[];
  /** Number attribute with the second, since 1970, in which an item may go; without it items stay. */
  readonly expiresBy?: string;
  /** Key that encrypts the table. */
  readonly keyArn: pulumi.Input<string>;
  /** Whose writes are refused whatever allows them; without it IAM alone decides. */
  readonly closedTo?: {
    /** Roles of people, or patterns of them (`*`); at least one. */
    readonly roleArns: pulumi.Input<readonly string[]>;
    /** The table's ARN as its name tells it, so that the policy is known in a preview. */
    readonly plainArn: pulumi.Input<string>;
  };
}

/**
 * A table that says where the archive's bags are: paid by request, encrypted with our key, restorable to any second
 * of the last 35 days, and not deletable.
 */
export class ArchiveTable extends pulumi.ComponentResource {
  readonly tableName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ArchiveTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:databases:ArchiveTable", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const indices = args.indices ?? [];
    const keys = [
      args.hashKey,
      ...(args.rangeKey ? [args.rangeKey] : []),
      ...indices.map(({ hashKey }) => hashKey),
    ];
    const table = new dynamodb.Table(
      name,
      {
        name: args.tableName,
        billingMode: "PAY_PER_REQUEST",
        hashKey: args.hashKey.name,
        ...(args.rangeKey ? { rangeKey: args.rangeKey.name } : {}),
        attributes: [...new Map(keys.map((key) => [key.name, { ...key }])).values()],
        globalSecondaryIndexes: indices.map((index) => ({
          name: index.name,
          hashKey: index.hashKey.name,
          projectionType: "ALL",
        })),
        ...(args.expiresBy ? { ttl: { enabled: true, attributeName: args.expiresBy } } : {}),
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
        deletionProtectionEnabled: true,
        serverSideEncryption: { enabled: true, kmsKeyArn: args.keyArn },
      },
      child,
    );
    if (args.closedTo)
      new dynamodb.ResourcePolicy(
        `${name}-policy`,
        {
          resourceArn: table.arn,
          policy: policyDocument([refusePeoplesTableWrites(args.closedTo.plainArn, args.closedTo.roleArns)]),
        },
        child,
      );
    this.tableName = table.name;
    this.arn = table.arn;
    this.registerOutputs({ tableName: this.tableName, arn: this.arn });
  }
}

import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../buckets/bucket-ground";
import { abandonedUploads, bucketResources, PrivateBucket, smallObjectsToo } from "../buckets/private-bucket";
import type { Statement } from "../identity/policy";

export interface InventoryBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** The vaults of the bucket's region whose inventories S3 delivers here; it delivers to no other region. */
  readonly vaultNames: readonly pulumi.Input<string>[];
  /** Key of the region; `s3.amazonaws.com` must be among its services, which encrypts the inventories. */
  readonly keyArn: pulumi.Input<string>;
  readonly accessLogs: AccessLogs;
  /** The only roles that may register, change or withdraw a lawful deletion. */
  readonly caseRoleArns: readonly pulumi.Input<string>[];
}

/** Days that an inventory is kept: the newest is read each day, older ones only when somebody asks what was there. */
const INVENTORY_DAYS = 30;
/** Days that manifests of renewals and reports of their failures are kept. */
const RENEWAL_DAYS = 365;

/**
 * What the retention keepers of a region work with: the vaults' inventories, the cases of lawful deletion, and the
 * manifests and reports of renewals. Cases never expire.
 */
export class InventoryBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: InventoryBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:retention:InventoryBucket", name, {}, opts);
    if (args.caseRoleArns.length === 0)
      throw new pulumi.ResourceError("caseRoleArns: at least one role must be able to register cases", this);
    const bucket = new PrivateBucket(
      name,
      {
        bucketName: args.bucketName,
        role: "artifacts",
        encryption: { keyArn: args.keyArn },
        accessLogs: args.accessLogs,
        versioned: true,
        lifecycleRules: [],
        statements: () => statements(args),
      },
      { parent: this },
    );
    new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      {
        bucket: bucket.bucketName,
        ...smallObjectsToo,
        rules: [
          expiry("inventories", "inventory/", INVENTORY_DAYS),
          expiry("renewals", "renewals/", RENEWAL_DAYS),
          expiry("reports", "reports/", RENEWAL_DAYS),
          abandonedUploads,
        ],
      },
      // S3 takes rules on noncurrent versions only of a bucket that keeps them.
      { parent: this, protect: true, retainOnDelete: true, dependsOn: [bucket] },
    );
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

function statements(args: InventoryBucketArgs): readonly Statement[] {
  const cases = pulumi.interpolate`arn:aws:s3:::${args.bucketName}/cases/*`;
  return [
    {
      Sid: "S3DeliversInventories",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: ["s3:PutObject"],
      Resource: pulumi.interpolate`arn:aws:s3:::${args.bucketName}/inventory/*`,
      Condition: {
        StringEquals: {
          "aws:SourceAccount": args.accountId,
          "s3:x-amz-acl": "bucket-owner-full-control",
        },
        ArnEquals: { "aws:SourceArn": args.vaultNames.map((vault) => bucketResources(vault).bucket) },
      },
    },
    {
      // Whoever registers a case ends the renewal of what it names.
      Sid: "OnlyTheseRolesChangeCases",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:PutObject", "s3:DeleteObject"],
      Resource: cases,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": args.caseRoleArns } },
    },
    {
      Sid: "NobodyErasesCases",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:DeleteObjectVersion"],
      Resource: cases,
    },
  ];
}

function expiry(id: string, prefix: string, days: number) {
  return {
    id,
    status: "Enabled",
    filter: { prefix },
    expiration: { days },
    noncurrentVersionExpiration: { noncurrentDays: INVENTORY_DAYS },
  };
}

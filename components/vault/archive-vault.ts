import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { bucketGround, type AccessLogs } from "../buckets/bucket-ground";
import { abandonedUploads, bucketResources, smallObjectsToo } from "../buckets/private-bucket";
import { vaultStatements } from "./vault-policy";

export interface ArchiveVaultArgs {
  /** Physical name: `archive-vault-…`, by which policies all over the estate know a vault. */
  readonly bucketName: pulumi.Input<string>;
  /** Days that every new object is locked for, 1 or more; S3 refuses less. Nobody can shorten it, root included. */
  readonly lockDays: pulumi.Input<number>;
  /** Key that encrypts the objects. */
  readonly keyArn: pulumi.Input<string>;
  readonly accessLogs: AccessLogs;
  /** The only role that may delete objects, once their lock has lapsed. */
  readonly breakGlassRoleArn: pulumi.Input<string>;
  /** The only roles that may change the bucket's settings: those that deploy base stacks. */
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
  /** Roles of people, or patterns of them (`*`): they may read, and write nothing. */
  readonly peoplesRoleArns: pulumi.Input<readonly string[]>;
  /** `vault`: the application fills it; `replica`: S3 copies another vault into it. */
  readonly role: "vault" | "replica";
  /** Where else the same objects are; told by tags, for whoever judges the estate. */
  readonly copies: VaultCopies;
  /** When objects move to colder storage. Current ones never expire. */
  readonly transitions: readonly Transition[];
}

export interface VaultCopies {
  /** `azure:<account>/<container>` of the copy in another cloud. */
  readonly offsite?: string;
  /** Vault that is copied to another region, where this one is not itself. */
  readonly copiedTo?: pulumi.Input<string>;
}

/** A move to a colder storage class. */
export interface Transition {
  /** Name of the lifecycle rule. */
  readonly id: string;
  readonly storageClass: "STANDARD_IA" | "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";
  /** Days after the object was written; S3 moves nothing to STANDARD_IA before 30. */
  readonly afterDays: number;
  /** Only objects below this prefix that carry this tag; without it all objects. */
  readonly only?: { readonly prefix: string; readonly tag: { readonly key: string; readonly value: string } };
}

/** S3's least age for STANDARD_IA [AWS: Transitioning objects using Amazon S3 Lifecycle]. */
const LEAST_DAYS_BEFORE_STANDARD_IA = 30;

/**
 * One replica of every registered bag. Always versioned, locked in compliance mode, encrypted with our key and
 * protected: no argument turns any of it off.
 */
export class ArchiveVault extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ArchiveVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:vault:ArchiveVault", name, {}, opts);
    for (const { id, storageClass, afterDays } of args.transitions)
      if (storageClass === "STANDARD_IA" && afterDays < LEAST_DAYS_BEFORE_STANDARD_IA)
        throw new pulumi.ResourceError(
          `transitions ${id}: S3 moves nothing to STANDARD_IA before ${LEAST_DAYS_BEFORE_STANDARD_IA} days, got ${afterDays}`,
          this,
        );
    const child = { parent: this, protect: true, retainOnDelete: true };
    const bucket = new s3.Bucket(
      name,
      {
        bucket: args.bucketName,
        objectLockEnabled: true,
        tags: {
          "archive:role": args.role,
          ...(args.copies.offsite ? { "archive:offsite-copy": args.copies.offsite } : {}),
          ...(args.copies.copiedTo ? { "archive:copied-to": args.copies.copiedTo } : {}),
        },
      },
      child,
    );
    const versioning = new s3.BucketVersioning(
      `${name}-versioning`,
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    new s3.BucketObjectLockConfiguration(
      `${name}-lock`,
      { bucket: bucket.bucket, rule: { defaultRetention: { mode: "COMPLIANCE", days: args.lockDays } } },
      { ...child, dependsOn: [versioning] },
    );
    bucketGround(
      name,
      bucket,
      {
        encryption: { keyArn: args.keyArn },
        accessLogs: args.accessLogs,
        statements: vaultStatements({ resources: bucketResources(args.bucketName), ...args }),
      },
      child,
    );
    new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      {
        bucket: bucket.bucket,
        ...smallObjectsToo,
        rules: [...args.transitions.map(transitionRule), noncurrentVersions(args), abandonedUploads],
      },
      { ...child, dependsOn: [versioning] },
    );
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

/** Days after which a version that is no longer current expires, when its lock is not longer (decisions.md 3). */
const NONCURRENT_DAYS = 365;

/** S3 moves nothing from GLACIER_IR to STANDARD_IA [AWS: Transitioning objects using Amazon S3 Lifecycle]. */
const fading = [
  { noncurrentDays: 30, storageClass: "STANDARD_IA" },
  { noncurrentDays: 60, storageClass: "GLACIER" },
];

/** What was hidden or overwritten (storage-service.md 6.2); S3 never expires what is locked, and neither do we order it. */
function noncurrentVersions({ lockDays, transitions }: ArchiveVaultArgs) {
  const readAtOnce = transitions.some(({ storageClass }) => storageClass === "GLACIER_IR");
  return {
    id: "expire_noncurrent_versions",
    status: "Enabled",
    filter: { prefix: "" },
    // What is read at once stays so, the older versions of it too.
    ...(readAtOnce ? {} : { noncurrentVersionTransitions: fading }),
    noncurrentVersionExpiration: {
      noncurrentDays: pulumi.output(lockDays).apply((days) => Math.max(days, NONCURRENT_DAYS)),
    },
  };
}

function transitionRule({ id, storageClass, afterDays, only }: Transition) {
  return {
    id,
    status: "Enabled",
    filter: only
      ? { and: { prefix: only.prefix, tags: { [only.tag.key]: only.tag.value } } }
      : { prefix: "" },
    transitions: [{ days: afterDays, storageClass }],
  };
}

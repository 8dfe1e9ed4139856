import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { refusePlainHttp, type Statement } from "../identity/policy";
import { bucketGround, type AccessLogs, type Encryption } from "./bucket-ground";

export interface PrivateBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: pulumi.Input<string>;
  /** What the policy pack judges the bucket by: any other role would make it a vault. */
  readonly role: "staging" | "logs" | "artifacts";
  readonly encryption: Encryption;
  /** Where its access logs go; nothing for the log bucket itself. */
  readonly accessLogs: AccessLogs | undefined;
  /** Whether overwritten and deleted objects are kept. */
  readonly versioned: boolean;
  readonly lifecycleRules: readonly LifecycleRule[];
  /** Statements of the bucket policy beside the refusal of plain HTTP; they may name the bucket by `resources`. */
  readonly statements?: (resources: BucketResources) => readonly Statement[];
}

/** Only whole days, of a whole bucket or folder: a rule that picks objects by tag is nothing for a working bucket. */
export type LifecycleRule = {
  readonly id: string;
  /** Folder, with a slash at its end; without it the whole bucket. */
  readonly prefix?: string;
} & LifecycleAction;

type LifecycleAction =
  | { readonly expireAfterDays: pulumi.Input<number> }
  | { readonly standardIaAfterDays: number }
  /** S3 itself sees what is read, and moves the rest to where it costs less. */
  | { readonly intelligentAfterDays: number }
  /** Cheaper to keep, dearer to read, and read at once. */
  | { readonly glacierInstantAfterDays: number }
  /** Delete markers that hide nothing any more go too. */
  | { readonly noncurrentExpireAfterDays: number }
  /** Colder with time, until it goes. */
  | {
      readonly fadesAfterDays: {
        readonly standardIa: number;
        readonly glacier: number;
        readonly expire: number;
      };
    };

/** The ARNs that a bucket policy names. */
export interface BucketResources {
  readonly bucket: pulumi.Output<string>;
  readonly objects: pulumi.Output<string>;
}

/** A bucket that is no vault: private, encrypted, logged, over TLS only. Protected, because even work in hand is work. */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:buckets:PrivateBucket", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const bucket = new s3.Bucket(
      name,
      { bucket: args.bucketName, tags: { "archive:role": args.role } },
      child,
    );
    const resources = bucketResources(args.bucketName);
    const statements = [
      refusePlainHttp("s3:*", [resources.bucket, resources.objects]),
      ...(args.statements?.(resources) ?? []),
    ];
    bucketGround(
      name,
      bucket,
      { encryption: args.encryption, accessLogs: args.accessLogs, statements },
      child,
    );
    const versioning = new s3.BucketVersioning(
      `${name}-versioning`,
      { bucket: bucket.bucket, versioningConfiguration: { status: args.versioned ? "Enabled" : "Disabled" } },
      child,
    );
    if (args.lifecycleRules.length > 0)
      new s3.BucketLifecycleConfiguration(
        `${name}-lifecycle`,
        {
          bucket: bucket.bucket,
          ...smallObjectsToo,
          rules: [...args.lifecycleRules.map(lifecycleRule), abandonedUploads],
        },
        { ...child, dependsOn: [versioning] },
      );
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

/** ARNs that follow from a bucket's name alone, so that its policy is known in a preview. */
export function bucketResources(bucketName: pulumi.Input<string>): BucketResources {
  return {
    bucket: pulumi.interpolate`arn:aws:s3:::${bucketName}`,
    objects: pulumi.interpolate`arn:aws:s3:::${bucketName}/*`,
  };
}

/** Parts of uploads that were never finished cost money and can be seen by nobody. */
export const abandonedUploads = {
  id: "abandoned-uploads",
  status: "Enabled",
  filter: { prefix: "" },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

/** Otherwise no object under 128 KB moves to any colder storage (storage-service.md 6.2). */
export const smallObjectsToo = { transitionDefaultMinimumObjectSize: "varies_by_storage_class" };

function lifecycleRule(rule: LifecycleRule) {
  const all = { id: rule.id, status: "Enabled", filter: { prefix: rule.prefix ?? "" } };
  if ("expireAfterDays" in rule) return { ...all, expiration: { days: rule.expireAfterDays } };
  if ("noncurrentExpireAfterDays" in rule)
    return {
      ...all,
      noncurrentVersionExpiration: { noncurrentDays: rule.noncurrentExpireAfterDays },
      expiration: { expiredObjectDeleteMarker: true },
    };
  if ("glacierInstantAfterDays" in rule)
    return { ...all, transitions: [{ days: rule.glacierInstantAfterDays, storageClass: "GLACIER_IR" }] };
  if ("fadesAfterDays" in rule)
    return {
      ...all,
      transitions: [
        { days: rule.fadesAfterDays.standardIa, storageClass: "STANDARD_IA" },
        { days: rule.fadesAfterDays.glacier, storageClass: "GLACIER" },
      ],
      expiration: { days: rule.fadesAfterDays.expire },
    };
  if ("intelligentAfterDays" in rule)
    return {
      ...all,
      transitions: [{ days: rule.intelligentAfterDays, storageClass: "INTELLIGENT_TIERING" }],
    };
  return { ...all, transitions: [{ days: rule.standardIaAfterDays, storageClass: "STANDARD_IA" }] };
}

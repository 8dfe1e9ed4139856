import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { keyStatement, type KeyUse, type UsedKey } from "../keys/key-use";
import type { AccessLogs } from "./bucket-ground";
import { bucketResources, PrivateBucket, type BucketResources } from "./private-bucket";

export interface MediaBucketArgs {
  /** Physical name, unique in the world. */
  readonly bucketName: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
  /** Where its access logs go. */
  readonly accessLogs: AccessLogs;
  /** Further statements of its policy, such as a distribution's (`components/edge/origin-access.ts`). */
  readonly statements?: (resources: BucketResources) => readonly Statement[];
}

/** Days that what was overwritten or deleted can be brought back (webservice-and-platform.md W20). */
const OLD_VERSIONS_DAYS = 90;

/**
 * What people send to a web service, and its static files. Private: its task role reads and writes, a distribution
 * serves; what is overwritten or deleted stays for 90 days.
 */
export class MediaBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: MediaBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:buckets:MediaBucket", name, {}, opts);
    const bucket = new PrivateBucket(
      name,
      {
        bucketName: args.bucketName,
        role: "artifacts",
        encryption: { keyArn: args.keyArn },
        accessLogs: args.accessLogs,
        versioned: true,
        lifecycleRules: [{ id: "old-versions", noncurrentExpireAfterDays: OLD_VERSIONS_DAYS }],
        statements: (resources) => [refuseOldTls(resources), ...(args.statements?.(resources) ?? [])],
      },
      { parent: this },
    );
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

/** Whoever speaks an older TLS than 1.2; plain HTTP is refused apart, for it has no version at all. */
export const refuseOldTls = ({ bucket, objects }: BucketResources): Statement => ({
  Sid: "RefuseOldTls",
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:*"],
  Resource: [bucket, objects],
  Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
});

export interface MediaUse {
  readonly bucketName: pulumi.Input<string>;
  /** Folders that the task reads and writes, `media`, without a slash; at least one. */
  readonly folders: readonly string[];
  readonly key: UsedKey;
  readonly place: KeyUse["place"];
}

/**
 * What a task role may do with some folders of a media bucket: read, write and list them, with its key. Not delete: the
 * stage's boundary lets no workload delete objects, so an application keeps what it sets aside.
 */
export function mediaStatements({ bucketName, folders, key, place }: MediaUse): readonly Statement[] {
  const { bucket } = bucketResources(bucketName);
  return [
    {
      Sid: "ReadAndWriteItsFolders",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: folders.map((folder) => pulumi.interpolate`${bucket}/${folder}/*`),
    },
    {
      Sid: "ListItsFolders",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: bucket,
      Condition: { StringLike: { "s3:prefix": folders.map((folder) => `${folder}/*`) } },
    },
    keyStatement({
      sid: "DecryptAndEncryptThem",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      key,
      place,
      condition: { StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${place.region}.amazonaws.com` } },
    }),
  ];
}

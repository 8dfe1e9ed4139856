import * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../buckets/bucket-ground";
import { bucketResources, PrivateBucket } from "../buckets/private-bucket";
import { SNAPSHOT_BUCKETS } from "../identity/permission-boundary";
import { ServiceRole } from "../identity/service-role";
import { keyStatement, type UsedKey } from "../keys/key-use";

export interface SearchSnapshotsArgs {
  /** Part of the bucket's name, `pre-reporting`: at most 29 lower-case letters, digits and hyphens. */
  readonly cluster: string;
  /** Physical name of the role in which the domain writes it: at most 64 characters. */
  readonly roleName: string;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Permission boundary of the stage. */
  readonly boundaryArn: pulumi.Input<string>;
  /** Key that encrypts the snapshots. */
  readonly key: UsedKey;
  readonly accessLogs: AccessLogs;
}

/** Days in which a snapshot that somebody deleted can be brought back. */
const RECOVERY_DAYS = 30;

/** Who takes the role [AWS: Creating index snapshots in Amazon OpenSearch Service]. */
const OPENSEARCH = "es.amazonaws.com";

/**
 * Where one cluster keeps its snapshots: they outlast the domain, unlike OpenSearch Service's own. Each cluster has a
 * bucket to itself, for two that write one repository destroy it.
 */
export class SearchSnapshots extends pulumi.ComponentResource {
  /** Physical name: known in a preview. */
  readonly bucketName: pulumi.Output<string>;
  /** The role's ARN as its name tells it: known in a preview. */
  readonly roleArn: pulumi.Output<string>;
  /** What must be there before the cluster can register the bucket. */
  readonly madeFirst: readonly pulumi.Resource[];

  constructor(name: string, args: SearchSnapshotsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:search:SearchSnapshots", name, {}, opts);
    const child = { parent: this };
    const { region, accountId } = args;
    this.bucketName = pulumi.interpolate`${SNAPSHOT_BUCKETS}${args.cluster}-${accountId}`;
    const bucket = new PrivateBucket(
      `${name}-bucket`,
      {
        bucketName: this.bucketName,
        role: "artifacts",
        encryption: { keyArn: args.key.keyArn },
        accessLogs: args.accessLogs,
        versioned: true,
        lifecycleRules: [{ id: "deleted-snapshots", noncurrentExpireAfterDays: RECOVERY_DAYS }],
      },
      child,
    );
    const resources = bucketResources(this.bucketName);
    const role = new ServiceRole(
      `${name}-writer`,
      {
        roleName: args.roleName,
        service: OPENSEARCH,
        accountId,
        boundaryArn: args.boundaryArn,
        statements: [
          {
            Sid: "FindSnapshots",
            Effect: "Allow",
            Action: ["s3:ListBucket"],
            Resource: resources.bucket,
          },
          {
            // Old snapshots are removed, and the cluster tries the bucket by an object that it deletes again.
            Sid: "KeepAndRemoveSnapshots",
            Effect: "Allow",
            Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
            Resource: resources.objects,
          },
          keyStatement({
            sid: "EncryptAndDecryptThem",
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            key: args.key,
            place: { region, accountId },
            condition: { StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${region}.amazonaws.com` } },
          }),
        ],
      },
      child,
    );
    this.roleArn = pulumi.interpolate`arn:aws:iam::${accountId}:role/${args.roleName}`;
    this.madeFirst = [bucket, role];
    this.registerOutputs({});
  }
}

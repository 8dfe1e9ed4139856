import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import type { IngestBucket } from "../buckets/ingest-bucket";
import type { OriginalsBucket } from "../buckets/originals-bucket";
import { bucketResources, type PrivateBucket } from "../buckets/private-bucket";
import type { UsedKey } from "../keys/key-use";
import { ServiceRole } from "../identity/service-role";
import type { ArchiveVault } from "./archive-vault";
import { replicationStatements } from "./replication-policy";

/** A bucket at one end of a replication. */
interface End<Bucket> extends UsedKey {
  /** As the program knows it: policies are made of it. */
  readonly plainName: pulumi.Input<string>;
  readonly vault: Bucket;
  readonly region: pulumi.Input<string>;
}

/** Vaults are copied into vaults, as is the bucket that a program fills in a vault's stead; originals into a bucket like theirs. */
export type VaultEnd = End<ArchiveVault | PrivateBucket>;
export type SourceEnd = End<ArchiveVault | IngestBucket | OriginalsBucket>;

export interface VaultReplicationArgs {
  readonly source: SourceEnd;
  /** The mirrors by their replicas' ids; one at least in another region than the source. */
  readonly mirrors: Readonly<Record<string, VaultEnd>>;
  /** Physical name of the role in which S3 copies. */
  readonly roleName: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  readonly boundaryArn: pulumi.Input<string>;
  /** Topic of the source's region. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** What replication time control promises [AWS: Meeting compliance requirements with S3 RTC]; S3 takes no other number. */
const PROMISED_MINUTES = 15;

/**
 * S3 itself copies every object of a vault, with its lock, into vaults in other regions; deletions are not copied. An
 * alarm goes off when a copy is late, and when one failed.
 */
export class VaultReplication extends pulumi.ComponentResource {
  constructor(name: string, args: VaultReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:vault:VaultReplication", name, {}, opts);
    const { source } = args;
    const mirrors = Object.entries(args.mirrors);
    if (mirrors.length === 0) throw new pulumi.ResourceError("mirrors: at least one is needed", this);
    const child = { parent: this };
    const role = new ServiceRole(
      `${name}-role`,
      {
        roleName: args.roleName,
        service: "s3.amazonaws.com",
        accountId: args.accountId,
        namesNoAccount: true,
        boundaryArn: args.boundaryArn,
        statements: replicationStatements(source, args.mirrors, args.accountId),
      },
      child,
    );
    new s3.BucketReplicationConfig(
      `${name}-rules`,
      {
        bucket: source.vault.bucketName,
        role: role.arn,
        rules: mirrors.map(([id, mirror], at) => replicationRule(id, mirror, at)),
      },
      {
        ...child,
        protect: true,
        retainOnDelete: true,
        // S3 copies only what keeps versions, and into no bucket that does not lock.
        dependsOn: [source.vault, ...mirrors.map(([, { vault }]) => vault)],
      },
    );
    for (const [id, mirror] of mirrors) replicationAlarms(`${name}-${id}`, id, mirror, args, child);
    this.registerOutputs({});
  }
}

function replicationRule(id: string, mirror: VaultEnd, at: number) {
  return {
    id,
    priority: at + 1,
    status: "Enabled",
    filter: { prefix: "" },
    deleteMarkerReplication: { status: "Disabled" },
    // Without it S3 passes over whatever is encrypted with a key of ours, and says nothing.
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    destination: {
      // As the name tells it: which vault a rule leads to is known in a preview.
      bucket: bucketResources(mirror.plainName).bucket,
      encryptionConfiguration: { replicaKmsKeyId: mirror.keyArn },
      metrics: { status: "Enabled", eventThreshold: { minutes: PROMISED_MINUTES } },
      replicationTime: { status: "Enabled", time: { minutes: PROMISED_MINUTES } },
    },
  };
}

function replicationAlarms(
  name: string,
  id: string,
  mirror: VaultEnd,
  { source, alarmTopicArn }: VaultReplicationArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const dimensions = { SourceBucket: source.plainName, DestinationBucket: mirror.plainName, RuleId: id };
  // S3 tells nothing while there is nothing to copy.
  const missing = "good";
  alarm(
    `${name}-late`,
    {
      alarmName: pulumi.interpolate`${source.plainName}_${id}_late`,
      text: {
        says: pulumi.interpolate`Copies of ${source.plainName} in ${mirror.plainName} are more than ${PROMISED_MINUTES} minutes behind`,
        whatToDo:
          "nothing is lost, and S3 makes it up by itself after a great many new objects. When it lasts for hours, look at BytesPendingReplication of the rule, and at AWS's health dashboard for S3 in both regions",
      },
      metric: {
        namespace: "AWS/S3",
        name: "ReplicationLatency",
        dimensions,
        statistic: "Maximum",
        periodSeconds: 300,
      },
      when: { comparison: "above", threshold: PROMISED_MINUTES * 60, periods: 3, missing },
      topicArn: alarmTopicArn,
    },
    child,
  );
  alarm(
    `${name}-failed`,
    {
      alarmName: pulumi.interpolate`${source.plainName}_${id}_failed`,
      text: {
        says: pulumi.interpolate`Objects of ${source.plainName} were not copied to ${mirror.plainName}`,
        whatToDo:
          "S3 does not try them again. Find them by their replication status FAILED (S3 Inventory), mend the cause, most often a role's or a key's policy, and copy them by S3 Batch Replication",
      },
      metric: {
        namespace: "AWS/S3",
        name: "OperationsFailedReplication",
        dimensions,
        statistic: "Sum",
        periodSeconds: 300,
      },
      when: { comparison: "above", threshold: 0, missing },
      topicArn: alarmTopicArn,
    },
    child,
  );
}

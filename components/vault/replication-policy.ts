import * as pulumi from "@pulumi/pulumi";
import { bucketResources } from "../buckets/private-bucket";
import type { Statement } from "../identity/policy";
import { keyStatement } from "../keys/key-use";
import type { SourceEnd, VaultEnd } from "./vault-replication";

/**
 * What S3 may do in the name of a vault to copy it [AWS: Setting up permissions for live replication]: read versions
 * with their locks, write them elsewhere. It may not copy a deletion.
 */
export function replicationStatements(
  source: SourceEnd,
  mirrors: Readonly<Record<string, VaultEnd>>,
  accountId: pulumi.Input<string>,
): readonly Statement[] {
  const from = bucketResources(source.plainName);
  return [
    {
      Sid: "ReadTheRules",
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: from.bucket,
    },
    {
      Sid: "ReadVersions",
      Effect: "Allow",
      Action: [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        "s3:GetObjectRetention",
        "s3:GetObjectLegalHold",
      ],
      Resource: from.objects,
    },
    {
      Sid: "WriteCopies",
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateTags"],
      Resource: Object.values(mirrors).map((mirror) => bucketResources(mirror.plainName).objects),
    },
    keyStatement({ sid: "Decrypt", actions: ["kms:Decrypt"], ...keyAt(source, accountId) }),
    ...Object.entries(mirrors).map(([id, mirror]) =>
      keyStatement({
        sid: `EncryptFor${id.replaceAll(/[^a-z0-9]/g, "")}`,
        actions: ["kms:Encrypt", "kms:GenerateDataKey"],
        ...keyAt(mirror, accountId),
      }),
    ),
  ];
}

/** The key of a vault, used through S3 of its region alone. */
const keyAt = (end: SourceEnd, accountId: pulumi.Input<string>) => ({
  key: end,
  place: { region: end.region, accountId },
  condition: { StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${end.region}.amazonaws.com` } },
});

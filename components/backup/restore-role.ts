import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

export interface RestoreRightsArgs {
  readonly accountId: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  /** Physical name of the only subnet group in which anything is restored. */
  readonly subnetGroupName: string;
  /** Aliases of the keys of what is backed up. */
  readonly keyAliases: readonly string[];
}

/** What the names of clusters that AWS Backup restores for a test begin with [AWS: Restore testing inferred metadata]. */
export const TEST_CLUSTERS = "awsbackup-restore-test";

/**
 * What AWS Backup may do in a restore test's role: make a new cluster, with a name of a test's, out of a snapshot of its
 * own (after AWSBackupServiceRolePolicyForRestores). It can change and end no cluster, a restored one included: AWS
 * Backup ends these in a role of its own, which knows them by their tag (AWSServiceRolePolicyForBackupRestoreTesting).
 */
export function restoreRights(args: RestoreRightsArgs): readonly Statement[] {
  const here = (service: string, resource: string) =>
    pulumi.interpolate`arn:aws:${service}:${args.region}:${args.accountId}:${resource}`;
  const restored = here("rds", `cluster:${TEST_CLUSTERS}*`);
  const snapshots = here("rds", "cluster-snapshot:awsbackup:*");
  const keys = { Effect: "Allow", Resource: here("kms", "key/*") } as const;
  const named = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": args.keyAliases } };
  return [
    {
      Sid: "FindClustersAndSnapshots",
      Effect: "Allow",
      Action: ["rds:DescribeDBClusters", "rds:DescribeDBClusterSnapshots"],
      Resource: [here("rds", "cluster:*"), here("rds", "cluster-snapshot:*")],
    },
    {
      Sid: "RestoreNewClusters",
      Effect: "Allow",
      Action: ["rds:RestoreDBClusterFromSnapshot"],
      Resource: [
        restored,
        snapshots,
        here("rds", `subgrp:${args.subnetGroupName}`),
        // Parameters and options as AWS has them.
        here("rds", "cluster-pg:default.*"),
        here("rds", "og:default:*"),
      ],
    },
    {
      Sid: "MarkThem",
      Effect: "Allow",
      Action: ["rds:AddTagsToResource", "rds:ListTagsForResource"],
      Resource: restored,
    },
    { ...keys, Sid: "KnowTheKeys", Action: ["kms:DescribeKey"], Condition: named },
    {
      ...keys,
      Sid: "LetRdsUseTheKeys",
      Action: ["kms:CreateGrant"],
      Condition: { ...named, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

/** A region in which a plan's role works, and the vault that the plan has there. */
export interface BackupRegion {
  readonly region: pulumi.Input<string>;
  /** As the vault's name tells it. */
  readonly plainVaultArn: pulumi.Input<string>;
}

export interface BackupRightsArgs {
  readonly accountId: pulumi.Input<string>;
  readonly regions: readonly BackupRegion[];
  /** Aliases of the keys of what is backed up, and of the vaults. */
  readonly keyAliases: readonly string[];
  /** A vault of another account that is given copies, too. */
  readonly secondAccountVaultArn?: string;
}

/**
 * What AWS Backup may do in a plan's role: find what is tagged, take snapshots of Aurora clusters and copy them (after
 * AWSBackupServiceRolePolicyForBackup). It may end nothing: AWS Backup ends what was kept long enough in a role that is
 * its own [AWS: Identity and access management in AWS Backup], and no role of ours can be used for that.
 */
export function backupRights(args: BackupRightsArgs): readonly Statement[] {
  const { accountId, regions, keyAliases, secondAccountVaultArn: second } = args;
  const here = (service: string, resource: string) =>
    regions.map(({ region }) => pulumi.interpolate`arn:aws:${service}:${region}:${accountId}:${resource}`);
  const keys = {
    Effect: "Allow",
    Resource: here("kms", "key/*"),
  } as const;
  const named = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAliases } };
  return [
    { Sid: "FindWhatIsTagged", Effect: "Allow", Action: ["tag:GetResources"], Resource: "*" },
    {
      Sid: "TakeSnapshots",
      Effect: "Allow",
      Action: [
        "rds:DescribeDBClusters",
        "rds:DescribeDBClusterSnapshots",
        "rds:DescribeDBClusterAutomatedBackups",
        "rds:CreateDBClusterSnapshot",
        "rds:CopyDBClusterSnapshot",
        "rds:ListTagsForResource",
        "rds:AddTagsToResource",
      ],
      Resource: [
        ...here("rds", "cluster:*"),
        ...here("rds", "cluster-auto-backup:*"),
        ...here("rds", "cluster-snapshot:*"),
      ],
    },
    {
      Sid: "CopyBackups",
      Effect: "Allow",
      Action: ["backup:CopyFromBackupVault"],
      Resource: here("rds", "cluster-snapshot:awsbackup:*"),
    },
    {
      Sid: "FillTheVaults",
      Effect: "Allow",
      Action: ["backup:DescribeBackupVault", "backup:CopyIntoBackupVault"],
      Resource: [
        ...regions.map(({ plainVaultArn }) => plainVaultArn),
        ...(second === undefined ? [] : [second]),
      ],
    },
    ...(second === undefined
      ? []
      : [
          {
            // RDS copies to another account what is shared with it. Nobody reads a snapshot whose key admits them not.
            Sid: "ShareWhatAnotherAccountCopies",
            Effect: "Allow",
            Action: ["rds:ModifyDBClusterSnapshotAttribute"],
            Resource: here("rds", "cluster-snapshot:awsbackup:*"),
          } as const,
        ]),
    { ...keys, Sid: "KnowTheKeys", Action: ["kms:DescribeKey"], Condition: named },
    {
      ...keys,
      Sid: "LetRdsUseTheKeys",
      Action: ["kms:CreateGrant"],
      Condition: { ...named, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

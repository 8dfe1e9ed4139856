import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

/** A region in which a plan's role works, and the vault that the plan has there. */
export interface BackupRegion {
  readonly region: pulumi.Input<string>;
  /** As the vault's name tells it. */
  readonly plainVaultArn: pulumi.Input<string>;
}

/** What AWS Backup does to each kind of thing that it backs up (after AWSBackupServiceRolePolicyForBackup). */
const kinds = {
  "aurora-clusters": {
    sid: "TakeSnapshots",
    service: "rds",
    actions: [
      "rds:DescribeDBClusters",
      "rds:DescribeDBClusterSnapshots",
      "rds:DescribeDBClusterAutomatedBackups",
      "rds:CreateDBClusterSnapshot",
      "rds:CopyDBClusterSnapshot",
      "rds:ListTagsForResource",
      "rds:AddTagsToResource",
    ],
    resources: ["cluster:*", "cluster-auto-backup:*", "cluster-snapshot:*"],
    backups: { service: "rds", resource: "cluster-snapshot:awsbackup:*" },
  },
  databases: {
    sid: "TakeSnapshotsOfDatabases",
    service: "rds",
    actions: [
      "rds:DescribeDBInstances",
      "rds:DescribeDBSnapshots",
      "rds:CreateDBSnapshot",
      "rds:CopyDBSnapshot",
      "rds:ListTagsForResource",
      "rds:AddTagsToResource",
    ],
    resources: ["db:*", "snapshot:*"],
    backups: { service: "rds", resource: "snapshot:awsbackup:*" },
  },
  "file-systems": {
    sid: "ReadFileSystems",
    service: "elasticfilesystem",
    actions: ["elasticfilesystem:Backup", "elasticfilesystem:DescribeTags"],
    resources: ["file-system/*"],
    backups: { service: "backup", resource: "recovery-point:*" },
  },
} as const;

/** What a plan can back up. */
export type BackedUpKind = keyof typeof kinds;

export interface BackupRightsArgs {
  readonly accountId: pulumi.Input<string>;
  /** What of all that has the tag is backed up; at least one kind. */
  readonly kinds: readonly BackedUpKind[];
  readonly regions: readonly BackupRegion[];
  /** Aliases of the keys of what is backed up, and of the vaults. */
  readonly keyAliases: readonly string[];
  /** A vault of another account that is given copies, too. */
  readonly secondAccountVaultArn?: string;
}

/**
 * What AWS Backup may do in a plan's role: find what is tagged, back up the kinds of it that are named, and copy the
 * backups. It may end nothing: AWS Backup ends what was kept long enough in a role that is its own [AWS: Identity and
 * access management in AWS Backup], and no role of ours can be used for that.
 */
export function backupRights(args: BackupRightsArgs): readonly Statement[] {
  const { accountId, regions, keyAliases, secondAccountVaultArn: second } = args;
  const here = (service: string, resource: string) =>
    regions.map(({ region }) => pulumi.interpolate`arn:aws:${service}:${region}:${accountId}:${resource}`);
  const backedUp = args.kinds.map((kind) => kinds[kind]);
  const keys = {
    Effect: "Allow",
    Resource: here("kms", "key/*"),
  } as const;
  const named = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAliases } };
  return [
    { Sid: "FindWhatIsTagged", Effect: "Allow", Action: ["tag:GetResources"], Resource: "*" },
    ...backedUp.map(({ sid, service, actions, resources }): Statement => ({
      Sid: sid,
      Effect: "Allow",
      Action: actions,
      Resource: resources.flatMap((resource) => here(service, resource)),
    })),
    {
      Sid: "CopyBackups",
      Effect: "Allow",
      Action: ["backup:CopyFromBackupVault"],
      Resource: backedUp.flatMap(({ backups }) => here(backups.service, backups.resource)),
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
      Sid: "LetAwsServicesUseTheKeys",
      Action: ["kms:CreateGrant"],
      Condition: { ...named, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

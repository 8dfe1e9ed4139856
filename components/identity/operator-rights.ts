import { keyAlias, vaultNamePatterns } from "../names/names";
import type { Statement } from "./policy";

/** Where the operators' roles work. Plain texts: what they may do has to be judged in a preview. */
export interface OperatedStage {
  readonly stage: string;
  readonly accountId: string;
  readonly stateBucketName: string;
}

const bucketArn = (name: string) => `arn:aws:s3:::${name}`;
const ofVaults = ({ stage }: OperatedStage) => vaultNamePatterns(stage).map(bucketArn);
/** Where DataVault puts what S3 then copies into its vaults: no lock holds there, and its policy lets nobody else delete. */
const datavaultsArchive = ({ stage, accountId }: OperatedStage) =>
  bucketArn(`strongroom-${stage}-datavault-archive-${accountId}`);
const table = ({ accountId }: OperatedStage, name: string) => `arn:aws:dynamodb:*:${accountId}:table/${name}`;
const anyKey = ({ accountId }: OperatedStage) => `arn:aws:kms:*:${accountId}:key/*`;

const snapshotsOfBackups = ({ accountId }: OperatedStage) =>
  ["cluster-snapshot", "snapshot"].map((kind) => `arn:aws:rds:*:${accountId}:${kind}:awsbackup:*`);

/** By its whole name, behind which Secrets Manager writes six characters. */
const datavaultSecret = ({ stage, accountId }: OperatedStage, name: string) =>
  `arn:aws:secretsmanager:*:${accountId}:secret:strongroom/${stage}/datavault/${name}-??????`;

/** What a lawful deletion takes, step by step (docs/retention.md). The locks hold against it as against anybody. */
export function breakGlassRights(at: OperatedStage): readonly Statement[] {
  return [
    {
      Sid: "FindWhatACaseNames",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:ListBucketVersions"],
      Resource: [...ofVaults(at), datavaultsArchive(at)],
    },
    {
      Sid: "ReadVersionsAndTheirLocks",
      Effect: "Allow",
      Action: [
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:GetObjectTagging",
        "s3:GetObjectVersionTagging",
        "s3:GetObjectRetention",
      ],
      Resource: ofVaults(at).map((vault) => `${vault}/*`),
    },
    {
      Sid: "MarkHideAndDelete",
      Effect: "Allow",
      Action: [
        "s3:PutObjectTagging",
        "s3:PutObjectVersionTagging",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
      ],
      Resource: ofVaults(at).map((vault) => `${vault}/*`),
    },
    {
      Sid: "DeleteWhatDataVaultArchived",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:DeleteObject", "s3:DeleteObjectVersion"],
      Resource: `${datavaultsArchive(at)}/*`,
    },
    {
      Sid: "RegisterCases",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: bucketArn(`*-inventories*-${at.accountId}/cases/*`),
    },
    {
      Sid: "SetACopyAside",
      Effect: "Allow",
      Action: ["s3:PutObject"],
      Resource: bucketArn(`*-infra-${at.accountId}/tmp/deleted_bags/*`),
    },
    {
      Sid: "RemoveTheManifest",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:DeleteObject"],
      Resource: bucketArn(`vhs-*-manifests-${at.accountId}/*`),
    },
    {
      Sid: "LogTheDeletionAndForgetTheVersion",
      Effect: "Allow",
      Action: [
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
      ],
      Resource: [
        table(at, "*_deleted_bags"),
        table(at, "*_replicas_table"),
        table(at, "*_versioner_versions_table"),
        table(at, "vhs-*-manifests-versions"),
        table(at, "*_azure_verifier_tags"),
      ],
    },
    {
      Sid: "FindBackups",
      Effect: "Allow",
      Action: ["backup:ListRecoveryPointsByBackupVault"],
      Resource: `arn:aws:backup:*:${at.accountId}:backup-vault:strongroom-${at.stage}-*`,
    },
    {
      // IAM knows a backup without its vault; the vault's own policy refuses this to everybody else, and its lock to all.
      Sid: "EndBackupsThatNoLockHolds",
      Effect: "Allow",
      Action: ["backup:DescribeRecoveryPoint", "backup:DeleteRecoveryPoint"],
      Resource: [...snapshotsOfBackups(at), `arn:aws:backup:*:${at.accountId}:recovery-point:*`],
    },
    {
      // AWS Backup ends a database's by RDS, as whoever asks it to [AWS: AWSBackupFullAccess].
      Sid: "AndOnlyThroughAwsBackup",
      Effect: "Allow",
      Action: ["rds:DeleteDBClusterSnapshot", "rds:DeleteDBSnapshot"],
      Resource: snapshotsOfBackups(at),
      Condition: { "ForAnyValue:StringEquals": { "aws:CalledVia": "backup.amazonaws.com" } },
    },
    {
      Sid: "SeeThatNoRenewalIsUnderWay",
      Effect: "Allow",
      Action: ["s3:ListJobs"],
      Resource: "*",
    },
    {
      // DataVault's key store is filled once, by people: its own policy refuses it to everybody else (docs/datavault.md).
      Sid: "FillDataVaultsKeyStore",
      Effect: "Allow",
      Action: ["secretsmanager:PutSecretValue"],
      Resource: [datavaultSecret(at, "key-store"), datavaultSecret(at, "key-store-sha1")],
    },
    {
      // By which it is made.
      Sid: "ReadItsPassword",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: [datavaultSecret(at, "key-store-password")],
    },
    {
      // When the primary region is lost.
      Sid: "MakeASecretOfItsCopy",
      Effect: "Allow",
      Action: ["secretsmanager:StopReplicationToReplica"],
      Resource: [datavaultSecret(at, "key-store")],
    },
    {
      Sid: "ThroughS3DynamoDBAndSecretsManager",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: anyKey(at),
      Condition: {
        StringLike: {
          "kms:ViaService": ["s3", "dynamodb", "secretsmanager"].map(
            (service) => `${service}.*.amazonaws.com`,
          ),
        },
      },
    },
  ];
}

/** To keep the state of the stacks, with its secrets: whoever deploys takes that. */
export function stateRights(at: OperatedStage): readonly Statement[] {
  return [
    {
      Sid: "FindState",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: bucketArn(at.stateBucketName),
    },
    {
      Sid: "KeepState",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: bucketArn(`${at.stateBucketName}/*`),
    },
    {
      Sid: "KeepSecretsOfState",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      Resource: anyKey(at),
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias(at.stage, "state") } },
    },
  ];
}

import * as pulumi from "@pulumi/pulumi";
import { boundaryPolicy } from "./boundary-policy";
import type { Statement } from "./policy";
import { sid } from "./sid";

export interface PermissionBoundaryArgs {
  /** Physical name. */
  readonly policyName: string;
  /** The stage's AWS regions: outside them no role may do anything. */
  readonly regions: readonly string[];
}

/**
 * All that any role of a workload may ever do, by service; `*` only behind a reading verb. A new system that needs more
 * adds it here, where it is seen. What is missing on purpose: whatever deletes objects of S3 (but `boundaryExceptions`),
 * keys, tables or logs, changes policies or roles, or lifts a lock.
 */
export const boundaryActions: Readonly<Record<string, readonly string[]>> = {
  // AWS Backup takes snapshots and copies them; it is its own role that ends them when their time is over.
  backup: ["CopyFromBackupVault", "CopyIntoBackupVault", "DescribeBackupVault"],
  cloudwatch: ["GetMetricData", "PutMetricData"],
  dynamodb: [
    "GetItem",
    "BatchGetItem",
    "PutItem",
    "UpdateItem",
    "DeleteItem",
    "BatchWriteItem",
    "Query",
    "Scan",
    "DescribeTable",
  ],
  // A function in private subnets has network interfaces there; who watches a cluster's nodes has to know their names.
  ec2: [
    "CreateNetworkInterface",
    "DeleteNetworkInterface",
    "AssignPrivateIpAddresses",
    "UnassignPrivateIpAddresses",
    "DescribeInstances",
    "DescribeNetworkInterfaces",
    "DescribeSubnets",
    "DescribeTags",
    "DescribeVolumes",
  ],
  ecr: ["GetAuthorizationToken", "BatchCheckLayerAvailability", "GetDownloadUrlForLayer", "BatchGetImage"],
  // A service's migrations are run by a function; ECS marks the task, so that the function may stop no other. The same
  // function starts anew what reads a secret that has changed.
  ecs: ["UpdateTaskProtection", "UpdateService", "RunTask", "StopTask", "DescribeTasks", "TagResource"],
  // A node of Kubernetes lets its pods take their own roles.
  "eks-auth": ["AssumeRoleForPodIdentity"],
  // Programs sign in to Valkey by a token of their role.
  elasticache: ["Connect"],
  // ECS shifts requests from one revision of a service to the next.
  elasticloadbalancing: ["Describe*", "ModifyListener", "ModifyRule", "RegisterTargets", "DeregisterTargets"],
  // Tasks mount shared files, and AWS Backup reads them.
  elasticfilesystem: ["Backup", "ClientMount", "ClientWrite", "DescribeTags"],
  events: ["ListRules", "PutEvents"],
  es: ["ESHttpGet", "ESHttpHead", "ESHttpPost", "ESHttpPut", "ESHttpPatch", "ESHttpDelete"],
  iam: ["PassRole"],
  kinesis: [
    "DescribeStreamSummary",
    "GetRecords",
    "GetShardIterator",
    "ListShards",
    "PutRecord",
    "PutRecords",
  ],
  kms: ["Decrypt", "Encrypt", "GenerateDataKey", "DescribeKey"],
  lambda: ["InvokeFunction"],
  logs: [
    "CreateLogGroup",
    "CreateLogStream",
    "PutLogEvents",
    "DescribeLogGroups",
    "DescribeLogStreams",
    "GetLogEvents",
    "FilterLogEvents",
  ],
  rds: [
    "AddTagsToResource",
    "CopyDBClusterSnapshot",
    "CopyDBSnapshot",
    "CreateDBClusterSnapshot",
    "CreateDBSnapshot",
    "DescribeDBClusterAutomatedBackups",
    "DescribeDBClusters",
    "DescribeDBClusterSnapshots",
    "DescribeDBInstances",
    "DescribeDBSnapshots",
    "ListTagsForResource",
    "RestoreDBClusterFromSnapshot",
    "RestoreDBInstanceFromDBSnapshot",
  ],
  "rds-db": ["connect"],
  s3: [
    "Get*",
    "List*",
    "PutObject",
    "AbortMultipartUpload",
    "PutObjectTagging",
    "PutObjectRetention",
    "CreateJob",
    "DescribeJob",
    "ReplicateObject",
    "ReplicateTags",
    "InitiateReplication",
  ],
  secretsmanager: ["GetSecretValue", "PutSecretValue", "DescribeSecret"],
  sns: ["Publish"],
  sqs: ["SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes"],
  ssm: ["GetParameters"],
  states: ["StartExecution"],
  sts: ["GetWebIdentityToken"],
  tag: ["GetResources"],
  // A service tells where its requests spend their time.
  xray: ["PutTraceSegments"],
};

/** What the names of buckets for clusters' snapshots begin with: the boundary knows them by it. */
export const SNAPSHOT_BUCKETS = "strongroom-snapshots-";

/** What the names of rules begin with by which GuardDuty hears of uploads: it makes them itself. */
export const SCAN_RULES = "DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3";

/** Buckets that AWS Backup may back up, by their names: those of web services' files, and no vault. */
const BACKED_UP_BUCKETS = "strongroom-*-media-*";

/** What a role of a workload may do to some resources, and never to others. */
export const boundaryExceptions: readonly Statement[] = [
  {
    // Snapshots of a cluster share files, and no lifecycle rule of S3 knows which are still needed: the cluster removes them.
    Sid: "RemoveOldSnapshotsOfClusters",
    Effect: "Allow",
    Action: ["s3:DeleteObject"],
    Resource: `arn:aws:s3:::${SNAPSHOT_BUCKETS}*`,
  },
  {
    // GuardDuty is told of uploads, and writes on each what it found.
    Sid: "MarkUploads",
    Effect: "Allow",
    Action: ["s3:PutBucketNotification", "s3:PutObjectVersionTagging"],
    Resource: "arn:aws:s3:::strongroom-*-originals-*",
  },
  {
    // Amazon MQ makes a broker's log by itself, under the broker's id and without a key.
    Sid: "EncryptLogsOfMessageBrokers",
    Effect: "Allow",
    Action: ["logs:AssociateKmsKey"],
    Resource: "arn:aws:logs:*:*:log-group:/aws/amazonmq/broker/*",
  },
  {
    Sid: "SetBucketsUpForBackups",
    Effect: "Allow",
    Action: ["s3:PutBucketNotification", "s3:PutInventoryConfiguration"],
    Resource: `arn:aws:s3:::${BACKED_UP_BUCKETS}`,
  },
  {
    // By which AWS Backup and GuardDuty hear what changes in a bucket.
    Sid: "KeepRulesOfAwsServices",
    Effect: "Allow",
    Action: [
      "events:DeleteRule",
      "events:DescribeRule",
      "events:DisableRule",
      "events:EnableRule",
      "events:ListTargetsByRule",
      "events:PutRule",
      "events:PutTargets",
      "events:RemoveTargets",
    ],
    Resource: ["AwsBackupManagedRule", SCAN_RULES].map((rules) => `arn:aws:events:*:*:rule/${rules}*`),
  },
  {
    // AWS Backup's own snapshots, for a copy in another account; the policy of their key says which that may be.
    Sid: "ShareBackupsWithAnotherAccount",
    Effect: "Allow",
    Action: ["rds:ModifyDBClusterSnapshotAttribute"],
    Resource: "arn:aws:rds:*:*:cluster-snapshot:awsbackup:*",
  },
  {
    // A snapshot is encrypted by the service that holds it, RDS for AWS Backup, which is granted the key for that alone.
    Sid: "GrantKeysToAwsServices",
    Effect: "Allow",
    Action: ["kms:CreateGrant"],
    Resource: "*",
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
  },
];

/** The permission boundary of a stage: a role that has it can do no more than this, whatever its policy says. */
export class PermissionBoundary extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PermissionBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:identity:PermissionBoundary", name, {}, opts);
    const policy = boundaryPolicy(
      name,
      {
        policyName: args.policyName,
        description: "All that any role of a workload of this stage may ever do",
        statements: [
          ...Object.entries(boundaryActions).map(([service, actions]): Statement => ({
            Sid: sid(service),
            Effect: "Allow",
            Action: actions.map((action) => `${service}:${action}`),
            Resource: "*",
          })),
          ...boundaryExceptions,
        ],
        regions: args.regions,
      },
      { parent: this },
    );
    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

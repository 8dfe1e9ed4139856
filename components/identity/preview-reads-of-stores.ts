/** What is read of one AWS service. */
export interface Reads {
  /** Of the account's own things: where the service's ARNs do not hold the account, they are told. */
  readonly ofThings?: {
    readonly actions: readonly string[];
    readonly arns?: readonly string[];
    /** What is no thing of the service itself, beside those that are. */
    readonly besides?: readonly string[];
  };
  /** What takes no resource. */
  readonly ofAll?: readonly string[];
}

/** What a preview reads of what keeps anything, by service: how it is set up, and nothing of what is in it. */
export const storeReads: Readonly<Record<string, Reads>> = {
  backup: {
    ofThings: {
      actions: [
        "DescribeBackupVault",
        "GetBackupPlan",
        "GetBackupSelection",
        "GetBackupVaultAccessPolicy",
        "GetRestoreTestingPlan",
        "GetRestoreTestingSelection",
        "ListTags",
      ],
    },
    ofAll: ["DescribeRegionSettings"],
  },
  dynamodb: {
    ofThings: {
      actions: [
        "DescribeTable",
        "DescribeContinuousBackups",
        "DescribeTimeToLive",
        "DescribeKinesisStreamingDestination",
        "GetResourcePolicy",
        "ListTagsOfResource",
      ],
    },
  },
  ecr: {
    ofThings: {
      actions: ["DescribeRepositories", "GetLifecyclePolicy", "GetRepositoryPolicy", "ListTagsForResource"],
    },
    ofAll: ["GetRegistryScanningConfiguration"],
  },
  elasticfilesystem: {
    ofThings: {
      actions: [
        "DescribeAccessPoints",
        "DescribeBackupPolicy",
        "DescribeFileSystemPolicy",
        "DescribeFileSystems",
        "DescribeLifecycleConfiguration",
        "DescribeMountTargetSecurityGroups",
        "DescribeMountTargets",
      ],
    },
  },
  es: {
    ofThings: {
      actions: ["DescribeDomain", "DescribeDomainConfig", "DescribeDomainChangeProgress", "ListTags"],
    },
  },
  kms: {
    ofThings: { actions: ["DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"] },
    ofAll: ["ListAliases"],
  },
  mq: {
    ofThings: {
      actions: [
        "DescribeBroker",
        "DescribeConfiguration",
        "DescribeConfigurationRevision",
        "DescribeUser",
        "ListTags",
      ],
    },
  },
  rds: {
    ofThings: {
      actions: [
        "DescribeDBClusterParameterGroups",
        "DescribeDBClusterParameters",
        "DescribeDBClusters",
        "DescribeDBInstances",
        "DescribeDBParameterGroups",
        "DescribeDBParameters",
        "DescribeDBProxies",
        "DescribeDBProxyTargetGroups",
        "DescribeDBProxyTargets",
        "DescribeDBSubnetGroups",
        "DescribeGlobalClusters",
        "ListTagsForResource",
      ],
    },
  },
  s3: {
    ofThings: {
      actions: [
        "GetBucket*",
        "GetAccelerateConfiguration",
        "GetEncryptionConfiguration",
        "GetInventoryConfiguration",
        "GetLifecycleConfiguration",
        "GetMetricsConfiguration",
        "GetReplicationConfiguration",
        "ListBucket",
      ],
      arns: ["strongroom-*", "archive-*", "storage-*", "vhs-*", "aws-waf-logs-strongroom-*"].map(
        (names) => `arn:aws:s3:::${names}`,
      ),
    },
    ofAll: ["GetAccountPublicAccessBlock"],
  },
  secretsmanager: {
    ofThings: { actions: ["DescribeSecret", "GetResourcePolicy", "ListSecretVersionIds"] },
  },
};

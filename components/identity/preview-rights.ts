import { platformReads } from "./preview-reads-of-platform";

/** What is read of one AWS service. */
export interface Reads {
  /** Of the account's own things: where the service's ARNs do not hold the account, they are told. */
  readonly ofThings?: { readonly actions: readonly string[]; readonly arns?: readonly string[] };
  /** What takes no resource. */
  readonly ofAll?: readonly string[];
}

/**
 * What a preview reads (and a comparison with what is there, `--refresh`), by service. It has no value of a secret, no
 * object but the state's, no row, message or log line, no picture of a machine. What begins with a reading verb and is
 * left out on purpose, or named one by one for it: `cognito-idp:DescribeUserPoolClient` (its secret),
 * `secretsmanager:GetSecretValue`, `ssm:GetParameter*`, `logs:GetLogEvents`, `dynamodb:GetItem`, `s3:GetObject`,
 * `sts:GetFederationToken` and `sts:GetSessionToken`, `kms:GetParametersForImport`, `states:DescribeExecution` (what was
 * put into it), `ec2:GetPasswordData` and `ec2:GetConsole*`.
 */
export const previewReads: Readonly<Record<string, Reads>> = {
  ...platformReads,
  acm: {
    ofThings: { actions: ["DescribeCertificate", "ListTagsForCertificate"] },
    ofAll: ["ListCertificates"],
  },
  apigateway: {
    ofThings: {
      actions: ["GET"],
      arns: ["/account", "/domainnames*", "/restapis*", "/tags/*", "/vpclinks*"].map(
        (path) => `arn:aws:apigateway:*::${path}`,
      ),
    },
  },
  "application-autoscaling": {
    ofThings: { actions: ["ListTagsForResource"] },
    ofAll: ["DescribeScalableTargets", "DescribeScalingPolicies"],
  },
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
  budgets: { ofThings: { actions: ["ViewBudget", "ListTagsForResource"] } },
  cloudtrail: {
    ofThings: { actions: ["GetTrail", "GetTrailStatus", "GetEventSelectors", "ListTags"] },
    ofAll: ["DescribeTrails"],
  },
  cloudwatch: { ofThings: { actions: ["DescribeAlarms", "GetDashboard", "ListTagsForResource"] } },
  "cognito-idp": {
    ofThings: {
      actions: ["DescribeUserPool", "DescribeResourceServer", "GetUserPoolMfaConfig", "ListTagsForResource"],
    },
    ofAll: ["DescribeUserPoolDomain"],
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
  ec2: {
    ofAll: [
      "DescribeAddresses",
      "DescribeAddressesAttribute",
      "DescribeAvailabilityZones",
      "DescribeFlowLogs",
      "DescribeInternetGateways",
      "DescribeManagedPrefixLists",
      "DescribeNatGateways",
      "DescribeNetworkAcls",
      "DescribeNetworkInterfaces",
      "DescribePrefixLists",
      "DescribeRouteTables",
      "DescribeSecurityGroupRules",
      "DescribeSecurityGroups",
      "DescribeSubnets",
      "DescribeTags",
      "DescribeVpcEndpointServices",
      "DescribeVpcEndpoints",
      "DescribeVpcs",
      "GetEbsDefaultKmsKeyId",
      "GetEbsEncryptionByDefault",
      "GetInstanceMetadataDefaults",
    ],
    ofThings: { actions: ["DescribeVpcAttribute"] },
  },
  ecs: {
    ofThings: {
      actions: ["DescribeCapacityProviders", "DescribeClusters", "DescribeServices", "ListTagsForResource"],
    },
    ofAll: ["DescribeTaskDefinition"],
  },
  ecr: {
    ofThings: {
      actions: ["DescribeRepositories", "GetLifecyclePolicy", "GetRepositoryPolicy", "ListTagsForResource"],
    },
  },
  elasticloadbalancing: { ofAll: ["Describe*"] },
  es: {
    ofThings: {
      actions: ["DescribeDomain", "DescribeDomainConfig", "DescribeDomainChangeProgress", "ListTags"],
    },
  },
  events: {
    ofThings: {
      actions: [
        "DescribeArchive",
        "DescribeEventBus",
        "DescribeRule",
        "ListTagsForResource",
        "ListTargetsByRule",
      ],
    },
  },
  iam: {
    ofThings: {
      actions: [
        "GetOpenIDConnectProvider",
        "GetPolicy",
        "GetPolicyVersion",
        "GetRole",
        "GetRolePolicy",
        "ListAttachedRolePolicies",
        "ListPolicyTags",
        "ListPolicyVersions",
        "ListRolePolicies",
        "ListRoleTags",
      ],
    },
    ofAll: ["GetOutboundWebIdentityFederationInfo"],
  },
  kms: {
    ofThings: { actions: ["DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"] },
    ofAll: ["ListAliases"],
  },
  lambda: {
    ofThings: {
      actions: [
        "GetFunction",
        "GetFunctionConfiguration",
        "GetFunctionCodeSigningConfig",
        "GetFunctionEventInvokeConfig",
        "GetFunctionConcurrency",
        "GetPolicy",
        "ListTags",
        "ListVersionsByFunction",
      ],
    },
  },
  logs: {
    ofThings: {
      actions: [
        "DescribeMetricFilters",
        "GetDelivery",
        "GetDeliveryDestination",
        "GetDeliverySource",
        "ListTagsForResource",
      ],
    },
    ofAll: ["DescribeLogGroups", "DescribeResourcePolicies"],
  },
  rds: {
    ofThings: {
      actions: [
        "DescribeDBClusterParameterGroups",
        "DescribeDBClusterParameters",
        "DescribeDBClusters",
        "DescribeDBInstances",
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
  scheduler: { ofThings: { actions: ["GetSchedule", "GetScheduleGroup", "ListTagsForResource"] } },
  secretsmanager: {
    ofThings: { actions: ["DescribeSecret", "GetResourcePolicy", "ListSecretVersionIds"] },
  },
  servicediscovery: {
    ofThings: { actions: ["GetNamespace", "GetService"] },
    ofAll: ["ListTagsForResource"],
  },
  sns: { ofThings: { actions: ["GetTopicAttributes", "GetSubscriptionAttributes", "ListTagsForResource"] } },
  sqs: { ofThings: { actions: ["GetQueueAttributes", "GetQueueUrl", "ListQueueTags"] } },
  ssm: { ofThings: { actions: ["ListTagsForResource"] }, ofAll: ["DescribeParameters"] },
  states: {
    ofThings: { actions: ["DescribeStateMachine", "ListStateMachineVersions", "ListTagsForResource"] },
    ofAll: ["ValidateStateMachineDefinition"],
  },
  synthetics: { ofThings: { actions: ["GetCanary", "ListTagsForResource"] } },
  wafv2: {
    ofThings: {
      actions: ["GetLoggingConfiguration", "GetWebACL", "GetWebACLForResource", "ListTagsForResource"],
    },
    ofAll: ["DescribeManagedRuleGroup"],
  },
};

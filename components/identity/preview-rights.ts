import { platformReads } from "./preview-reads-of-platform";
import { storeReads, type Reads } from "./preview-reads-of-stores";

/**
 * What a preview reads (and a comparison with what is there, `--refresh`), by service. It has no value of a secret, no
 * object but the state's, no row, message or log line, no picture of a machine. What begins with a reading verb and is
 * left out on purpose, or named one by one for it: `cognito-idp:DescribeUserPoolClient` (its secret),
 * `secretsmanager:GetSecretValue`, `ssm:GetParameter*`, `logs:GetLogEvents`, `dynamodb:GetItem`, `s3:GetObject`,
 * `sts:GetFederationToken` and `sts:GetSessionToken`, `kms:GetParametersForImport`, `states:DescribeExecution` (what was
 * put into it), `ec2:GetPasswordData` and `ec2:GetConsole*`.
 */
export const previewReads: Readonly<Record<string, Reads>> = {
  ...storeReads,
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
  autoscaling: { ofAll: ["DescribeAutoScalingGroups"] },
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
  ec2: {
    ofAll: [
      "DescribeAddresses",
      "DescribeAddressesAttribute",
      "DescribeAvailabilityZones",
      "DescribeFlowLogs",
      "DescribeInternetGateways",
      "DescribeLaunchTemplateVersions",
      "DescribeLaunchTemplates",
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
  elasticloadbalancing: { ofAll: ["Describe*"] },
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
        "GetInstanceProfile",
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
  inspector2: { ofAll: ["BatchGetAccountStatus"] },
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
        "GetDataProtectionPolicy",
        "GetDelivery",
        "GetDeliveryDestination",
        "GetDeliverySource",
        "ListTagsForResource",
      ],
    },
    ofAll: ["DescribeLogGroups", "DescribeResourcePolicies"],
  },
  scheduler: { ofThings: { actions: ["GetSchedule", "GetScheduleGroup", "ListTagsForResource"] } },
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
      // Before which a firewall is.
      besides: ["arn:aws:apigateway:*::/restapis/*/stages/*"],
    },
    ofAll: ["DescribeManagedRuleGroup"],
  },
};

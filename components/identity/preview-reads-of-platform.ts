import type { Reads } from "./preview-reads-of-stores";

/** What a preview reads of names in the world, of CloudFront, and of what the platform alone is made of, by service. */
export const platformReads: Readonly<Record<string, Reads>> = {
  ce: {
    ofThings: { actions: ["GetAnomalyMonitors", "GetAnomalySubscriptions", "ListTagsForResource"] },
  },
  cloudfront: {
    ofThings: {
      actions: [
        "DescribeFunction",
        "GetCachePolicy",
        "GetDistribution",
        "GetFunction",
        "GetOriginAccessControl",
        "GetResponseHeadersPolicy",
        "GetVpcOrigin",
        "ListTagsForResource",
      ],
    },
  },
  eks: {
    ofThings: {
      actions: [
        "DescribeAccessEntry",
        "DescribeAddon",
        "DescribeCapability",
        "DescribeCluster",
        "DescribePodIdentityAssociation",
        "DescribeUpdate",
        "ListAssociatedAccessPolicies",
        "ListTagsForResource",
      ],
    },
  },
  elasticache: {
    ofThings: {
      actions: [
        "DescribeCacheClusters",
        "DescribeCacheParameterGroups",
        "DescribeCacheParameters",
        "DescribeCacheSubnetGroups",
        "DescribeReplicationGroups",
        "DescribeUserGroups",
        "DescribeUsers",
        "ListTagsForResource",
      ],
    },
  },
  guardduty: { ofThings: { actions: ["GetMalwareProtectionPlan", "ListTagsForResource"] } },
  kinesis: {
    ofThings: { actions: ["DescribeStreamSummary", "ListTagsForResource", "ListTagsForStream"] },
  },
  route53: {
    ofThings: {
      actions: [
        "GetChange",
        "GetDNSSEC",
        "GetHostedZone",
        "GetQueryLoggingConfig",
        "ListResourceRecordSets",
        "ListTagsForResource",
      ],
      arns: ["hostedzone", "change", "queryloggingconfig"].map((kind) => `arn:aws:route53:::${kind}/*`),
    },
    ofAll: ["ListHostedZones", "ListHostedZonesByName"],
  },
};

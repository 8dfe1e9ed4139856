import { EDGE_REGION } from "../../place/regions";
import type { Statement } from "../policy";
import type { DeployedStage } from "./deployed-stage";
import { zones } from "./entrances";
import { named, ALL, TAGS, words, type Works } from "./work";

/**
 * CloudFront, its firewall and its logs, which are all in us-east-1, and the records that lead there.
 * @param site what the firewall and the deliveries of logs are called
 */
export const edgeWork = (site: (at: DeployedStage) => string): Works => ({
  cloudfront: [
    {
      actions:
        words(`CreateCachePolicy CreateDistribution CreateOriginAccessControl CreateResponseHeadersPolicy
        CreateVpcOrigin`),
      on: ALL,
    },
    {
      actions: words(`AllowVendedLogDeliveryForResource DeleteCachePolicy DeleteDistribution
        DeleteOriginAccessControl DeleteResponseHeadersPolicy DeleteVpcOrigin ${TAGS} UpdateCachePolicy
        UpdateDistribution UpdateOriginAccessControl UpdateResponseHeadersPolicy UpdateVpcOrigin`),
      on: ({ accountId }) =>
        words("cache-policy distribution origin-access-control response-headers-policy vpcorigin").map(
          (kind) => `arn:aws:cloudfront::${accountId}:${kind}/*`,
        ),
    },
  ],
  logs: [
    // Of the firewall's own log.
    { actions: words("CreateLogDelivery DeleteLogDelivery"), on: ALL },
    {
      actions: words(`CreateDelivery DeleteDelivery DeleteDeliveryDestination DeleteDeliverySource
        PutDeliveryDestination PutDeliverySource ${TAGS} UpdateDeliveryConfiguration`),
      on: named("logs", (at) => [
        "delivery:*",
        `delivery-destination:${site(at)}`,
        `delivery-source:${site(at)}`,
      ]),
    },
  ],
  route53: [
    {
      actions: words("ChangeResourceRecordSets"),
      on: zones,
      // Names of the site, but no mail, no certificate and no other's zone.
      when: {
        "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["A", "AAAA"] },
        Null: { "route53:ChangeResourceRecordSetsRecordTypes": "false" },
      },
    },
  ],
  wafv2: [
    {
      actions: words(`CreateWebACL DeleteLoggingConfiguration DeleteWebACL PutLoggingConfiguration
        UpdateWebACL ${TAGS}`),
      on: (at) =>
        [`webacl/${site(at)}/*`, "managedruleset/*"].map(
          (what) => `arn:aws:wafv2:${EDGE_REGION}:${at.accountId}:global/${what}`,
        ),
    },
  ],
});

/** Whoever turns a firewall's log on is asked whether the bucket takes it [AWS: Logs sent to Amazon S3]. */
export const seeWhoDeliversLogs = (bucketName: string): Statement => ({
  Sid: "SeeWhoDeliversLogs",
  Effect: "Allow",
  Action: ["s3:GetBucketPolicy"],
  Resource: `arn:aws:s3:::${bucketName}`,
});

import { ImageDistribution } from "../../../components/edge/image-distribution";
import { stageProvider } from "../../../components/place/provider";
import { EDGE_REGION } from "../../../components/place/regions";
import { names } from "./names";
import type { PlatformGround } from "./place";
import type { Settings } from "./settings";

/**
 * CloudFront before the web site and its images.
 * @param hostNames as platform/base has them, each under its word
 */
export function site(
  { limits }: Settings["images"],
  hostNames: Readonly<Record<"site" | "www" | "images", string>>,
  { stage, ground, base }: PlatformGround,
): ImageDistribution {
  const { accountId, owner } = ground;
  const edge = stageProvider("aws-edge", { system: "platform", owner, accountId, region: EDGE_REGION });
  return new ImageDistribution(
    "platform",
    {
      siteName: names(stage).site,
      hostNames,
      certificateArn: base.certificateArns.edge,
      zoneId: base.zone.id,
      region: ground.regions.primary,
      assetsBucketName: base.buckets.assets.name,
      derivedBucketName: base.buckets.derived.name,
      proxy: { loadBalancerArn: base.imageBalancer.arn, hostName: hostNames.images },
      limits,
      logBucketName: base.edge.logBucketName,
      alarmTopicArn: base.edge.alarmTopicArn,
    },
    { providers: [edge] },
  );
}

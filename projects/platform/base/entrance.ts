import type * as pulumi from "@pulumi/pulumi";
import { DnsCertificate } from "../../../components/certificates/dns-certificate";
import { SignedZone } from "../../../components/dns/signed-zone";
import { EdgeGround } from "../../../components/edge/edge-ground";
import { logsService } from "../../../components/keys/stage-keys";
import { balancerPromise } from "../../../components/load-balancer/balancer-promise";
import { cloudFrontLists } from "../../../components/load-balancer/callers";
import { WebLoadBalancer } from "../../../components/load-balancer/web-load-balancer";
import { keyAlias } from "../../../components/names/names";
import { EDGE_REGION } from "../../../components/place/regions";
import { edgeTopicName, hostNames, imageBalancerName } from "../names";
import type { PlatformPlace } from "./place";
import type { Settings } from "./settings";

/** The platform's names in the world, the certificates for them, and the balancer that CloudFront calls for images. */
export function entrance(settings: Settings["zone"], at: PlatformPlace) {
  const { accountId, stage, ground } = at;
  const edge = new EdgeGround(
    "edge",
    {
      accountId,
      keyAlias: keyAlias(stage, "platform-edge"),
      alarmTopicName: edgeTopicName(stage),
      custodianRoleArns: ground.serviceCustodianRoleArns.platform,
      // The log of who asked for the zone's names.
      services: [logsService(EDGE_REGION, accountId)],
    },
    at.edge,
  );
  const zone = theZone(settings, edge, at);
  const names = hostNames(settings.name);
  const expiry = (topicArn: pulumi.Input<string>) => ({
    alarmName: `${settings.name}_certificate`,
    topicArn,
  });
  const home = new DnsCertificate(
    "certificate",
    { domainNames: names, zoneId: zone.id, expiry: expiry(ground.alarmTopicArn) },
    at.primary,
  );
  const ofEdge = new DnsCertificate(
    "edge-certificate",
    { domainNames: names, provenBy: home, expiry: expiry(edge.alarmTopicArn) },
    at.edge,
  );
  const balancer = new WebLoadBalancer(
    "image-balancer",
    {
      loadBalancerName: imageBalancerName(stage),
      vpcId: ground.network.vpcId,
      subnetIds: ground.network.privateSubnetIds,
      certificateArn: home.arn,
      accessLogs: { bucketName: ground.accessLogBucketName, prefix: "image-load-balancer" },
      reached: {
        from: "inside",
        callers: {
          cloudfront: { prefixListId: ground.regions.primary.apply((region) => cloudFrontLists[region]) },
        },
      },
    },
    at.primary,
  );
  return {
    zone: { ...zone, name: settings.name },
    hostNames: names,
    certificateArns: { home: home.arn, edge: ofEdge.arn },
    alarmTopicArn: edge.alarmTopicArn,
    balancer: balancerPromise(balancer),
  };
}

/** Made here, or somebody else's. */
function theZone({ name, id, parentId }: Settings["zone"], edge: EdgeGround, at: PlatformPlace) {
  if (id !== undefined) return { id, delegation: null };
  const { accountId, stage, ground } = at;
  const made = new SignedZone(
    "zone",
    {
      zoneName: name,
      parentZoneId: parentId,
      accountId,
      keyAlias: keyAlias(stage, "platform-zone"),
      custodianRoleArns: ground.serviceCustodianRoleArns.platform,
      logsKeyArn: edge.keyArn,
      logDays: ground.retention.logDays,
      alarmTopicArn: edge.alarmTopicArn,
    },
    at.edge,
  );
  return {
    id: made.zoneId,
    delegation: { nameServers: made.nameServers, signer: made.delegationSigner },
  };
}

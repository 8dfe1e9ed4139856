import * as pulumi from "@pulumi/pulumi";
import { DnsCertificate } from "../../../components/certificates/dns-certificate";
import { EdgeGround } from "../../../components/edge/edge-ground";
import { siteGroups } from "../../../components/firewall/site-groups";
import { cloudFrontLists } from "../../../components/load-balancer/callers";
import { NamesOfBalancer } from "../../../components/load-balancer/names-of-balancer";
import { WebLoadBalancer } from "../../../components/load-balancer/web-load-balancer";
import { keyAlias } from "../../../components/names/names";
import { balancerNames, edgeTopicName } from "../names";
import type { ServicePlace } from "./place";
import type { Settings } from "./settings";

/** Public names by words that stay the same: `www-example-org`. */
const byWords = (hostNames: readonly string[]) =>
  Object.fromEntries(hostNames.map((hostName) => [hostName.replaceAll(".", "-"), hostName]));

/** The way in from the world: certificates, the load balancer, and where there is a CDN what it stands on in us-east-1. */
export function entrance({ site, cdn }: Settings, at: ServicePlace) {
  const { zoneId } = site;
  const domainNames = byWords(site.hostNames);
  const made = zoneId && new DnsCertificate("certificate", { domainNames, zoneId }, at.primary);
  const certificateArn = made ? made.arn : issued("site", site.certificateArn);
  if (!cdn.enabled) {
    const balancer = openBalancer(certificateArn, cdn.requestsPerFiveMinutes, at);
    if (zoneId) new NamesOfBalancer("names", { hostNames: domainNames, zoneId, balancer }, at.primary);
    return { balancer, edge: null };
  }
  const edge = at.edge();
  const edgeCertificate =
    made && new DnsCertificate("edge-certificate", { domainNames, provenBy: made }, edge);
  const { alarmTopicArn } = new EdgeGround(
    "edge",
    {
      accountId: at.accountId,
      keyAlias: keyAlias(at.stage, "edge"),
      alarmTopicName: edgeTopicName(at.stage),
      custodianRoleArns: at.ground.serviceCustodianRoleArns.webservice,
    },
    edge,
  );
  return {
    balancer: insideBalancer(certificateArn, at),
    edge: {
      certificateArn: edgeCertificate ? edgeCertificate.arn : issued("cdn", cdn.certificateArn),
      alarmTopicArn,
    },
  };
}

/** Faces the world, behind a firewall of its own. */
const openBalancer = (
  certificateArn: pulumi.Input<string>,
  requestsPerFiveMinutes: number,
  { ground, stage, ...at }: ServicePlace,
) =>
  new WebLoadBalancer(
    "balancer",
    {
      ...ofBoth(certificateArn, ground),
      loadBalancerName: balancerNames(stage).open,
      subnetIds: ground.network.publicSubnetIds,
      reached: {
        from: "internet",
        firewall: {
          webAclName: balancerNames(stage).open,
          requestsPerFiveMinutes,
          managedGroups: siteGroups(),
        },
        logsKeyArn: ground.keyArns.logs,
        logDays: ground.retention.logDays,
        region: ground.regions.primary,
        alarmTopicArn: ground.alarmTopicArn,
      },
    },
    at.primary,
  );

/** Called by CloudFront alone, which stands in front of it with the firewall. */
const insideBalancer = (certificateArn: pulumi.Input<string>, { ground, stage, ...at }: ServicePlace) =>
  new WebLoadBalancer(
    "inside-balancer",
    {
      ...ofBoth(certificateArn, ground),
      loadBalancerName: balancerNames(stage).inside,
      subnetIds: ground.network.privateSubnetIds,
      reached: {
        from: "inside",
        callers: {
          cloudfront: { prefixListId: ground.regions.primary.apply((region) => cloudFrontLists[region]) },
        },
      },
    },
    at.primary,
  );

const ofBoth = (certificateArn: pulumi.Input<string>, ground: ServicePlace["ground"]) => ({
  vpcId: ground.network.vpcId,
  certificateArn,
  accessLogs: { bucketName: ground.accessLogBucketName, prefix: "web-load-balancer" },
});

/** A certificate that somebody else has made, where the stage has no zone: the settings are held to it. */
function issued(setting: string, certificateArn: string | undefined): string {
  if (certificateArn !== undefined) return certificateArn;
  throw new pulumi.RunError(`${setting}.certificateArn: needed where site.zoneId is not given`);
}

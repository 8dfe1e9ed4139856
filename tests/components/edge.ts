import { Provider } from "@pulumi/aws/provider";
import * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";
import { MediaBucket } from "../../components/buckets/media-bucket";
import { DnsCertificate } from "../../components/certificates/dns-certificate";
import { EdgeGround } from "../../components/edge/edge-ground";
import { EdgeLogBucket, logDelivery } from "../../components/edge/edge-log-bucket";
import { decryptedForDistribution, readByDistribution } from "../../components/edge/origin-access";
import { SiteDistribution, type SiteDistributionArgs } from "../../components/edge/site-distribution";
import { CustomerKey } from "../../components/keys/customer-key";
import { EDGE_REGION } from "../../components/place/regions";
import type { Graph } from "../graph/graph";
import { around, ZONE_ID } from "./api";
import { ACCOUNT, REGION, role, runComponent } from "./ground";

export const LOGS = `aws-waf-logs-strongroom-pre-edge-${ACCOUNT}`;
export const MEDIA = `strongroom-pre-media-${ACCOUNT}`;
export const HOST_NAMES = { www: "www.example.org", bare: "example.org" };

/** A distribution that stands already, as its stage's settings name it. */
export const DISTRIBUTION_ID = "E2QWRUHAPOMQZL";

/** A site with all that it stands on. */
export function makeSite(others: Partial<SiteDistributionArgs> = {}, preview = false): Promise<Graph> {
  return runComponent(({ subnetIds, groupId, logBucket }, opts) => {
    const child = around(opts);
    const edge = { providers: [new Provider("edge", { region: EDGE_REGION, allowedAccountIds: [ACCOUNT] })] };
    const custodianRoleArns = [role("strongroom-pre-custodian")];
    const serving = { accountId: ACCOUNT, distributionId: DISTRIBUTION_ID };
    const balancer = new lb.LoadBalancer(
      "web",
      {
        name: "web",
        internal: true,
        loadBalancerType: "application",
        subnets: subnetIds,
        securityGroups: [groupId],
      },
      child,
    );
    const key = (name: string, services: ConstructorParameters<typeof CustomerKey>[1]["services"]) =>
      new CustomerKey(
        name,
        { alias: `alias/${name}`, description: name, accountId: ACCOUNT, custodianRoleArns, services },
        opts,
      ).arn;
    const logs = new EdgeLogBucket(
      "edge-logs",
      {
        bucketName: LOGS,
        accountId: ACCOUNT,
        keyArn: key("edge-logs-key", [logDelivery(ACCOUNT)]),
        keepDays: 365,
      },
      opts,
    );
    const ground = new EdgeGround(
      "edge",
      {
        accountId: ACCOUNT,
        keyAlias: "alias/strongroom-pre-edge",
        alarmTopicName: "strongroom-pre-edge-alarms",
        custodianRoleArns,
      },
      edge,
    );
    const certificate = new DnsCertificate(
      "site-certificate",
      { domainNames: HOST_NAMES, zoneId: ZONE_ID },
      edge,
    );
    const site = new SiteDistribution(
      "site",
      {
        siteName: "strongroom-pre-site",
        hostNames: HOST_NAMES,
        certificateArn: certificate.arn,
        zoneId: ZONE_ID,
        files: { bucketName: MEDIA, region: REGION },
        application: { loadBalancerArn: balancer.arn, loadBalancerDnsName: balancer.dnsName },
        firewall: { requestsPerFiveMinutes: 2000 },
        logBucketName: logs.bucketName,
        alarmTopicArn: ground.alarmTopicArn,
        ...others,
      },
      { ...edge, dependsOn: [logs] },
    );
    const media = new MediaBucket(
      "media",
      {
        bucketName: MEDIA,
        keyArn: key("media-key", [decryptedForDistribution(serving)]),
        accessLogs: { bucketName: logBucket },
        statements: ({ bucket }) => [readByDistribution(bucket, serving)],
      },
      opts,
    );
    return told(site, media, balancer, ground);
  }, preview);
}

function told(
  site: SiteDistribution,
  media: MediaBucket,
  balancer: lb.LoadBalancer,
  ground: EdgeGround,
): Readonly<Record<string, pulumi.Output<string>>> {
  return {
    arn: site.arn,
    domainName: site.domainName,
    mediaArn: media.arn,
    balancerArn: balancer.arn,
    balancerDnsName: balancer.dnsName,
    alarmTopicArn: ground.alarmTopicArn,
  };
}

import { DnsCertificate } from "../../../components/certificates/dns-certificate";
import { balancerPromise } from "../../../components/load-balancer/balancer-promise";
import { NamesOfBalancer } from "../../../components/load-balancer/names-of-balancer";
import { WebLoadBalancer } from "../../../components/load-balancer/web-load-balancer";
import { balancerName } from "../names";
import type { DataVaultPlace } from "./place";
import type { Settings } from "./settings";

/** The way in from the world: a name, its certificate, and a load balancer behind a firewall. */
export function entrance(site: Settings["site"], { stage, ground, primary }: DataVaultPlace) {
  const { hostName, zoneId } = site;
  const certificate = new DnsCertificate("certificate", { domainNames: { site: hostName }, zoneId }, primary);
  const balancer = new WebLoadBalancer(
    "balancer",
    {
      loadBalancerName: balancerName(stage),
      vpcId: ground.network.vpcId,
      subnetIds: ground.network.publicSubnetIds,
      certificateArn: certificate.arn,
      accessLogs: { bucketName: ground.accessLogBucketName, prefix: "datavault-load-balancer" },
      reached: {
        from: "internet",
        firewall: {
          webAclName: balancerName(stage),
          requestsPerFiveMinutes: site.requestsPerFiveMinutes,
        },
        logsKeyArn: ground.keyArns.logs,
        logDays: ground.retention.logDays,
        region: ground.regions.primary,
        alarmTopicArn: ground.alarmTopicArn,
      },
    },
    primary,
  );
  new NamesOfBalancer("names", { hostNames: { site: hostName }, zoneId, balancer }, primary);
  return balancerPromise(balancer);
}

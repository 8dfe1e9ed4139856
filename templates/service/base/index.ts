import * as pulumi from "@pulumi/pulumi";
import { DnsCertificate } from "../../../components/certificates/dns-certificate";
import { ImageRepository } from "../../../components/delivery/image-repository";
import { siteGroups } from "../../../components/firewall/site-groups";
import { NamesOfBalancer } from "../../../components/load-balancer/names-of-balancer";
import { WebLoadBalancer } from "../../../components/load-balancer/web-load-balancer";
import { stageProvider } from "../../../components/place/provider";
import { foundation } from "../../../projects/foundation/contract";
import { system } from "../contract";
import { names } from "../names";
import { config } from "./settings";

const { hostNames, zoneId, requestsPerFiveMinutes } = config();
const { balancer: balancerName, repository: repositoryName } = names(pulumi.getStack());

const ground = foundation.receive();
const { accountId, owner, network, regions } = ground;
const inAccount = {
  providers: [stageProvider("aws", { system: "new-system", owner, accountId, region: regions.primary })],
};

const byWords = Object.fromEntries(hostNames.map((name) => [name.replaceAll(".", "-"), name]));
const certificate = new DnsCertificate("certificate", { domainNames: byWords, zoneId }, inAccount);
const balancer = new WebLoadBalancer(
  "balancer",
  {
    loadBalancerName: balancerName,
    vpcId: network.vpcId,
    subnetIds: network.publicSubnetIds,
    certificateArn: certificate.arn,
    accessLogs: { bucketName: ground.accessLogBucketName, prefix: "new-system-load-balancer" },
    reached: {
      from: "internet",
      firewall: { webAclName: balancerName, requestsPerFiveMinutes, managedGroups: siteGroups() },
      logsKeyArn: ground.keyArns.logs,
      logDays: ground.retention.logDays,
      region: regions.primary,
      alarmTopicArn: ground.alarmTopicArn,
    },
  },
  inAccount,
);
new NamesOfBalancer("names", { hostNames: byWords, zoneId, balancer }, inAccount);

const repository = new ImageRepository(
  "images",
  { repositoryName, keyArn: ground.keyArns.data, pullAccountIds: [accountId] },
  inAccount,
);

export = system.publish({
  hostNames,
  repositoryUrl: repository.url,
  balancer: {
    arnSuffix: balancer.arnSuffix,
    securityGroupId: balancer.securityGroupId,
    httpsListenerArn: balancer.httpsListenerArn,
    testListenerArn: balancer.testListenerArn,
  },
});

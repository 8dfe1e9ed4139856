import * as pulumi from "@pulumi/pulumi";
import { packInForce } from "../../../components/contract/policy-pack";
import { ServiceDashboard } from "../../../components/dashboard/service-dashboard";
import { stageProvider } from "../../../components/place/provider";
import { ObjectiveAlarms } from "../../../components/watch/objective-alarms";
import { SyntheticCheck } from "../../../components/watch/synthetic-check";
import { foundation } from "../../foundation/contract";
import { webservice } from "../contract";
import { admitted, agreedHostNames } from "./agreement";
import { names } from "./names";
import { webService } from "./service";
import { config } from "./settings";
import { site } from "./site";

const { service: serviceName, check: checkName } = names(pulumi.getStack());
const settings = config();

const received = foundation.receive();
const base = webservice.receive();
// No provider is made without the account, and nothing without a provider.
const ground = { ...received, accountId: admitted(base, received.accountId) };
const { accountId, owner, keyArns, alarmTopicArn, boundaryArn } = ground;
const region = ground.regions.primary;
const inAccount = { providers: [stageProvider("aws", { system: "webservice", owner, accountId, region })] };

const dataKey = { keyArn: keyArns.data };
const service = webService(
  {
    serviceName,
    ground,
    base,
    settings,
    hostNames: agreedHostNames(base, settings),
    functionPlace: {
      region,
      accountId,
      boundaryArn,
      dataKey,
      logsKeyArn: keyArns.logs,
      logDays: ground.retention.logDays,
      alarmTopicArn,
    },
  },
  inAccount,
);

const { hostNames, cdn } = settings;
const distribution = cdn && site({ siteName: serviceName, ground, base, hostNames, cdn });

const siteUrl = `https://${hostNames[0] ?? ""}`;
const check = new SyntheticCheck(
  "check",
  {
    checkName,
    siteUrl,
    bucketName: base.checkBucketName,
    key: dataKey,
    place: { region, accountId, boundaryArn },
    alarmTopicArn,
  },
  inAccount,
);

const objectives = new ObjectiveAlarms(
  "web-objectives",
  {
    serviceName,
    balancerArnSuffix: base.balancer.arnSuffix,
    logGroupName: service.logGroupName,
    topicArn: alarmTopicArn,
  },
  inAccount,
);

new ServiceDashboard(
  "web",
  {
    dashboardName: serviceName,
    region,
    clusterName: ground.cluster.name,
    serviceName: service.serviceName,
    loadBalancer: base.balancer.arnSuffix,
    targetGroups: pulumi.all(service.groupArnSuffixes),
    databaseCluster: base.database.clusterName,
    checkName: check.checkName,
    edgeFirewall: distribution && serviceName,
    alarmArns: pulumi.all([check.alarmArn, ...objectives.alarmArns]),
  },
  inAccount,
);

/** Where people look at it. */
export const url = siteUrl;

/** For `webservice-base:` settings after the first deployment (docs/webservice.md); nothing where there is no CDN. */
export const distributionId = distribution?.distributionId ?? null;

/** Which policy pack judged this deployment; nothing where none did. */
export const policyPack = packInForce();

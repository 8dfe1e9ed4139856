import * as pulumi from "@pulumi/pulumi";
import { SystemCosts } from "../../../components/alerts/system-costs";
import { packInForce } from "../../../components/contract/policy-pack";
import { ServiceDashboard } from "../../../components/dashboard/service-dashboard";
import { stageProvider } from "../../../components/place/provider";
import { servicePlace } from "../../../components/services/service-place";
import { foundation } from "../../foundation/contract";
import { platform } from "../contract";
import { hostNames } from "../names";
import { agreedZoneName } from "./agreement";
import { imageProxy } from "./image-proxy/proxy";
import { kubernetes } from "./kubernetes/cluster";
import { names } from "./names";
import type { PlatformGround } from "./place";
import { config } from "./settings";
import { site } from "./site";
import { queueWorkers } from "./workers/worker";

const stage = pulumi.getStack();
const settings = config();

const ground = foundation.receive();
const base = platform.receive();
const { accountId, owner } = ground;
const region = ground.regions.primary;
const primary = { providers: [stageProvider("aws", { system: "platform", owner, accountId, region })] };
const at: PlatformGround = { stage, ground, base, services: servicePlace(ground), primary };
const { site: siteName, cluster } = names(stage);
const hosts = hostNames(settings.zoneName);

const proxy = imageProxy(settings.images, hosts.images, at);
const distribution = site(settings.images, hosts, at);
const workers = queueWorkers(settings.workers, at);
const { argoCdUrl, manifests } = kubernetes(settings.kubernetes, at);

new SystemCosts("costs", { costsName: siteName, system: "platform", ...settings.costs }, primary);

new ServiceDashboard(
  "platform",
  {
    dashboardName: siteName,
    region,
    clusterName: ground.cluster.name,
    serviceName: proxy.serviceName,
    loadBalancer: base.imageBalancer.arnSuffix,
    targetGroups: pulumi.all(proxy.groupArnSuffixes),
    queues: pulumi.all({ sync: base.queues.sync.name, reindex: base.queues.reindex.name }),
    kubernetesCluster: cluster,
    edgeFirewall: siteName,
    alarmArns: pulumi.all(Object.values(workers).map(({ lagAlarmArn }) => lagAlarmArn)),
  },
  primary,
);

/** Where people look at it. */
export const url = agreedZoneName(base, settings).apply((zone) => `https://${zone}`);

/** For `platform-base:images` after the first deployment (docs/platform.md). */
export const distributionId = distribution.distributionId;

/** For the stage's folder of manifests, and where Argo CD is seen that brings them into the cluster (docs/platform.md). */
export { argoCdUrl, manifests };

/** Which policy pack judged this deployment; nothing where none did. */
export const policyPack = packInForce();

import type * as pulumi from "@pulumi/pulumi";
import { StickyTargets } from "../../../components/load-balancer/sticky-targets";
import { FargateService } from "../../../components/services/fargate-service";
import { httpAlarms } from "../../../components/services/http-alarms";
import { scaleByRequests } from "../../../components/services/http-scaling";
import { serviceNames } from "../names";
import { container, headerHealth, SIDECAR_MIB, type ContainersArgs } from "./containers";
import { folders, webVariables } from "./environment";
import { withMore } from "./more-variables";
import { LOG_GROUP } from "./names";
import { seeTheLog } from "./rights";
import { secretsOf } from "./secrets";
import { connected, startedBy, type Surroundings } from "./surroundings";

/** TCP port on which the sidecar before web answers the balancer; web itself answers its own task alone. */
export const WEB_PORT = 8081;

/** Seconds after which web forgets who signed in (datavault.md 9). */
const SESSION_SECONDS = 900;
/** Seconds that a task may take to be ready. */
const GRACE_SECONDS = 180;
const WAIT_MINUTES = 20;

/** What is for administrators and programs alone (datavault.md 11). */
const CLOSED = ["/actuator*", "/v3*", "/swagger-ui*"] as const;

/** Web: two to four tasks behind the balancer, each with a sidecar by which alone it is reached. */
export function web(
  at: Surroundings,
  balancerArnSuffix: pulumi.Output<string>,
  after: readonly pulumi.Resource[],
): void {
  const { stage, settings, base, place, groups, opts } = at;
  const serviceName = serviceNames(stage).web;
  const containers = webContainers(at);
  const targets = new StickyTargets(
    "web",
    {
      targetGroupName: serviceName,
      vpcId: place.vpcId,
      port: WEB_PORT,
      healthPath: "/actuator/health",
      hostName: settings.hostName,
      closedPaths: CLOSED,
      listenerArn: base.balancer.httpsListenerArn,
      stickySeconds: SESSION_SECONDS,
    },
    opts,
  );
  const watched = {
    clusterName: place.clusterName,
    balancerArnSuffix,
    groupArnSuffixes: { web: targets.arnSuffix },
  };
  const { tasks, size } = settings.web;
  const alarms = httpAlarms(
    "web",
    {
      ...watched,
      serviceName,
      minTasks: tasks.min,
      logGroupName: LOG_GROUP,
      topicArn: at.alarmTopicArn,
    },
    opts,
  );
  const service = new FargateService(
    "web",
    {
      serviceName,
      place,
      size,
      processor: settings.processor,
      spot: false,
      containers,
      tasks: { atFirst: tasks.min },
      executionRoleArn: startedBy("web", `${serviceName}_execution_role`, containers, at),
      keepsNoTask: true,
      statements: seeTheLog(place),
      securityGroupIds: [groups.web],
      balanced: {
        targetGroupArn: targets.targetGroupArn,
        containerName: "header-sidecar",
        port: WEB_PORT,
        graceSeconds: GRACE_SECONDS,
      },
      rollbackAlarms: alarms.rollback.map(({ name }) => name),
      waitMinutes: WAIT_MINUTES,
      connected: connected("web", at),
      after: [...at.logs, ...after],
    },
    opts,
  );
  scaleByRequests(
    "web-scaling",
    { ...watched, tasks, plainServiceName: serviceName, serviceName: service.serviceName },
    opts,
  );
}

function webContainers({ settings, base, place }: Surroundings) {
  const args: ContainersArgs = { stream: "web", images: settings.images, region: place.region };
  const secrets = secretsOf(base);
  const { signIn, hostName, web } = settings;
  const program = {
    ...container(args, "web", {
      environment: withMore("web", webVariables({ base, settings }), web.more),
      secrets: secrets.web,
    }),
    scratch: [folders.work, folders.active, folders.archive],
    limits: { memoryMiB: web.size.memoryMiB - SIDECAR_MIB.header - SIDECAR_MIB.connect },
  };
  const sidecar = {
    ...container(args, "header-sidecar", {
      environment: {
        SITE_HOST: hostName,
        OIDC_METADATA_URL: signIn.metadataUrl,
        OIDC_CLIENT_ID: signIn.clientId,
      },
      secrets: secrets.header,
    }),
    limits: { memoryMiB: SIDECAR_MIB.header },
    ports: [WEB_PORT],
    health: headerHealth,
  };
  return [sidecar, program];
}

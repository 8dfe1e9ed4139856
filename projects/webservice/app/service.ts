import type * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import type { FunctionPlace } from "../../../components/functions/node-function";
import { TEST_PORT } from "../../../components/load-balancer/web-load-balancer";
import { HttpService, logGroupNameOf } from "../../../components/services/http-service";
import { traceCollector } from "../../../components/services/trace-collector";
import { HttpServiceGroup } from "../../../components/services/http-service-group";
import { servicePlace } from "../../../components/services/service-place";
import type { foundation } from "../../foundation/contract";
import type { webservice } from "../contract";
import { CONTAINER_PORT, liveCheck, migrate, migrateAndCollect } from "../environment";
import { migrationRights, serviceRights, tracingRights } from "./rights";
import type { Settings } from "./settings";
import { migrationVariables, secretNames, variables } from "./variables";

export interface WebServiceArgs {
  readonly serviceName: string;
  readonly ground: Received<typeof foundation.promises>;
  readonly base: Received<typeof webservice.promises>;
  readonly settings: Settings;
  /** As webservice/base has them. */
  readonly hostNames: pulumi.Output<readonly string[]>;
  readonly functionPlace: FunctionPlace;
}

/** Its place among the rules of its own balancer, which nobody else has any on. */
const PRIORITY = 10;

/** The web service itself: its tasks behind the balancer, and the migrations before them. */
export function webService(args: WebServiceArgs, opts: pulumi.ComponentResourceOptions): HttpService {
  const { serviceName, ground, base, settings, hostNames, functionPlace } = args;
  const { accountId, keyArns, network } = ground;
  const region = ground.regions.primary;
  const reached = new HttpServiceGroup(
    "web",
    {
      vpcId: network.vpcId,
      balancerGroupId: base.balancer.securityGroupId,
      port: CONTAINER_PORT,
    },
    opts,
  );
  const rights = { base, place: { region, accountId }, secretsKeyArn: keyArns.secrets };
  const { tracing } = settings;
  const inCdn = settings.cdn !== undefined;
  return new HttpService(
    "web",
    {
      serviceName,
      place: servicePlace(ground),
      alarmTopicArn: ground.alarmTopicArn,
      program: {
        image: settings.image,
        user: settings.user,
        port: CONTAINER_PORT,
        environment: {
          ...variables({
            base,
            hostNames,
            region,
            staticFrom: inCdn ? "cdn" : "app",
            serviceName,
            tracedPercent: tracing?.percent,
          }),
        },
        secrets: { ...secretNames(base) },
        liveCheck,
      },
      ...(tracing && {
        sidecars: [traceCollector(tracing.image, { group: logGroupNameOf(serviceName), region })],
      }),
      size: settings.size,
      processor: settings.processor,
      hostNames: settings.hostNames,
      entrance: {
        arnSuffix: base.balancer.arnSuffix,
        httpsListenerArn: base.balancer.httpsListenerArn,
        testListenerArn: base.balancer.testListenerArn,
        priority: PRIORITY,
      },
      tasks: settings.tasks,
      spot: settings.spot,
      rollout: settings.canary ?? "rolling",
      // A balancer that faces the internet is called from its outside, where nobody's group is known.
      ...(settings.canary &&
        inCdn && {
          smokeTest: {
            pages: settings.canary.pages ?? [],
            door: {
              dnsName: base.balancer.dnsName,
              securityGroupId: base.balancer.securityGroupId,
              port: TEST_PORT,
            },
            functionPlace,
          },
        }),
      statements: [...serviceRights(rights), ...(tracing ? tracingRights : [])],
      securityGroupIds: [reached.groupId, base.database.clientGroupIds.web],
      migrations: {
        command: inCdn ? migrateAndCollect : migrate,
        environment: { ...migrationVariables({ base }) },
        statements: migrationRights(rights),
        securityGroupIds: [reached.groupId, base.database.clientGroupIds.migrations],
        functionPlace,
      },
    },
    opts,
  );
}

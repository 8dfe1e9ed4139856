import * as pulumi from "@pulumi/pulumi";
import { PublicRestApi } from "../../../components/api/rest-api";
import { ApiListener } from "../../../components/load-balancer/api-listener";
import type { ServicePlace } from "../../../components/services/service-place";
import { apiPorts, serviceName } from "../names";
import type { Release } from "../releases/release";
import type { config } from "./settings";

/** The services that answer the API, by the first part of their path. */
const answering = { ingests: "ingests-service", bags: "bags-api" } as const;

/** Stage of the API: the `v1` of every caller's URL. */
const STAGE_NAME = "v1";
/** Path of the API below the stage's own host name (storage-service.md 8.3). */
const BASE_PATH = "storage";

export interface StorageApiArgs {
  readonly namespace: pulumi.Output<string>;
  readonly place: ServicePlace;
  readonly base: pulumi.Output<{
    readonly loadBalancerArn: string;
    readonly userPoolArn: string;
    readonly identifier: string;
    readonly hostName: string | null;
  }>;
  readonly settings: ReturnType<typeof config>["api"];
  readonly release: Release;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Where an API says that it is well, since February 2024 (storage-service.md 2, 3.6). */
const HEALTH_PATH = "/management/healthcheck";

/** Log group with a line for every request. */
export const accessLogGroupName = (namespace: pulumi.Output<string>) =>
  pulumi.interpolate`${namespace}-api-access`;

/** The ports of the load balancer behind which each API's tasks are. */
export function apiListeners(
  { namespace, place, base, release }: StorageApiArgs,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<keyof typeof answering, ApiListener>> {
  const listener = (path: keyof typeof answering) =>
    new ApiListener(
      `${path}-listener`,
      {
        targetGroupName: namespace.apply((prefix) => serviceName(prefix, answering[path])),
        vpcId: place.vpcId,
        loadBalancerArn: base.loadBalancerArn,
        port: apiPorts[path],
        healthPath: release.needs.healthcheckPath ? HEALTH_PATH : undefined,
      },
      opts,
    );
  return { ingests: listener("ingests"), bags: listener("bags") };
}

/** What the outside may ask of the storage service (storage-service.md 8). */
export function storageApi(args: StorageApiArgs, opts: pulumi.ComponentResourceOptions): PublicRestApi {
  const { namespace, place, base, settings } = args;
  const hostName = checkedHostName(base.hostName, settings.hostName);
  const path = (name: keyof typeof answering) => ({
    path: name,
    stageVariable: `${name}_port`,
    port: apiPorts[name],
    scope: pulumi.interpolate`${base.identifier}/${name}`,
  });
  return new PublicRestApi(
    "api",
    {
      apiName: pulumi.interpolate`Storage API (${namespace})`,
      stageName: STAGE_NAME,
      paths: [path("bags"), path("ingests")],
      host: hostName ?? "storage.internal",
      loadBalancerArn: base.loadBalancerArn,
      vpcLinkName: pulumi.interpolate`${namespace}-api_vpc_link`,
      userPoolArn: base.userPoolArn,
      domain: hostName === undefined ? undefined : { name: hostName, basePath: BASE_PATH },
      throttling: { requestsPerSecond: settings.requestsPerSecond, burst: settings.burst },
      firewall: {
        webAclName: pulumi.interpolate`${namespace}-api`,
        requestsPerFiveMinutes: settings.requestsPerFiveMinutes,
      },
      alarms: {
        prefix: pulumi.interpolate`storage-api-${namespace}`,
        topicArn: args.alarmTopicArn,
        clientErrorsPerFiveMinutes: settings.clientErrorsPerFiveMinutes,
      },
      accessLogGroupName: accessLogGroupName(namespace),
      logsKeyArn: place.logsKeyArn,
      logDays: place.logDays,
    },
    opts,
  );
}

/**
 * The host name, once it is the one that storage/base has made; nothing where the stage has none.
 * @throws (as a failed deployment) when the two stacks are told different names
 */
function checkedHostName(
  made: pulumi.Output<string | null>,
  told: string | undefined,
): pulumi.Output<string> | undefined {
  const same = made.apply((hostName) => {
    if ((hostName ?? undefined) !== told)
      throw new pulumi.RunError(
        `storage-app:api.hostName is ${told ?? "missing"}, but storage/base made ${hostName ?? "no host name"}: give both stacks the same one`,
      );
    return told ?? "";
  });
  return told === undefined ? undefined : same;
}

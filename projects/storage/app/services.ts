import * as pulumi from "@pulumi/pulumi";
import { apiProxy, API_PROXY_MIB, API_PROXY_PORT } from "../../../components/services/api-proxy";
import type { Container } from "../../../components/services/container";
import { executionRole } from "../../../components/services/execution-role";
import { searchProxy, SEARCH_PROXY, SEARCH_PROXY_MIB } from "../../../components/services/search-proxy";
import { FargateService } from "../../../components/services/fargate-service";
import { logRouter, LOG_ROUTER_MIB, logRouterSecrets } from "../../../components/services/log-router";
import type { ServiceRole } from "../../../components/identity/service-role";
import type { ServiceGround } from "../../../components/services/service-ground";
import type { ServicePlace } from "../../../components/services/service-place";
import type { Release } from "../releases/release";
import {
  callsSearch,
  environmentOf,
  physicalName,
  present,
  searchProxySecrets,
  secretsOf,
  type Wiring,
} from "./environment";
import { grantsOf } from "./grants";
import { readQueues, secretRows, type Instance } from "./pipeline/instances";

export interface ServicesArgs {
  readonly instances: readonly Instance[];
  readonly place: ServicePlace;
  readonly ground: ServiceGround;
  readonly wiring: Wiring;
  /** Of each queue: seconds without work after which a task is taken away. */
  readonly idleSeconds: Readonly<Record<string, number>>;
  readonly release: Release;
  /** Greatest number of tasks of each worker. */
  readonly maxTasks: number;
  /** Security groups of those that may call the logging cluster, and the one for reports. */
  readonly clientGroupIds: {
    readonly logging: pulumi.Output<string>;
    readonly search: pulumi.Output<readonly string[]>;
  };
  /** Whether tasks of the bags API may be interrupted. */
  readonly bagsApiOnSpot: boolean;
  /** Key that encrypts queues, topics and stores. */
  readonly keyArn: pulumi.Input<string>;
  /** Target group of each API. */
  readonly targetGroupArns: Readonly<Record<"ingests" | "bags", pulumi.Input<string>>>;
  /** Cloud Map service of whoever is called by others. */
  readonly registryArn: pulumi.Input<string>;
}

/** More at once fill the road between S3 and Azure, and copies fail (storage-service.md 13.7). */
const MAX_TASKS_INTO_AZURE = 8;

/** Every service of the pipeline table. */
export function pipelineServices(args: ServicesArgs, opts: pulumi.ComponentResourceOptions): void {
  const shared = sharedExecutionRole(args, opts);
  for (const instance of args.instances) {
    const { name, row, replica } = instance;
    const physical = physicalName(instance, args.wiring.namespace);
    const [queue] = readQueues(instance);
    const inAzure = replica?.store === "azure";
    new FargateService(
      name,
      {
        serviceName: physical,
        place: args.place,
        size: { cpu: row.cpu, memoryMiB: row.memoryMiB },
        spot: row.spot === "bags-api" ? args.bagsApiOnSpot : row.spot,
        containers: containersOf(instance, args),
        tasks:
          row.tasks ??
          scaling(queue, args, inAzure ? Math.min(args.maxTasks, MAX_TASKS_INTO_AZURE) : args.maxTasks),
        executionRoleArn: hasOwnSecrets(instance) ? ownExecutionRole(instance, args, opts).arn : shared.arn,
        statements: grantsOf(instance, args.wiring, args.keyArn),
        securityGroupIds: groupsOf(instance, args),
        ...(row.answers
          ? {
              balanced: {
                targetGroupArn: args.targetGroupArns[row.answers],
                containerName: "nginx",
                port: API_PROXY_PORT,
              },
            }
          : {}),
        ...(row.called ? { registryArn: args.registryArn } : {}),
      },
      opts,
    );
  }
}

/** By the queue that a worker reads: from none to as many tasks as there are messages, or the greatest number. */
function scaling(queue: string | undefined, { wiring, idleSeconds }: ServicesArgs, maxTasks: number) {
  if (queue === undefined) throw new pulumi.RunError("a service with no number of tasks must read a queue");
  return {
    queueName: present(wiring.queues, queue).queueName,
    maxTasks,
    idleSeconds: present(idleSeconds, queue),
  };
}

/** The containers of a task: the programs, nginx before an API, and the log router. */
function containersOf(instance: Instance, args: ServicesArgs): readonly Container[] {
  const { row } = instance;
  const { applications, sidecars } = args.release;
  const proxied = usesSearchProxy(instance, args);
  const sidecarsMiB = LOG_ROUTER_MIB + (row.answers ? API_PROXY_MIB : 0) + (proxied ? SEARCH_PROXY_MIB : 0);
  const programs = Object.entries(row.containers).map(([name, { image, port }]): Container => ({
    name,
    image: applications[image].image,
    essential: true,
    user: "10001:10001",
    environment: environmentOf(instance, name, sidecarsMiB, args.wiring),
    secrets: secretsOf(instance, name, args.wiring),
    ...(port === undefined ? {} : { ports: [port] }),
    ...(proxied ? { startsAfter: [SEARCH_PROXY] } : {}),
    logs: { driver: "awsfirelens" },
  }));
  return [
    ...programs,
    ...(row.answers ? [apiProxy(sidecars.nginx_apigw.image)] : []),
    ...(proxied ? [searchProxy(sidecars.nginx_apigw.image, searchProxySecrets(args.wiring.search))] : []),
    logRouter(
      sidecars.fluentbit.image,
      physicalName(instance, args.wiring.namespace),
      args.ground.logGroupName,
      args.place.region,
    ),
  ];
}

const hasOwnSecrets = (instance: Instance): boolean =>
  Object.keys(instance.row.containers).some((name) => Object.keys(secretRows(instance, name)).length > 0);

/** Whether the task of a service calls the cluster for reports at all. */
const searches = (instance: Instance): boolean =>
  Object.keys(instance.row.containers).some((name) => callsSearch(instance, name));

const usesSearchProxy = (instance: Instance, { wiring }: ServicesArgs): boolean =>
  wiring.viaSearchProxy && searches(instance);

/** Its own group, and those that let it call the clusters that it needs. */
function groupsOf(instance: Instance, { ground, clientGroupIds }: ServicesArgs) {
  const own = instance.row.answers ? ground.apiGroupId : ground.workerGroupId;
  if (!searches(instance)) return [own, clientGroupIds.logging];
  return pulumi
    .all([own, clientGroupIds.logging, clientGroupIds.search])
    .apply(([group, logging, search]) => [group, logging, ...search]);
}

function imagesOf(instance: Instance, args: ServicesArgs): readonly string[] {
  const { applications, sidecars } = args.release;
  const behindNginx = instance.row.answers !== undefined || usesSearchProxy(instance, args);
  return [
    ...Object.values(instance.row.containers).map(({ image }) => applications[image].image),
    ...(behindNginx ? [sidecars.nginx_apigw.image] : []),
    sidecars.fluentbit.image,
  ];
}

/** Of all services that are started with no secret but the log routers'. */
function sharedExecutionRole(args: ServicesArgs, opts: pulumi.ComponentResourceOptions): ServiceRole {
  const sharing = args.instances.filter((instance) => !hasOwnSecrets(instance));
  return executionRole(
    "execution-role",
    {
      roleName: pulumi.interpolate`${args.wiring.namespace}_execution_role`,
      place: args.place,
      images: sharing.flatMap((instance) => imagesOf(instance, args)),
      secrets: logRouterSecrets,
      logGroupName: args.ground.logGroupName,
    },
    opts,
  );
}

/** Of a service that is started with secrets which no other may read. */
function ownExecutionRole(
  instance: Instance,
  args: ServicesArgs,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  const own = Object.keys(instance.row.containers).flatMap((name) =>
    Object.values(secretsOf(instance, name, args.wiring)),
  );
  const proxys = usesSearchProxy(instance, args) ? Object.values(searchProxySecrets(args.wiring.search)) : [];
  return executionRole(
    `${instance.name}-execution-role`,
    {
      roleName: pulumi.interpolate`${physicalName(instance, args.wiring.namespace)}_execution_role`,
      place: args.place,
      images: imagesOf(instance, args),
      secrets: [...logRouterSecrets, ...own, ...proxys],
      logGroupName: args.ground.logGroupName,
    },
    opts,
  );
}

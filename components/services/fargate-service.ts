import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import type { Container } from "./container";
import { containerFault } from "./container-fault";
import { protectOwnTasks } from "./own-tasks";
import { scaleByQueue, type QueueScalingArgs } from "./queue-scaling";
import { capacityOf, shiftOf, strategyOf, type Shift, type SpotShare } from "./rollout";
import { connection, type Connected } from "./service-connect";
import type { ServicePlace } from "./service-place";
import { serviceTask, type Processor } from "./task-definition";

export interface FargateServiceArgs {
  /** Physical name of the service and its task definition. */
  readonly serviceName: pulumi.Input<string>;
  readonly place: ServicePlace;
  /** CPU units and MiB of a task: one of Fargate's own sizes. */
  readonly size: { readonly cpu: number; readonly memoryMiB: number };
  /** Processor that the images are for; default X86_64. */
  readonly processor?: Processor;
  /** Whether tasks may be interrupted at two minutes' notice: none, all, or a share of them. */
  readonly spot: boolean | SpotShare;
  readonly containers: readonly Container[];
  /**
   * How many tasks there are: always so many; as many as a queue's work takes, none when there is none; or so many
   * at first, and then as many as the caller's own scaling wants.
   */
  readonly tasks:
    | number
    | Pick<QueueScalingArgs, "queueName" | "minTasks" | "maxTasks" | "idleSeconds">
    | { readonly atFirst: number };
  /** Role by which ECS starts the tasks. */
  readonly executionRoleArn: pulumi.Input<string>;
  /** All that the programs may do; each service has a role of its own. */
  readonly statements: readonly Statement[];
  /** Set where any task may be taken away at any time: its programs then need no right to keep themselves. */
  readonly keepsNoTask?: true;
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** Target group of a load balancer that has a listener for it, and who answers. */
  readonly balanced?: Balanced;
  /** Alarms that end a deployment which they begin in, and bring the last one back. */
  readonly rollbackAlarms?: readonly pulumi.Input<string>[];
  /** Set where a deploy waits for the new tasks, and fails when they do not come: the minutes that it waits. */
  readonly waitMinutes?: number;
  /** Cloud Map service under which others find the tasks. */
  readonly registryArn?: pulumi.Input<string>;
  /** How the tasks find others, and are found, by Service Connect. */
  readonly connected?: Connected;
  /** What must be done before the service starts, or changes, its tasks. */
  readonly after?: readonly pulumi.Resource[];
}

/** How a load balancer reaches a service. */
export interface Balanced {
  readonly targetGroupArn: pulumi.Input<string>;
  readonly containerName: string;
  readonly port: number;
  /** Seconds after a task's start in which the load balancer's health checks do not count. */
  readonly graceSeconds?: number;
  /** How requests go over to a new revision; without it its tasks take the places of the old one's. */
  readonly shift?: Shift;
}

/** A service on Fargate, with a role of its own, in the private subnets. */
export class FargateService extends pulumi.ComponentResource {
  readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: FargateServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:FargateService", name, {}, opts);
    const { tasks, place } = args;
    const most = mostTasks(tasks);
    if (most < 1) throw new pulumi.ResourceError(`tasks: at least 1, got ${most}`, this);
    const fault = args.containers.map(containerFault).find((found) => found !== undefined);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const { definition } = serviceTask(
      name,
      {
        family: args.serviceName,
        place,
        size: args.size,
        ...(args.processor ? { processor: args.processor } : {}),
        containers: args.containers,
        executionRoleArn: args.executionRoleArn,
        statements: [...(args.keepsNoTask ? [] : [protectOwnTasks(place)]), ...args.statements],
      },
      child,
    );
    const service = runningService(name, args, definition, child);
    if (typeof tasks !== "number" && "queueName" in tasks)
      scaleByQueue(
        `${name}-scaling`,
        {
          ...tasks,
          clusterName: place.clusterName,
          serviceName: service.name,
          plainServiceName: args.serviceName,
        },
        child,
      );
    this.serviceName = service.name;
    this.registerOutputs({ serviceName: this.serviceName });
  }
}

function mostTasks(tasks: FargateServiceArgs["tasks"]): number {
  if (typeof tasks === "number") return tasks;
  return "atFirst" in tasks ? tasks.atFirst : tasks.maxTasks;
}

function tasksAtFirst(tasks: FargateServiceArgs["tasks"]): number {
  if (typeof tasks === "number") return tasks;
  return "atFirst" in tasks ? tasks.atFirst : 1;
}

function runningService(
  name: string,
  args: FargateServiceArgs,
  task: ecs.TaskDefinition,
  child: pulumi.CustomResourceOptions,
): ecs.Service {
  const { place, tasks, balanced, registryArn, rollbackAlarms, waitMinutes } = args;
  return new ecs.Service(
    `${name}-service`,
    {
      name: args.serviceName,
      cluster: place.clusterArn,
      taskDefinition: task.arn,
      desiredCount: tasksAtFirst(tasks),
      ...capacityOf(args.spot),
      platformVersion: "1.4.0",
      networkConfiguration: {
        subnets: place.subnetIds,
        securityGroups: pulumi.output(args.securityGroupIds).apply((groups) => [...groups]),
        assignPublicIp: false,
      },
      ...(balanced ? { loadBalancers: [balancerOf(balanced)] } : {}),
      ...(balanced?.graceSeconds === undefined
        ? {}
        : { healthCheckGracePeriodSeconds: balanced.graceSeconds }),
      ...(registryArn ? { serviceRegistries: { registryArn } } : {}),
      ...(args.connected ? { serviceConnectConfiguration: connection(args.connected) } : {}),
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      ...strategyOf(balanced?.shift),
      ...(rollbackAlarms
        ? { alarms: { alarmNames: [...rollbackAlarms], enable: true, rollback: true } }
        : {}),
      ...(waitMinutes === undefined ? {} : { waitForSteadyState: true }),
      propagateTags: "SERVICE",
      enableExecuteCommand: false,
    },
    {
      ...child,
      // The number of tasks is the scaling's business from the first message on.
      ignoreChanges: typeof tasks === "number" ? [] : ["desiredCount"],
      dependsOn: [...(args.after ?? []), ...(balanced?.shift?.smokeTest?.ready ?? [])],
      ...(waitMinutes === undefined
        ? {}
        : { customTimeouts: { create: `${waitMinutes}m`, update: `${waitMinutes}m` } }),
    },
  );
}

const balancerOf = ({ targetGroupArn, containerName, port, shift }: Balanced) => ({
  targetGroupArn,
  containerName,
  containerPort: port,
  ...shiftOf(shift),
});

import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import { containerDefinitions, type Container } from "./container";
import { scaleByQueue, type QueueScalingArgs } from "./queue-scaling";
import type { ServicePlace } from "./service-place";

export interface FargateServiceArgs {
  /** Physical name of the service and its task definition. */
  readonly serviceName: pulumi.Input<string>;
  readonly place: ServicePlace;
  /** CPU units and MiB of a task: one of Fargate's own sizes. */
  readonly size: { readonly cpu: number; readonly memoryMiB: number };
  /** Whether tasks may be interrupted at two minutes' notice. */
  readonly spot: boolean;
  readonly containers: readonly Container[];
  /** How many tasks there are: always so many, or as many as a queue's work takes, none when there is none. */
  readonly tasks: number | Pick<QueueScalingArgs, "queueName" | "maxTasks" | "idleSeconds">;
  /** Role by which ECS starts the tasks. */
  readonly executionRoleArn: pulumi.Input<string>;
  /** All that the programs may do; each service has a role of its own. */
  readonly statements: readonly Statement[];
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** Target group of a load balancer that has a listener for it, and who answers. */
  readonly balanced?: {
    readonly targetGroupArn: pulumi.Input<string>;
    readonly containerName: string;
    readonly port: number;
  };
  /** Cloud Map service under which others find the tasks. */
  readonly registryArn?: pulumi.Input<string>;
}

/** A service on Fargate, with a role of its own, in the private subnets. */
export class FargateService extends pulumi.ComponentResource {
  readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: FargateServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:FargateService", name, {}, opts);
    const { tasks, place } = args;
    const most = typeof tasks === "number" ? tasks : tasks.maxTasks;
    if (most < 1) throw new pulumi.ResourceError(`tasks: at least 1, got ${most}`, this);
    const child = { parent: this };
    const service = runningService(name, args, taskDefinition(name, args, child), child);
    if (typeof tasks !== "number")
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

function taskDefinition(
  name: string,
  { serviceName, place, size, containers, executionRoleArn, statements }: FargateServiceArgs,
  child: pulumi.CustomResourceOptions,
): ecs.TaskDefinition {
  const role = new ServiceRole(
    `${name}-task-role`,
    {
      roleName: pulumi.interpolate`${serviceName}_task_role`,
      service: "ecs-tasks.amazonaws.com",
      accountId: place.accountId,
      boundaryArn: place.boundaryArn,
      statements: [protectOwnTasks(place), ...statements],
    },
    child,
  );
  return new ecs.TaskDefinition(
    `${name}-task`,
    {
      family: serviceName,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(size.cpu),
      memory: String(size.memoryMiB),
      taskRoleArn: role.arn,
      executionRoleArn,
      containerDefinitions: containerDefinitions(containers),
    },
    child,
  );
}

/** A worker keeps itself from being taken away while it is busy (storage-service.md 3.5). */
function protectOwnTasks(place: ServicePlace): Statement {
  return {
    Sid: "ProtectOwnTasksFromScaleIn",
    Effect: "Allow",
    Action: ["ecs:UpdateTaskProtection"],
    Resource: pulumi.interpolate`arn:aws:ecs:${place.region}:${place.accountId}:task/${place.clusterName}/*`,
  };
}

function runningService(
  name: string,
  args: FargateServiceArgs,
  task: ecs.TaskDefinition,
  child: pulumi.CustomResourceOptions,
): ecs.Service {
  const { place, tasks, balanced, registryArn } = args;
  return new ecs.Service(
    `${name}-service`,
    {
      name: args.serviceName,
      cluster: place.clusterArn,
      taskDefinition: task.arn,
      desiredCount: typeof tasks === "number" ? tasks : 1,
      ...(args.spot
        ? { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] }
        : { launchType: "FARGATE" }),
      platformVersion: "1.4.0",
      networkConfiguration: {
        subnets: place.subnetIds,
        securityGroups: pulumi.output(args.securityGroupIds).apply((groups) => [...groups]),
        assignPublicIp: false,
      },
      ...(balanced
        ? {
            loadBalancers: [
              {
                targetGroupArn: balanced.targetGroupArn,
                containerName: balanced.containerName,
                containerPort: balanced.port,
              },
            ],
          }
        : {}),
      ...(registryArn ? { serviceRegistries: { registryArn } } : {}),
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      propagateTags: "SERVICE",
      enableExecuteCommand: false,
    },
    // The number of tasks is the scaling's business from the first message on.
    { ...child, ignoreChanges: typeof tasks === "number" ? [] : ["desiredCount"] },
  );
}

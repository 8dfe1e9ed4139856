import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import type { Container } from "./container";
import { containerFault } from "./container-fault";
import { connection, type Connected } from "./service-connect";
import { protectOwnTasks } from "./own-tasks";
import type { ServicePlace } from "./service-place";
import { serviceTask, type Processor, type Volume } from "./task-definition";

export interface LoneServiceArgs {
  /** Physical name of the service and its task definition. */
  readonly serviceName: pulumi.Input<string>;
  readonly place: ServicePlace;
  /** CPU units and MiB of the task: on Fargate one of its own sizes. */
  readonly size: { readonly cpu: number; readonly memoryMiB: number };
  readonly processor: Processor;
  /** Where the task runs: on Fargate, never on Spot, with so much storage of its own (default 20 GiB); or on our machines. */
  readonly on:
    | { readonly fargate: { readonly storageGiB?: number } }
    | { readonly capacityProvider: pulumi.Input<string> };
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
  /** Set for a service that is put aside: it stays, with no task. */
  readonly parked?: boolean;
  /** Role by which ECS starts the task. */
  readonly executionRoleArn: pulumi.Input<string>;
  /** All that the programs may do. */
  readonly statements: readonly Statement[];
  /** Set for a program that keeps its task from being stopped while it is busy. */
  readonly keepsItsTask?: true;
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  readonly connected?: Connected;
  /** Minutes that a deploy waits for the new task; it fails when it does not come. */
  readonly waitMinutes: number;
  /** What must be there before its task starts or changes. */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * A service of which there must never be two tasks: the old one ends before the new one starts. While they change there
 * is none, so that whoever calls it must wait.
 */
export class LoneService extends pulumi.ComponentResource {
  readonly serviceName: pulumi.Output<string>;
  /** Whoever waits for it waits until its task runs and is well. */
  readonly running: pulumi.Resource;

  constructor(name: string, args: LoneServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:LoneService", name, {}, opts);
    const fault = args.containers.map(containerFault).find((found) => found !== undefined);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const { place, on } = args;
    const { definition, role } = serviceTask(
      name,
      {
        family: args.serviceName,
        place,
        size: args.size,
        processor: args.processor,
        containers: args.containers,
        ...(args.volumes ? { volumes: args.volumes } : {}),
        ...("fargate" in on ? on.fargate : { onInstances: true }),
        executionRoleArn: args.executionRoleArn,
        statements: [...(args.keepsItsTask ? [protectOwnTasks(place)] : []), ...args.statements],
      },
      child,
    );
    const service = new ecs.Service(
      `${name}-service`,
      {
        name: args.serviceName,
        cluster: place.clusterArn,
        taskDefinition: definition.arn,
        desiredCount: args.parked ? 0 : 1,
        ...capacityOf(on),
        networkConfiguration: {
          subnets: place.subnetIds,
          securityGroups: pulumi.output(args.securityGroupIds).apply((groups) => [...groups]),
          assignPublicIp: false,
        },
        ...(args.connected ? { serviceConnectConfiguration: connection(args.connected) } : {}),
        deploymentMinimumHealthyPercent: 0,
        deploymentMaximumPercent: 100,
        // A second task in another zone would have to stand beside the first to take its place.
        availabilityZoneRebalancing: "DISABLED",
        deploymentCircuitBreaker: { enable: true, rollback: true },
        waitForSteadyState: true,
        propagateTags: "SERVICE",
        enableExecuteCommand: false,
      },
      {
        ...child,
        // The task's rights are there before the task.
        dependsOn: [role, ...(args.after ?? [])],
        customTimeouts: { create: `${args.waitMinutes}m`, update: `${args.waitMinutes}m` },
      },
    );
    this.serviceName = service.name;
    this.running = service;
    this.registerOutputs({ serviceName: this.serviceName });
  }
}

const capacityOf = (on: LoneServiceArgs["on"]) =>
  "fargate" in on
    ? {
        capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
        platformVersion: "1.4.0",
      }
    : { capacityProviderStrategies: [{ capacityProvider: on.capacityProvider, weight: 1 }] };

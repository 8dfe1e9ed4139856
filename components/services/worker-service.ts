import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import type { WorkQueue } from "../pipeline/work-queue";
import { containerDefinitions, type Container } from "./container";
import { LOG_ROUTER_MIB, logRouter } from "./log-router";
import { QueueScaling } from "./queue-scaling";
import { taskRoles } from "./task-roles";

/** Where services run; the same for all of a stage. */
export interface ServicePlace {
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string[]>;
  /** Key of the services' own logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Key of the secrets that services are started with. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Days that those logs are kept. */
  readonly logDays: pulumi.Input<number>;
  /** Image of the log router, by its digest. */
  readonly logRouterImage: string;
}

export interface WorkerServiceArgs {
  /** Physical name of the service and its task definition. */
  readonly serviceName: pulumi.Input<string>;
  readonly place: ServicePlace;
  /** CPU units and MiB of a task: one of Fargate's own sizes. */
  readonly size: { readonly cpu: number; readonly memoryMiB: number };
  /** Whether tasks may be interrupted at two minutes' notice. */
  readonly spot: boolean;
  readonly queue: WorkQueue;
  /** CloudWatch namespace of the program's own metrics. */
  readonly metricsNamespace: pulumi.Input<string>;
  /** Greatest number of tasks; the least is none. */
  readonly maxTasks: number;
  /** Seconds without work after which a task is taken away. */
  readonly idleSeconds: number;
  /** The program itself. */
  readonly app: Pick<Container, "image" | "environment" | "secrets">;
  /** What the program may do beside reading its queue. */
  readonly statements: readonly Statement[];
}

/** What the log router leaves of a task's memory is the program's. */
export const SIDECARS_MIB = LOG_ROUTER_MIB;

/** A worker: takes messages from one queue, as many tasks as there is work, none when there is none. */
export class WorkerService extends pulumi.ComponentResource {
  readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: WorkerServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:WorkerService", name, {}, opts);
    if (args.maxTasks < 1) throw new pulumi.ResourceError(`maxTasks: at least 1, got ${args.maxTasks}`, this);
    const child = { parent: this };
    const service = workerService(name, args, taskDefinition(name, args, child), child);
    new QueueScaling(
      `${name}-scaling`,
      {
        clusterName: args.place.clusterName,
        serviceName: service.name,
        plainServiceName: args.serviceName,
        queueName: args.queue.queueName,
        maxTasks: args.maxTasks,
        idleSeconds: args.idleSeconds,
      },
      child,
    );
    this.serviceName = service.name;
    this.registerOutputs({ serviceName: this.serviceName });
  }
}

function taskDefinition(
  name: string,
  { serviceName, place, size, app, queue, metricsNamespace, statements }: WorkerServiceArgs,
  child: pulumi.CustomResourceOptions,
): ecs.TaskDefinition {
  const logs = new cloudwatch.LogGroup(
    `${name}-log`,
    { name: serviceName, retentionInDays: place.logDays, kmsKeyId: place.logsKeyArn },
    child,
  );
  const router = logRouter(place.logRouterImage, serviceName, logs.name, place.region);
  const containers: readonly Container[] = [
    { name: "app", ...app, essential: true, user: "10001:10001", logs: { driver: "awsfirelens" } },
    router,
  ];
  const roles = taskRoles(
    name,
    { serviceName, place, queue, metricsNamespace, containers, statements },
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
      taskRoleArn: roles.task.arn,
      executionRoleArn: roles.execution.arn,
      containerDefinitions: containerDefinitions(containers),
    },
    child,
  );
}

function workerService(
  name: string,
  { serviceName, place, spot }: WorkerServiceArgs,
  task: ecs.TaskDefinition,
  child: pulumi.CustomResourceOptions,
): ecs.Service {
  const group = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId: place.vpcId, description: "Nobody calls a worker; it calls AWS and the stores" },
    child,
  );
  new vpc.SecurityGroupEgressRule(
    `${name}-calls-out`,
    { securityGroupId: group.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" },
    child,
  );
  return new ecs.Service(
    `${name}-service`,
    {
      name: serviceName,
      cluster: place.clusterArn,
      taskDefinition: task.arn,
      desiredCount: 1,
      ...(spot
        ? { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] }
        : { launchType: "FARGATE" }),
      platformVersion: "1.4.0",
      networkConfiguration: { subnets: place.subnetIds, securityGroups: [group.id], assignPublicIp: false },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      propagateTags: "SERVICE",
      enableExecuteCommand: false,
    },
    // The number of tasks is the scaling's business from the first message on.
    { ...child, ignoreChanges: ["desiredCount"] },
  );
}

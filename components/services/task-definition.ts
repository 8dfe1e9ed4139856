import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import { containerDefinitions, type Container } from "./container";
import type { ServicePlace } from "./service-place";

export interface FargateTaskArgs {
  /** Physical name of the task definition, and the beginning of its role's. */
  readonly family: pulumi.Input<string>;
  readonly place: ServicePlace;
  /** CPU units and MiB of a task: one of Fargate's own sizes. */
  readonly size: { readonly cpu: number; readonly memoryMiB: number };
  /** Processor that the images are for; default X86_64. */
  readonly processor?: Processor;
  readonly containers: readonly Container[];
  /** Role by which ECS starts the tasks. */
  readonly executionRoleArn: pulumi.Input<string>;
  /** All that the programs may do. */
  readonly statements: readonly Statement[];
}

/** [AWS: RuntimePlatform, cpuArchitecture] */
export type Processor = "X86_64" | "ARM64";

/** Physical name of the role that the programs of a task have. */
export const taskRoleName = (family: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`${family}_task_role`;

/** What tasks on Fargate are made of. */
export interface FargateTask {
  readonly definition: ecs.TaskDefinition;
  /** The programs' own: whoever starts a task by hand waits until it may all that it may. */
  readonly role: ServiceRole;
}

/** A task definition, with a role of its own. */
export function fargateTask(
  name: string,
  args: FargateTaskArgs,
  child: pulumi.CustomResourceOptions,
): FargateTask {
  const { family, place, size, processor, containers, executionRoleArn, statements } = args;
  const role = new ServiceRole(
    `${name}-task-role`,
    {
      roleName: taskRoleName(family),
      service: "ecs-tasks.amazonaws.com",
      accountId: place.accountId,
      boundaryArn: place.boundaryArn,
      statements,
    },
    child,
  );
  const definition = new ecs.TaskDefinition(
    `${name}-task`,
    {
      family,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(size.cpu),
      memory: String(size.memoryMiB),
      ...(processor
        ? { runtimePlatform: { cpuArchitecture: processor, operatingSystemFamily: "LINUX" } }
        : {}),
      taskRoleArn: role.arn,
      executionRoleArn,
      containerDefinitions: containerDefinitions(containers),
    },
    child,
  );
  return { definition, role };
}

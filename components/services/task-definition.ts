import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import { containerDefinitions, type Container } from "./container";
import type { ServicePlace } from "./service-place";

export interface ServiceTaskArgs {
  /** Physical name of the task definition, and the beginning of its role's. */
  readonly family: pulumi.Input<string>;
  readonly place: ServicePlace;
  /** CPU units and MiB of a task: on Fargate one of its own sizes. */
  readonly size: { readonly cpu: number; readonly memoryMiB: number };
  /** Processor that the images are for; default X86_64. */
  readonly processor?: Processor;
  readonly containers: readonly Container[];
  /** What the containers share, or what outlasts them. */
  readonly volumes?: readonly Volume[];
  /** GiB of the task's own storage on Fargate, 21 to 200; by default it is 20. It is lost with the task. */
  readonly storageGiB?: number;
  /** Set for tasks on machines of our own; by default they are on Fargate. */
  readonly onInstances?: true;
  /** Role by which ECS starts the tasks. */
  readonly executionRoleArn: pulumi.Input<string>;
  /** All that the programs may do. */
  readonly statements: readonly Statement[];
}

/** A volume of a task, by the name under which its containers mount it. */
export type Volume = { readonly name: string } & (
  | { readonly kept: "by the task" }
  /** For whatever task runs there next and has a volume of this name. */
  | { readonly kept: "by the machine" }
  | {
      readonly kept: "by EFS";
      readonly fileSystemId: pulumi.Input<string>;
      readonly accessPointId: pulumi.Input<string>;
    }
);

/** [AWS: RuntimePlatform, cpuArchitecture] */
export type Processor = "X86_64" | "ARM64";

/** Physical name of the role that the programs of a task have. */
export const taskRoleName = (family: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`${family}_task_role`;

/** What tasks are made of. */
export interface ServiceTask {
  readonly definition: ecs.TaskDefinition;
  /** The programs' own: whoever starts a task by hand waits until it may all that it may. */
  readonly role: ServiceRole;
}

/** A task definition, with a role of its own. */
export function serviceTask(
  name: string,
  args: ServiceTaskArgs,
  child: pulumi.CustomResourceOptions,
): ServiceTask {
  const { family, place, size, processor, containers, volumes, executionRoleArn, statements } = args;
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
      requiresCompatibilities: [args.onInstances ? "EC2" : "FARGATE"],
      networkMode: "awsvpc",
      cpu: String(size.cpu),
      memory: String(size.memoryMiB),
      ...(processor
        ? { runtimePlatform: { cpuArchitecture: processor, operatingSystemFamily: "LINUX" } }
        : {}),
      ...(args.storageGiB === undefined ? {} : { ephemeralStorage: { sizeInGib: args.storageGiB } }),
      ...(volumes ? { volumes: volumes.map(taskVolume) } : {}),
      taskRoleArn: role.arn,
      executionRoleArn,
      containerDefinitions: containerDefinitions(containers),
    },
    child,
  );
  return { definition, role };
}

/** EFS is reached by TLS, as the task's role, through an access point: it then takes no folder beside [AWS: EFS volumes]. */
function taskVolume(volume: Volume) {
  const { name } = volume;
  if (volume.kept === "by the task") return { name };
  if (volume.kept === "by the machine")
    return { name, dockerVolumeConfiguration: { scope: "shared", autoprovision: true, driver: "local" } };
  return {
    name,
    efsVolumeConfiguration: {
      fileSystemId: volume.fileSystemId,
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: volume.accessPointId, iam: "ENABLED" },
    },
  };
}

import * as pulumi from "@pulumi/pulumi";

/** A container of a task, in our words. */
export interface Container {
  readonly name: string;
  /** Image by its digest. */
  readonly image: string;
  /** Started in the place of what the image starts. */
  readonly entryPoint?: readonly string[];
  /** Containers of the task that start before it, and stop after it. */
  readonly startsAfter?: readonly string[];
  /** Whether the task ends when the container does. */
  readonly essential: boolean;
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables that ECS fills from Secrets Manager; the values are secrets' names. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** TCP ports that it answers on from outside its task. */
  readonly ports?: readonly number[];
  /** Folders in memory that it may write to, beside /tmp. */
  readonly scratch?: readonly string[];
  /** MiB that are kept for it. */
  readonly memoryReservationMiB?: number;
  /** User and group in the container, never root: `10001:10001`. */
  readonly user: string;
  readonly logs:
    | { readonly driver: "awsfirelens" }
    | {
        readonly driver: "awslogs";
        readonly group: pulumi.Input<string>;
        readonly region: pulumi.Input<string>;
        /** What the names of its streams begin with. */
        readonly stream: pulumi.Input<string>;
      };
  /** Set for the container that routes the logs of the others. */
  readonly routesLogsBy?: string;
}

/** Where ECS finds a secret of Secrets Manager by name alone [AWS: Referencing Secrets Manager secrets from Parameter Store]. */
export const secretParameter = (secretName: pulumi.Input<string>) =>
  pulumi.interpolate`/aws/reference/secretsmanager/${secretName}`;

/** The JSON text that a task definition takes. */
export function containerDefinitions(containers: readonly Container[]): pulumi.Output<string> {
  return pulumi.jsonStringify(containers.map(containerDefinition));
}

function containerDefinition(container: Container) {
  return {
    name: container.name,
    image: container.image,
    essential: container.essential,
    ...(container.entryPoint ? { entryPoint: container.entryPoint } : {}),
    ...(container.startsAfter
      ? { dependsOn: container.startsAfter.map((containerName) => ({ containerName, condition: "START" })) }
      : {}),
    user: container.user,
    readonlyRootFilesystem: true,
    environment: Object.entries(container.environment).map(([name, value]) => ({ name, value })),
    secrets: Object.entries(container.secrets).map(([name, secret]) => ({
      name,
      valueFrom: secretParameter(secret),
    })),
    ...(container.memoryReservationMiB ? { memoryReservation: container.memoryReservationMiB } : {}),
    ...(container.ports
      ? { portMappings: container.ports.map((port) => ({ containerPort: port, protocol: "tcp" })) }
      : {}),
    ...(container.routesLogsBy
      ? {
          firelensConfiguration: {
            type: "fluentbit",
            options: { "config-file-type": "file", "config-file-value": container.routesLogsBy },
          },
        }
      : {}),
    // The root file system is read-only; a JVM still wants a place for its temporary files.
    linuxParameters: {
      initProcessEnabled: true,
      tmpfs: ["/tmp", ...(container.scratch ?? [])].map((containerPath) => ({
        containerPath,
        size: SCRATCH_MIB,
      })),
    },
    logConfiguration: logConfiguration(container.logs),
  };
}

/** MiB of memory that each folder of temporary files may take. */
const SCRATCH_MIB = 64;

function logConfiguration(logs: Container["logs"]) {
  if (logs.driver === "awsfirelens")
    return { logDriver: "awsfirelens", options: { Name: "null", Match: "*" } };
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logs.group,
      "awslogs-region": logs.region,
      "awslogs-stream-prefix": logs.stream,
    },
  };
}

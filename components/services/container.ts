import * as pulumi from "@pulumi/pulumi";

/** A container of a task, in our words. */
export interface Container {
  readonly name: string;
  /** Image by its digest. */
  readonly image: string;
  /** Started in the place of what the image starts. */
  readonly entryPoint?: readonly string[];
  /** Given to what is started, in the place of the image's own command. */
  readonly command?: readonly string[];
  /** Containers of the task that start before it, and stop after it; by default it waits for nothing but their start. */
  readonly startsAfter?: readonly (string | Awaited)[];
  /** Whether the task ends when the container does. */
  readonly essential: boolean;
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables that ECS fills from Secrets Manager; the values are secrets' names, or ARNs with what of them is meant. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** The same for secrets that AWS made and named; the values are their ARNs. */
  readonly awsSecrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** TCP ports that it answers on from outside its task; Service Connect knows one by its name. */
  readonly ports?: readonly (number | { readonly port: number; readonly name: string })[];
  /** Volumes of the task that it sees, by their names. */
  readonly mounts?: readonly Mount[];
  /** Folders in memory that it may write to, beside /tmp. */
  readonly scratch?: readonly string[];
  /** MiB that are kept for it. */
  readonly memoryReservationMiB?: number;
  /**
   * CPU units that are kept for it, and MiB beyond which it is ended: what stands beside a program must not take its
   * share, and a JVM takes its own share of them.
   */
  readonly limits?: { readonly cpu?: number; readonly memoryMiB: number };
  /** User and group in the container, never root: `10001:10001`. */
  readonly user: string;
  /** Whether it gives up every capability of Linux, for a program that needs none. */
  readonly withoutCapabilities?: true;
  /** How ECS asks whether its process lives: a task whose essential container does not is replaced. */
  readonly health?: ContainerHealth;
  /** Seconds that it may end its work in once it is told to stop: at most 120 on Fargate. */
  readonly stopSeconds?: number;
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

/** A container that another waits for. */
export interface Awaited {
  readonly name: string;
  /** Until it is well, or has ended with 0. */
  readonly until: "HEALTHY" | "SUCCESS";
}

/** Where a container sees a volume. */
export interface Mount {
  readonly volume: string;
  readonly path: string;
  readonly readOnly: boolean;
}

/** [AWS: HealthCheck of a container definition] */
export interface ContainerHealth {
  /** Run in the container; it is well when this ends with 0. */
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  /** Failures in a row that make it ill. */
  readonly retries: number;
  /** Seconds after its start in which failures do not count. */
  readonly startSeconds: number;
}

/**
 * Where ECS finds a secret of Secrets Manager: by name alone [AWS: Referencing Secrets Manager secrets from Parameter
 * Store], or by an ARN, after which may come what of the secret is meant, `arn:…:username::`.
 */
export const secretParameter = (secret: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi
    .output(secret)
    .apply((given) => (isSecretArn(given) ? given : `/aws/reference/secretsmanager/${given}`));

export const isSecretArn = (secret: string): boolean => secret.startsWith("arn:aws:secretsmanager:");

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
    ...(container.command ? { command: container.command } : {}),
    ...(container.startsAfter ? { dependsOn: container.startsAfter.map(dependency) } : {}),
    user: container.user,
    readonlyRootFilesystem: true,
    environment: Object.entries(container.environment).map(([name, value]) => ({ name, value })),
    secrets: [
      ...Object.entries(container.secrets).map(([name, secret]) => ({
        name,
        valueFrom: secretParameter(secret),
      })),
      ...Object.entries(container.awsSecrets ?? {}).map(([name, arn]) => ({ name, valueFrom: arn })),
    ],
    ...(container.memoryReservationMiB ? { memoryReservation: container.memoryReservationMiB } : {}),
    ...(container.limits ? limitsOf(container.limits) : {}),
    ...(container.ports ? { portMappings: container.ports.map(portMapping) } : {}),
    ...(container.mounts ? { mountPoints: container.mounts.map(mountPoint) } : {}),
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
      ...(container.withoutCapabilities ? { capabilities: { drop: ["ALL"] } } : {}),
      tmpfs: ["/tmp", ...(container.scratch ?? [])].map((containerPath) => ({
        containerPath,
        size: SCRATCH_MIB,
      })),
    },
    ...(container.health ? { healthCheck: healthCheck(container.health) } : {}),
    ...(container.stopSeconds === undefined ? {} : { stopTimeout: container.stopSeconds }),
    logConfiguration: logConfiguration(container.logs),
  };
}

const limitsOf = ({ cpu, memoryMiB }: NonNullable<Container["limits"]>) => ({
  ...(cpu === undefined ? {} : { cpu }),
  memory: memoryMiB,
});

const dependency = (other: string | Awaited) =>
  typeof other === "string"
    ? { containerName: other, condition: "START" }
    : { containerName: other.name, condition: other.until };

const portMapping = (port: number | { readonly port: number; readonly name: string }) =>
  typeof port === "number"
    ? { containerPort: port, protocol: "tcp" }
    : { name: port.name, containerPort: port.port, protocol: "tcp" };

const mountPoint = ({ volume, path, readOnly }: Mount) => ({
  sourceVolume: volume,
  containerPath: path,
  readOnly,
});

const healthCheck = ({
  command,
  intervalSeconds,
  timeoutSeconds,
  retries,
  startSeconds,
}: ContainerHealth) => ({
  command: ["CMD", ...command],
  interval: intervalSeconds,
  timeout: timeoutSeconds,
  retries,
  startPeriod: startSeconds,
});

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

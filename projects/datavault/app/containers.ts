import type * as pulumi from "@pulumi/pulumi";
import type { Container } from "../../../components/services/container";
import { FILES_OWNER, type ImageName } from "../names";
import { folders } from "./environment";
import type { Variables } from "./more-variables";
import { LOG_GROUP } from "./names";

export interface ContainersArgs {
  /** What the names of its streams in the log begin with. */
  readonly stream: string;
  readonly images: Readonly<Record<ImageName, string>>;
  readonly region: pulumi.Input<string>;
}

interface Told {
  readonly environment: Variables;
  readonly secrets: Variables;
}

/** Seconds to end in: Fargate gives no more [AWS: ContainerDefinition, stopTimeout]. */
const STOP_SECONDS = 120;

/** MiB of each sidecar, and of the proxy that Service Connect puts beside it. */
export const SIDECAR_MIB = { tls: 64, header: 128, connect: 128 } as const;

const asking = (url: string) => ["curl", "-fsS", "-o", "/dev/null", url] as const;

/** A container of ours: nothing of it can be written to but folders in memory and mounts (images/datavault/README.md). */
export function container(
  { stream, images, region }: ContainersArgs,
  name: ImageName,
  { environment, secrets }: Told,
): Container {
  return {
    name,
    image: images[name],
    essential: true,
    environment,
    secrets,
    user: `${FILES_OWNER}:${FILES_OWNER}`,
    withoutCapabilities: true,
    scratch: [folders.work],
    stopSeconds: STOP_SECONDS,
    logs: { driver: "awslogs", group: LOG_GROUP, region, stream },
  };
}

/** Volume that the keys are in while the task lives. */
export const KEYS_VOLUME = "keys";

/** Writes the key store into the task's volume, and ends: a task with a wrong one never starts. */
export const keyStoreContainer = (args: ContainersArgs, told: Told): Container => ({
  ...container(args, "key-store", told),
  essential: false,
  mounts: [{ volume: KEYS_VOLUME, path: folders.keys, readOnly: false }],
});

/**
 * Speaks TLS to RabbitMQ for a program that does not. It is asked slowly: RabbitMQ may be away for ten minutes, as when
 * it changes its nodes, before a task with a running job is given up.
 */
export const tlsContainer = (args: ContainersArgs, environment: Variables): Container => ({
  ...container(args, "tls-sidecar", { environment, secrets: {} }),
  limits: { memoryMiB: SIDECAR_MIB.tls },
  health: {
    command: asking("http://127.0.0.1:5670/"),
    intervalSeconds: 60,
    timeoutSeconds: 5,
    retries: 10,
    startSeconds: 120,
  },
});

/** What the broker and the workers wait for: the keys are there, and RabbitMQ is reached. */
export const afterSidecars = [
  { name: "key-store", until: "SUCCESS" },
  { name: "tls-sidecar", until: "HEALTHY" },
] as const;

/** Has the time in which Java, Spring and a database's pool start. */
const START_SECONDS = 180;

/** Asks a program of ours how it is; it asks what it needs, so that it is given ten minutes. */
export const actuatorHealth = (port: number) => ({
  command: asking(`http://127.0.0.1:${port}/actuator/health`),
  intervalSeconds: 60,
  timeoutSeconds: 10,
  retries: 10,
  startSeconds: START_SECONDS,
});

/** Asks Apache alone, and nothing behind it. */
export const headerHealth = {
  command: asking("http://127.0.0.1:8081/alive"),
  intervalSeconds: 15,
  timeoutSeconds: 5,
  retries: 3,
  startSeconds: 30,
};

import type * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit/object";
import { WorkerService, type ServicePlace } from "../../../components/services/worker-service";
import { serviceName } from "../names";
import { workerEnvironment } from "./environment";
import { workerGrants } from "./grants";
import type { Messaging } from "./messaging";
import { queues, workers, type ImageName, type StoreName, type WorkerRow } from "./pipeline";

export interface Bucket {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
}

export interface PipelineWorkersArgs extends Messaging {
  readonly namespace: pulumi.Output<string>;
  readonly place: ServicePlace;
  readonly images: Readonly<Record<ImageName, string>>;
  readonly maxTasks: number;
  /** The buckets of each store. */
  readonly stores: Readonly<Record<StoreName, readonly Bucket[]>>;
  /** Key that encrypts queues, topics and stores. */
  readonly keyArn: pulumi.Input<string>;
}

/** Every worker of the pipeline table. */
export function pipelineWorkers(
  args: PipelineWorkersArgs,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<keyof typeof workers, WorkerService>> {
  return mapValues(workers, (row: WorkerRow, name) => {
    const service = args.namespace.apply((namespace) => serviceName(namespace, name));
    const queue = args.queues[row.reads];
    return new WorkerService(
      name,
      {
        serviceName: service,
        place: args.place,
        size: { cpu: row.cpu, memoryMiB: row.memoryMiB },
        spot: row.spot,
        queue,
        metricsNamespace: service,
        maxTasks: args.maxTasks,
        idleSeconds: queues[row.reads].idleSeconds,
        app: {
          image: args.images[row.image],
          environment: workerEnvironment(row, { ...args, queue, metricsNamespace: service }),
          secrets: {},
        },
        statements: workerGrants(row, args),
      },
      opts,
    );
  });
}

import * as pulumi from "@pulumi/pulumi";
import type { PipelineTopic } from "../../../components/pipeline/pipeline-topic";
import type { WorkQueue } from "../../../components/pipeline/work-queue";
import { javaHeap } from "../../../components/services/java-heap";
import { SIDECARS_MIB } from "../../../components/services/worker-service";
import type { Bucket } from "./workers";
import { PROGRESS_TOPIC, type StoreName, type TopicName, type WorkerRow } from "./pipeline";

/** What the values of variables are made of. */
export interface Wiring {
  readonly queue: WorkQueue;
  readonly topics: Readonly<Record<TopicName, PipelineTopic>>;
  readonly stores: Readonly<Record<StoreName, readonly Bucket[]>>;
  readonly metricsNamespace: pulumi.Input<string>;
}

/** The environment of a worker's program (storage-service.md 4.4 and 4.5). */
export function workerEnvironment(row: WorkerRow, wiring: Wiring): Record<string, pulumi.Input<string>> {
  const storeVariables = Object.entries(row.storeVariables).map(([variable, store]) => {
    const [bucket, ...others] = wiring.stores[store];
    if (bucket === undefined || others.length > 0)
      throw new pulumi.RunError(
        `${row.operation}: ${variable} must name one bucket, ${store} are ${others.length + 1}`,
      );
    return [variable, bucket.name] as const;
  });
  return {
    queue_url: wiring.queue.url,
    ingest_topic_arn: wiring.topics[PROGRESS_TOPIC].arn,
    outgoing_topic_arn: wiring.topics[row.result].arn,
    metrics_namespace: wiring.metricsNamespace,
    operation_name: row.operation,
    JAVA_OPTS: javaHeap(row.memoryMiB, SIDECARS_MIB),
    ...Object.fromEntries(storeVariables),
    ...row.variables,
  };
}

import type * as pulumi from "@pulumi/pulumi";
import type { WorkQueue } from "../../../components/pipeline/work-queue";
import { serviceName } from "../names";
import { physicalName, present } from "./environment";
import { doesOf, metricsNamespaces, readQueues, type Instance } from "./pipeline/instances";

/** A service, for those who watch the pipeline. */
export function described(
  instance: Instance,
  namespace: pulumi.Output<string>,
  queues: Readonly<Record<string, WorkQueue>>,
) {
  const physical = (name: string) => namespace.apply((prefix) => serviceName(prefix, name));
  const [read] = readQueues(instance);
  const queue = read === undefined ? undefined : present(queues, read);
  return {
    name: physicalName(instance, namespace),
    does: doesOf(instance),
    metricsNamespaces: metricsNamespaces(instance).map(physical),
    queue: queue ? { name: queue.queueName, deadLetterName: queue.deadLetterName } : null,
  };
}

import { retry } from "es-toolkit/function";
import { errors } from "@opensearch-project/opensearch";
import type { Cluster } from "./cluster";
import type { Patience } from "./patience";
import { named } from "./wanted";

/** A load balancer with nobody behind it, and a security plugin that has not begun. */
const NOT_THERE = [502, 503, 504];

/**
 * Waits for the cluster's first answer: a new domain's name is not known in the network at once.
 * @throws what it answers when it refuses; and when it stays away for as long as we have
 */
export async function untilItAnswers(cluster: Cluster, host: string, patience: Patience): Promise<void> {
  await named(`cluster ${host}`, () =>
    retry(() => cluster.get("/"), {
      delay: patience.lookEveryMilliseconds,
      shouldRetry: (error) => isAway(error) && patience.left() > patience.lookEveryMilliseconds,
    }),
  );
}

function isAway(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return NOT_THERE.includes(error.statusCode);
  return error instanceof errors.ConnectionError || error instanceof errors.TimeoutError;
}

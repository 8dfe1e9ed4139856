import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { SnapshotTaken } from "./snapshots";
import type { Made } from "./wanted";

const metrics = new Metrics();

/** Counts a snapshot that was taken: an alarm tells when none is any more. */
export function countDone(answer: Made | SnapshotTaken): void {
  if (!("taken" in answer)) return;
  metrics.addMetric("SnapshotTaken", MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
}

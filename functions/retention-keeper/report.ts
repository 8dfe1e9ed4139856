import type { Logger } from "@aws-lambda-powertools/logger";
import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Outcome } from "./keep";

/** The part of the Powertools' metrics that is used here. */
export interface CountMetrics {
  addMetric(name: string, unit: typeof MetricUnit.Count, value: number): unknown;
  publishStoredMetrics(): unknown;
}

/**
 * Publishes what a run found, by the names that the alarms know, and writes it to the log. Without an inventory there
 * is no number, and the alarm on its age tells so.
 * @throws when case files could not be read, which makes the run a failure, although all else was done
 */
export function report(
  outcome: Outcome,
  { metrics, logger }: { readonly metrics: CountMetrics; readonly logger: Pick<Logger, "info" | "warn"> },
): void {
  const { findings, inventoryAgeDays, failedTasks, faults } = outcome;
  const count = (name: string, value: number) => metrics.addMetric(name, MetricUnit.Count, value);
  count("RenewalTasksFailed", failedTasks);
  if (inventoryAgeDays !== undefined) count("InventoryAgeDays", inventoryAgeDays);
  if (findings) {
    count("Objects", findings.objects);
    count("ObjectsInCases", findings.inCases);
    count("ObjectsWithoutLock", findings.withoutLock);
    count("ObjectsBelowFloor", findings.belowFloor);
    count("ObjectsDue", findings.due);
  }
  metrics.publishStoredMetrics();
  if (findings) logger.info("counted the vault's locks", { ...outcome });
  else logger.warn("S3 has not delivered an inventory as yet: nothing is watched");
  if (faults.length > 0)
    throw new Error(`case files that cannot be read, and must be mended: ${faults.join("; ")}`);
}

import type { Logger } from "@aws-lambda-powertools/logger";
import { MetricUnit, type Metrics } from "@aws-lambda-powertools/metrics";
import type { Result } from "./result";

/** Publishes how a run ended, by the names that the alarm and the dashboard know, and writes it to the log. */
export function report(
  result: Result,
  { metrics, logger }: { readonly metrics: Metrics; readonly logger: Pick<Logger, "info" | "error"> },
): void {
  metrics.addMetric("BagTestSucceeded", MetricUnit.Count, result.succeeded ? 1 : 0);
  // What failed was over at some time that says nothing.
  if (result.succeeded) metrics.addMetric("BagTestSeconds", MetricUnit.Seconds, result.seconds ?? 0);
  metrics.publishStoredMetrics();
  for (const { step, seconds, outcome } of result.steps)
    if (outcome === "succeeded")
      metrics.singleMetric().addDimension("step", step).addMetric("StepSeconds", MetricUnit.Seconds, seconds);
  if (result.succeeded) logger.info(result.summary, { result });
  else logger.error(result.summary, { result });
}

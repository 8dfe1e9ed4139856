import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { STSClient } from "@aws-sdk/client-sts";
import { settings } from "./environment";
import { renewAll } from "./renewal";

const logger = new Logger();
const metrics = new Metrics();
const sts = new STSClient({});
const secrets = new SecretsManagerClient({});

/** Renews the URLs into the Azure container; called by a schedule, and once by hand when all is new. */
export async function handler(): Promise<void> {
  const { copy, accesses } = settings(process.env);
  await renewAll(copy, accesses, { sts, secrets, entra: {}, blobs: {}, now: () => new Date(), publish });
}

/** What the alarm on each secret looks at. */
export function publish(secretName: string, days: number): void {
  logger.info("days until the URL ends", { secretName, days });
  metrics.singleMetric().addDimension("secret", secretName).addMetric("DaysLeft", MetricUnit.Count, days);
}

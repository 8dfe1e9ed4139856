import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { S3Client } from "@aws-sdk/client-s3";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { batchJobs, s3Store } from "./aws";
import { keepRetention } from "./keep";
import { report } from "./report";
import { settingsOf } from "./settings";

const settings = settingsOf(process.env);
const told = { metrics: new Metrics(), logger: new Logger() };
const store = s3Store(new S3Client(), settings.inventoryBucket);
const jobs = batchJobs(new S3ControlClient(), settings);

/** A day's run. Nothing of its event is needed. */
export async function handler(): Promise<void> {
  report(await keepRetention(store, jobs, settings, new Date()), told);
}

import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { S3Client } from "@aws-sdk/client-s3";
import { slackDestination } from "../slack/destination";
import { postToSlack } from "../slack/post";
import { clusterClient } from "./cluster";
import { sendReport } from "./report";
import { reportStore } from "./report-store";
import { settingsOf } from "./settings";

const settings = settingsOf(process.env);
const metrics = new Metrics();
const store = reportStore(new S3Client(), settings.reportBucket);

/** A day's report. Nothing of its event is needed. */
export async function handler(): Promise<void> {
  const { host, port, user, password, slack } = settings.secrets;
  const [destination, search] = await Promise.all([
    secretText(slack).then(slackDestination),
    Promise.all([host, port, user, password].map(secretText)).then(
      ([host = "", port = "", user = "", password = ""]) => clusterClient({ host, port, user, password }),
    ),
  ]);
  try {
    await sendReport(settings, {
      search,
      store,
      post: (message) => postToSlack(destination, message),
      count: (name, value) => metrics.addMetric(name, MetricUnit.Count, value),
      now: new Date(),
    });
    metrics.publishStoredMetrics();
  } finally {
    await search.close();
  }
}

/** @throws when the secret has no value */
async function secretText(name: string): Promise<string> {
  const text = await getSecret(name);
  if (typeof text !== "string" || text === "")
    throw new Error(`the secret ${name} is empty: put its value in (aws secretsmanager put-secret-value)`);
  return text;
}

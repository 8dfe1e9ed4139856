import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { queuedMessages } from "./queues";
import { settingsOf } from "./settings";

const { passwordSecret, queues, apiUrl, user } = settingsOf(process.env);
const metrics = new Metrics();

/** Seconds for which a password is not asked for again: a rotated one is taken up within that. */
const PASSWORD_SECONDS = 300;

/** Counts the messages of each queue. Nothing of its event is needed. */
export async function handler(): Promise<void> {
  const password = await getSecret(passwordSecret, { maxAge: PASSWORD_SECONDS });
  if (typeof password !== "string" || password === "")
    throw new Error(`the secret ${passwordSecret} is empty: put its value in`);
  for (const [queue, messages] of await queuedMessages({ apiUrl, user, password }, queues))
    metrics
      .singleMetric()
      .addDimension("queue", queue)
      .addMetric("QueuedMessages", MetricUnit.Count, messages);
}

import { Logger } from "@aws-lambda-powertools/logger";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { encryptLog } from "./broker-log";
import { managementApi } from "./management-api";
import { setUp } from "./set-up";

const logger = new Logger();
const logs = new CloudWatchLogsClient();

const LOOK_EVERY_MILLISECONDS = 10_000;

/** Time to say that the time is up, before Lambda ends us without a word. */
const LAST_WORDS_MILLISECONDS = 20_000;

/** What of Lambda's context is needed. */
interface Context {
  getRemainingTimeInMillis(): number;
}

/** Makes a broker's users and keeps its log: called by each deploy that changes something, and daily. */
export async function handler(event: unknown, context: Context) {
  const done = await setUp(event, {
    secret,
    api: (host, port, userName, password) => managementApi(`https://${host}:${port}`, userName, password),
    encryptLog: (log) => encryptLog(logs, log),
    patience: {
      lookEveryMilliseconds: LOOK_EVERY_MILLISECONDS,
      left: () => context.getRemainingTimeInMillis() - LAST_WORDS_MILLISECONDS,
    },
  });
  if (!done.logKept) logger.warn("Amazon MQ has not made the broker's log yet: the next run keeps it");
  logger.info("done", { ...done });
  return done;
}

/** @throws when it has no text: Secrets Manager's own error says when it is not there */
async function secret(name: string): Promise<string> {
  const value = await getSecret(name);
  if (typeof value !== "string" || value === "") throw new Error(`secret ${name}: it holds no text`);
  return value;
}

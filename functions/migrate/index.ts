import { setTimeout } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECSClient } from "@aws-sdk/client-ecs";
import { tasksOnFargate } from "./aws";
import { migrate, type Migrated } from "./migrate";
import { requestOf } from "./request";

const logger = new Logger();
const ecs = new ECSClient({});
const logs = new CloudWatchLogsClient({});

const LOOK_EVERY_MILLISECONDS = 5000;

/** Time to stop the task and to say so, before Lambda ends us without a word. */
const LAST_WORDS_MILLISECONDS = 30_000;

/** What of Lambda's context is needed. */
interface Context {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** Migrates a database before a service's new revision comes: called by each deploy that brings one, and when a secret changes. */
export async function handler(event: unknown, context: Context): Promise<Migrated> {
  const migrated = await migrate(requestOf(event), tasksOnFargate(ecs, logs, context.awsRequestId), {
    wait: () => setTimeout(LOOK_EVERY_MILLISECONDS),
    left: () => context.getRemainingTimeInMillis() - LAST_WORDS_MILLISECONDS,
  });
  logger.info("migrated", { ...migrated });
  return migrated;
}

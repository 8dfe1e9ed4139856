import { setTimeout } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { statusOf } from "./page";
import { settingsOf } from "./settings";
import { faultsOf, type Patience } from "./smoke-test";

const logger = new Logger();

/** A page takes 40 seconds at most with all its tries; the function has a minute. */
const PATIENCE: Patience = { tries: 3, limitMs: 10_000, pause: () => setTimeout(5000) };

/** What ECS waits for [AWS: Lifecycle hooks for Amazon ECS service deployments]. */
interface Verdict {
  readonly hookStatus: "SUCCEEDED" | "FAILED";
}

/**
 * Tries a service's new revision before any visitor meets it: called by ECS in a deployment, once the test listener leads
 * there. What it finds wrong ends the deployment, and the last revision stays.
 * @param deployment what ECS says of it, for the log
 */
export async function handler(deployment: unknown): Promise<Verdict> {
  const settings = settingsOf(process.env);
  const faults = await faultsOf(settings, statusOf, PATIENCE);
  if (faults.length === 0) {
    logger.info("every page came", { paths: settings.paths, deployment });
    return { hookStatus: "SUCCEEDED" };
  }
  logger.error(`the new revision does not answer as it should:\n${faults.join("\n")}`, {
    faults,
    deployment,
  });
  return { hookStatus: "FAILED" };
}

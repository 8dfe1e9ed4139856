import { Logger } from "@aws-lambda-powertools/logger";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { countDone } from "./count";
import { doTask } from "./task";

const logger = new Logger();

const LOOK_EVERY_MILLISECONDS = 10_000;

/** Time to say that the time is up, before Lambda ends us without a word. */
const LAST_WORDS_MILLISECONDS = 20_000;

/** What of Lambda's context is needed. */
interface Context {
  getRemainingTimeInMillis(): number;
}

/** Sets a search cluster up, or takes its snapshot: called by each deploy that changes something, and daily. */
export async function handler(event: unknown, context: Context) {
  const answer = await doTask(event, {
    secret,
    reached: ({ host, port }) => ({ node: `https://${host}:${port}` }),
    patience: {
      lookEveryMilliseconds: LOOK_EVERY_MILLISECONDS,
      left: () => context.getRemainingTimeInMillis() - LAST_WORDS_MILLISECONDS,
    },
    now: () => new Date(),
  });
  countDone(answer);
  logger.info("done", { ...answer });
  return answer;
}

/** @throws when it has no text: Secrets Manager's own error says when it is not there */
async function secret(name: string): Promise<string> {
  const value = await getSecret(name);
  if (typeof value !== "string" || value === "") throw new Error(`secret ${name}: it holds no text`);
  return value;
}

import { retry } from "es-toolkit/function";
import { ApiTrouble, refusal, silence } from "./api-trouble";

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** How long and how often a server is asked. */
export interface Patience {
  readonly secondsToAnswer: number;
  /** Of requests that change nothing. */
  readonly retries: number;
  readonly secondsBetween: number;
}

/** API Gateway itself waits 29 seconds for a service [AWS: Amazon API Gateway quotas]. */
export const patience: Patience = { secondsToAnswer: 30, retries: 2, secondsBetween: 3 };

/**
 * A server's answer, whatever its status.
 * @param asked what to call the request in an error: no secret
 * @throws ApiTrouble when there is none
 */
export async function answerOf(
  asked: string,
  url: string,
  init: RequestInit,
  { secondsToAnswer }: Patience,
): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(secondsToAnswer * 1000) });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    throw silence(asked, error);
  }
}

/** Asks again when a server does not answer, or says that it cannot just now; for requests that change nothing. */
export function patiently(
  asked: string,
  ask: () => Promise<Answer>,
  { retries, secondsBetween }: Patience,
): Promise<Answer> {
  return retry(
    async () => {
      const answer = await ask();
      const trouble = refusal(asked, answer.status, answer.body);
      if (trouble.passes) throw trouble;
      return answer;
    },
    {
      retries,
      delay: secondsBetween * 1000,
      shouldRetry: (error) => error instanceof ApiTrouble && error.passes,
    },
  );
}

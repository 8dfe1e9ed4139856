import { setTimeout as wait } from "node:timers/promises";
import type { Block, Mrkdwn } from "./blocks";
import { cutMrkdwn } from "./cut";
import type { Destination } from "./destination";
import { read, type Answer } from "./answer";
import { withinLimits } from "./within-limits";

export interface Message {
  /** What notifications show, and programs that know no blocks. */
  readonly text: Mrkdwn;
  readonly blocks: readonly Block[];
}

/** Of what was posted before, by its message id. A webhook takes none of it: each message is one of its own. */
export interface PostOptions {
  /** The message that this one answers, in its thread. */
  readonly threadOf?: string;
  /** Whether an answer in a thread is shown in the channel too. */
  readonly alsoToChannel?: boolean;
  /** The message that this one takes the place of. */
  readonly update?: string;
}

/** How long Slack is given, in milliseconds. */
export interface Patience {
  /** For one request. */
  readonly timeoutMs: number;
  /** Before the second try; twice as long before each one more. */
  readonly firstWaitMs: number;
  /** For everything: no try begins after it, so that all is over a timeout later. */
  readonly budgetMs: number;
}

const PATIENCE: Patience = { timeoutMs: 5000, firstWaitMs: 500, budgetMs: 25_000 };

/** Characters that Slack recommends for a text at most [Slack: chat.postMessage]. */
const TEXT_CHARACTERS = 3000;

/**
 * Posts one message. It tries again when Slack is busy or cannot be reached: when only Slack's answer got lost, the
 * message is there twice.
 * @returns the message's id, which a webhook does not give
 * @throws with Slack's own word for what is wrong (`channel_not_found`), never with the URL or the token
 */
export async function postToSlack(
  destination: Destination,
  message: Message,
  options: PostOptions = {},
  patience: Patience = PATIENCE,
): Promise<{ readonly messageId?: string }> {
  const { url, init } = requestOf(destination, message, options);
  const giveUpAt = Date.now() + patience.budgetMs;
  for (let pause = patience.firstWaitMs; ; pause *= 2) {
    const answer = await answerOf(destination, url, init, patience.timeoutMs);
    if (answer.kind === "posted")
      return answer.messageId === undefined ? {} : { messageId: answer.messageId };
    if (answer.kind === "refused")
      throw new Error(
        `Slack refused the message: ${answer.word}. The ${destination.kind} is named in the secret`,
      );
    const pauseMs = answer.retryAfterMs ?? pause;
    if (Date.now() + pauseMs > giveUpAt)
      throw new Error(`Slack took no message for ${patience.budgetMs / 1000} seconds: ${answer.word}`);
    await wait(pauseMs);
  }
}

function requestOf(
  destination: Destination,
  { text, blocks }: Message,
  { threadOf, alsoToChannel, update }: PostOptions,
): { readonly url: string; readonly init: RequestInit } {
  const content = {
    text: cutMrkdwn(text, TEXT_CHARACTERS),
    blocks: withinLimits(blocks),
    unfurl_links: false,
    unfurl_media: false,
  };
  if (destination.kind === "webhook") return { url: destination.url, init: jsonRequest(content) };
  const { token, channel } = destination;
  const thread =
    threadOf === undefined ? {} : { thread_ts: threadOf, reply_broadcast: alsoToChannel ?? false };
  return update === undefined
    ? { url: `${apiUrl()}/chat.postMessage`, init: jsonRequest({ channel, ...content, ...thread }, token) }
    : { url: `${apiUrl()}/chat.update`, init: jsonRequest({ channel, ...content, ts: update }, token) };
}

/** Slack's own, or what a test puts in its place. */
const apiUrl = (): string => process.env["SLACK_API_URL"] ?? "https://slack.com/api";

const jsonRequest = (body: object, token?: string): RequestInit => ({
  method: "POST",
  headers: {
    "content-type": "application/json; charset=utf-8",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  },
  body: JSON.stringify(body),
});

async function answerOf(
  destination: Destination,
  url: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    return read(
      destination.kind,
      response.status,
      response.headers.get("retry-after"),
      await response.text(),
    );
  } catch (error) {
    return { kind: "busy", word: networkWord(error) };
  }
}

/** `ECONNREFUSED`, `TimeoutError`: an error's message may hold the URL. */
function networkWord(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  const code: unknown = Reflect.get(Object(cause), "code");
  if (typeof code === "string") return code;
  return cause instanceof Error ? cause.name : "it could not be reached";
}

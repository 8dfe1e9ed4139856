import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { z } from "zod";
import { refusalOf } from "./block-kit-limits";

/** What was posted, as far as Slack took it. */
export interface Posted {
  readonly via: "webhook" | "chat.postMessage" | "chat.update";
  /** The message's id; a webhook's caller is not told it. */
  readonly id: string;
  readonly channel: string | undefined;
  readonly text: string;
  readonly blocks: readonly z.infer<typeof Blocks>[number][];
  /** All the text of its blocks, line by line. */
  readonly shown: string;
  readonly threadOf: string | undefined;
  readonly alsoToChannel: boolean;
}

/** What Slack does once instead of what it would do by itself. */
export type Mishap =
  | { readonly status: 429; readonly retryAfterSeconds?: number }
  | { readonly status: 500 }
  /** An error word, as a method or a webhook answers it. */
  | { readonly error: string }
  /** The connection ends without an answer, or stays open without one. */
  | "cut off"
  | "silence";

const Blocks = z.array(z.looseObject({ type: z.string() }));

const Body = z.object({
  channel: z.string().optional(),
  text: z.string().min(1),
  blocks: Blocks,
  thread_ts: z.string().optional(),
  reply_broadcast: z.boolean().optional(),
  ts: z.string().optional(),
});

export const WEBHOOK_PATH = "/services/T1/B1/webhook-secret";
export const TOKEN = "xoxb-token-secret";

/**
 * Slack on loopback: a webhook and the two methods that we call. It keeps what is posted, and refuses as Slack does
 * what is over Block Kit's limits, a token that it does not know, and answers to messages that are not there.
 */
export class FakeSlack {
  /** In the order in which they came. */
  readonly posted: Posted[] = [];
  /** Requests so far, refused ones among them. */
  requests = 0;
  /** What happens to the next requests, one each. */
  readonly mishaps: Mishap[] = [];
  readonly #server = http.createServer((request, response) => {
    textOf(request).then(
      (body) => this.#answer(request, body, response),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });

  static async start(): Promise<FakeSlack> {
    const slack = new FakeSlack();
    await new Promise<void>((resolve, reject) => {
      slack.#server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    return slack;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Forgets what was posted, and every mishap to come. */
  clear(): void {
    this.posted.length = 0;
    this.mishaps.length = 0;
    this.requests = 0;
  }

  get webhookUrl(): string {
    return `${this.#origin}${WEBHOOK_PATH}`;
  }

  /** For the environment's `SLACK_API_URL`. */
  get apiUrl(): string {
    return `${this.#origin}/api`;
  }

  /** Text of a secret that leads here. */
  readonly secretText = (kind: "webhook" | "channel"): string =>
    JSON.stringify(kind === "webhook" ? { webhook: this.webhookUrl } : { token: TOKEN, channel: "C1" });

  get #origin(): string {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the fake Slack does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  #answer(request: http.IncomingMessage, body: string, response: http.ServerResponse): void {
    this.requests++;
    const via = request.url === WEBHOOK_PATH ? "webhook" : methodOf(request.url);
    const mishap = this.mishaps.shift();
    if (mishap === "silence") return;
    if (mishap === "cut off") return void response.destroy();
    if (mishap && "status" in mishap) {
      const pause = mishap.status === 429 ? mishap.retryAfterSeconds : undefined;
      response.writeHead(mishap.status, pause === undefined ? {} : { "retry-after": String(pause) });
      return void response.end("slow down");
    }
    const error = mishap?.error ?? this.#refusal(via, request.headers.authorization, body);
    if (via === undefined) return void response.writeHead(404).end("no such page");
    if (error !== undefined) {
      const [word] = error.split(": ");
      return via === "webhook"
        ? void response.writeHead(400).end(word)
        : json(response, { ok: false, error: word, response_metadata: { messages: [error] } });
    }
    const made = this.#keep(via, body);
    return via === "webhook"
      ? void response.end("ok")
      : json(response, { ok: true, channel: made.channel, ts: made.id });
  }

  #refusal(
    via: Posted["via"] | undefined,
    authorization: string | undefined,
    body: string,
  ): string | undefined {
    if (via !== "webhook" && authorization !== `Bearer ${TOKEN}`) return "invalid_auth";
    const parsed = Body.safeParse(JSON.parse(body));
    if (!parsed.success) return "invalid_payload";
    const { blocks, thread_ts: thread, ts, channel } = parsed.data;
    if (via !== "webhook" && channel === undefined) return "channel_not_found";
    const refused = refusalOf(blocks);
    if (refused) return `${refused.word}: ${refused.why}`;
    const unknown = (id: string | undefined) =>
      id !== undefined && !this.posted.some((made) => made.id === id);
    if (unknown(thread)) return "thread_not_found";
    return unknown(ts) || (via === "chat.update" && ts === undefined) ? "message_not_found" : undefined;
  }

  #keep(via: Posted["via"], body: string): Posted {
    const { channel, text, blocks, thread_ts, reply_broadcast, ts } = Body.parse(JSON.parse(body));
    const made = {
      via,
      id: ts ?? `1700000000.${String(this.posted.length).padStart(6, "0")}`,
      channel,
      text,
      blocks,
      shown: blocks.flatMap(textsOf).join("\n"),
      threadOf: thread_ts,
      alsoToChannel: reply_broadcast ?? false,
    };
    this.posted.push(made);
    return made;
  }
}

function methodOf(url: string | undefined): "chat.postMessage" | "chat.update" | undefined {
  if (url === "/api/chat.postMessage") return "chat.postMessage";
  return url === "/api/chat.update" ? "chat.update" : undefined;
}

function json(response: http.ServerResponse, answer: object): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
}

/** Every text within a block, and every URL of a button. */
function textsOf(within: unknown): readonly string[] {
  if (Array.isArray(within)) return within.flatMap(textsOf);
  if (typeof within !== "object" || within === null) return [];
  return Object.entries(within).flatMap(([key, value]) =>
    typeof value === "string" ? (key === "text" || key === "url" ? [value] : []) : textsOf(value),
  );
}

import * as z from "zod";
import type { Destination } from "./destination";

/** What came of a request. */
export type Answer =
  | { readonly kind: "posted"; readonly messageId?: string }
  | { readonly kind: "refused"; readonly word: string }
  /** Worth another try, after Slack's own pause when it names one. */
  | { readonly kind: "busy"; readonly word: string; readonly retryAfterMs?: number };

/** What a method of the Web API answers. */
const MethodAnswer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), ts: z.string() }),
  z.object({
    ok: z.literal(false),
    error: z.string(),
    response_metadata: z
      .object({ messages: z.array(z.string()) })
      .partial()
      .optional(),
  }),
]);

/** Errors of Slack's own that may be over in a moment [Slack: chat.postMessage, errors]. */
const PASSING: ReadonlySet<string> = new Set([
  "fatal_error",
  "internal_error",
  "ratelimited",
  "rate_limited",
  "request_timeout",
  "service_unavailable",
]);

/** Reads the answer to a request. A webhook answers with a bare word, a method with JSON and nearly always with 200. */
export function read(
  kind: Destination["kind"],
  status: number,
  retryAfter: string | null,
  body: string,
): Answer {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  const pause = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
  if (status === 429 || status >= 500) return { kind: "busy", word: `status ${status}`, ...pause };
  if (kind === "webhook")
    return status === 200
      ? { kind: "posted" }
      : { kind: "refused", word: wordOf(body) ?? `status ${status}` };
  const parsed = MethodAnswer.safeParse(jsonOf(body));
  if (!parsed.success)
    return { kind: "refused", word: `status ${status} with an answer that is not Slack's` };
  const { data } = parsed;
  if (data.ok) return { kind: "posted", messageId: data.ts };
  if (PASSING.has(data.error)) return { kind: "busy", word: data.error, ...pause };
  const reasons = data.response_metadata?.messages ?? [];
  return { kind: "refused", word: [data.error, ...reasons].join(" ") };
}

/** `no_service`, `invalid_blocks`: anything else is no word of Slack's. */
const wordOf = (body: string): string | undefined => /^[a-z_]{1,80}$/.exec(body.trim())?.[0];

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

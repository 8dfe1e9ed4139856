import * as z from "zod";

/** What the API, or the token endpoint, did not give. */
export class ApiTrouble extends Error {
  override readonly name = "ApiTrouble";

  /** @param passes whether asking again later may help */
  constructor(
    message: string,
    readonly passes: boolean,
    readonly status?: number,
  ) {
    super(message);
  }
}

/** An error of the services and the gateway (storage-service.md 8.1), or of the token endpoint. */
const Refusal = z.union([
  z
    .object({ label: z.string(), description: z.string().optional() })
    .transform(({ label, description }) => description ?? label),
  z.object({ error: z.string() }).transform(({ error }) => error),
]);

/** Characters of an answer that is no error that we know. */
const SHOWN = 200;

/** What a server said when it did not do what it was asked for. */
export function refusal(asked: string, status: number, body: string): ApiTrouble {
  const known = Refusal.safeParse(parsed(body));
  const said = known.success ? known.data : body.slice(0, SHOWN);
  return new ApiTrouble(`${asked} answered ${status}: ${said}`, status >= 500 || status === 429, status);
}

/** What became of a request that nobody answered. */
export function silence(asked: string, error: unknown): ApiTrouble {
  const told = error instanceof Error ? [error.message, messageOf(error.cause)] : [String(error)];
  return new ApiTrouble(`${asked} had no answer: ${told.filter((part) => part !== "").join(": ")}`, true);
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : "");

/** JSON's value, or the text itself where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

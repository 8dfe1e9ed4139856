import * as z from "zod";

/** Where the queues are, and who asks. */
export interface Asked {
  readonly apiUrl: string;
  readonly user: string;
  readonly password: string;
}

/** The vhost `/`, where the queues are. */
const VHOST = "%2F";

const PATIENCE_MS = 20_000;

/** RabbitMQ counts a queue that was made just now a moment later: until then there is no number. */
const Queues = z.array(z.object({ name: z.string(), messages: z.number().int().min(0).default(0) }));

/**
 * How many messages wait in each queue, those among them that somebody works on.
 * @throws when RabbitMQ does not answer, refuses the user, or has not all of the queues
 */
export async function queuedMessages(
  { apiUrl, user, password }: Asked,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`${apiUrl}/api/queues/${VHOST}?columns=name,messages`, {
    headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.status === 401)
    throw new Error(
      `RabbitMQ refuses ${user}: is the user made, with the tag monitoring, rights to / and its secret's password?`,
    );
  if (answer.status !== 200) throw new Error(`RabbitMQ answered with ${answer.status}, not 200`);
  const found = new Map(
    Queues.parse(await answer.json()).map(({ name, messages }) => [name, messages] as const),
  );
  const missing = names.filter((name) => !found.has(name));
  if (missing.length > 0)
    throw new Error(`RabbitMQ has no queue ${missing.join(", ")}: the broker makes them when it starts`);
  return new Map(names.map((name) => [name, found.get(name) ?? 0]));
}

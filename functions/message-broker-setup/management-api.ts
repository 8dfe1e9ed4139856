/** RabbitMQ's management API as one user sees it. */
export interface ManagementApi {
  /** @throws with RabbitMQ's own words when it refuses; `Away` when it does not answer at all */
  get(path: string): Promise<unknown>;
  put(path: string, body: object): Promise<void>;
}

/** Nobody answers as yet: a new broker's name is not known in the network at once. */
export class Away extends Error {}

/** A load balancer with nobody behind it. */
const NOT_THERE = [502, 503, 504];

const TIMEOUT_MILLISECONDS = 10_000;

/** What is not JSON, such as a proxy's page, is not all of use. */
const LONGEST = 300;

/**
 * @param base `https://HOST:PORT`
 */
export function managementApi(base: string, userName: string, password: string): ManagementApi {
  const authorization = `Basic ${Buffer.from(`${userName}:${password}`).toString("base64")}`;
  const ask = async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await answered(base, () =>
      fetch(`${base}/api${path}`, {
        method,
        headers: { authorization, "content-type": "application/json" },
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    );
    if (answer.ok) return answer;
    const said = `${method} ${path}: HTTP ${answer.status} ${(await answer.text()).trim().slice(0, LONGEST)}`;
    throw NOT_THERE.includes(answer.status) ? new Away(said) : new Error(said);
  };
  return {
    get: async (path) => (await ask("GET", path)).json(),
    async put(path, body) {
      await (await ask("PUT", path, body)).arrayBuffer();
    },
  };
}

async function answered(base: string, ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Away(`${base} does not answer: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

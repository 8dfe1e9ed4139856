import type { Client } from "@opensearch-project/opensearch";

/** A search cluster as one user sees it. Paths and bodies are those of OpenSearch's own documentation. */
export interface Cluster {
  /** What is there, or nothing. */
  get(path: string): Promise<unknown>;
  put(path: string, body?: object): Promise<unknown>;
  post(path: string, body?: object): Promise<unknown>;
  delete(path: string): Promise<unknown>;
}

/** The cluster that a client speaks to. What it refuses is thrown as the client's own errors: see refusal.ts. */
export function clusterOf(client: Client): Cluster {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> =>
    (await client.transport.request({ method, path, ...(body ? { body } : {}) })).body;
  return {
    async get(path) {
      const answer = await client.transport.request({ method: "GET", path }, { ignore: [404] });
      return answer.statusCode === 404 ? undefined : answer.body;
    },
    put: (path, body) => ask("PUT", path, body),
    post: (path, body) => ask("POST", path, body),
    delete: (path) => ask("DELETE", path),
  };
}

import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Client } from "@opensearch-project/opensearch";
import { z } from "zod";
import { clusterClient } from "../../../functions/daily-report/cluster";

const Search = z.object({
  size: z.number(),
  search_after: z.tuple([z.string()]).optional(),
});

export const READER = { user: "reader", password: "very-secret" };
const SIGN_IN = `Basic ${Buffer.from(`${READER.user}:${READER.password}`).toString("base64")}`;

/** A search engine that knows no query: it pages through what it has, by id, and may be told to fall short. */
export class FakeCluster {
  /** By index, in the order of their ids. */
  readonly indices: Record<string, readonly { readonly id: string; readonly source: unknown }[]> = {};
  /** Bodies of the searches so far. */
  readonly searches: unknown[] = [];
  /** What is wrong with every answer. */
  fault: "timed out" | "shard failed" | "page lost" | undefined;
  readonly #server = http.createServer((request, response) => {
    text(request).then(
      (body) =>
        request.headers.authorization === SIGN_IN
          ? this.#answer(request.url ?? "", body, response)
          : response.writeHead(401).end(),
      () => response.destroy(),
    );
  });

  static async start(): Promise<FakeCluster> {
    const cluster = new FakeCluster();
    await new Promise<void>((resolve) => cluster.#server.listen(0, "127.0.0.1", resolve));
    return cluster;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the cluster does not listen");
    return address.port;
  }

  client(): Client {
    const { user, password } = READER;
    return clusterClient({ host: "http://127.0.0.1", port: String(this.port), user, password });
  }

  #answer(url: string, body: string, response: http.ServerResponse): void {
    const [, index = ""] = new URL(url, "http://cluster").pathname.split("/");
    const all = this.indices[index];
    response.setHeader("content-type", "application/json");
    if (!all)
      return void response.writeHead(404).end(
        JSON.stringify({
          error: { type: "index_not_found_exception", reason: "no such index" },
          status: 404,
        }),
      );
    const asked: unknown = JSON.parse(body);
    this.searches.push(asked);
    const { size, search_after: [after] = [undefined] } = Search.parse(asked);
    const left = after === undefined ? all : all.filter(({ id }) => id > after);
    const given = this.fault === "page lost" && after !== undefined ? [] : left.slice(0, size);
    const isShort = this.fault === "shard failed";
    response.end(
      JSON.stringify({
        timed_out: this.fault === "timed out",
        _shards: { total: 1, successful: isShort ? 0 : 1, failed: isShort ? 1 : 0 },
        hits: {
          ...(after === undefined ? { total: { value: all.length, relation: "eq" } } : {}),
          hits: given.map(({ id, source }) => ({ _id: id, _source: source, sort: [id] })),
        },
      }),
    );
  }
}

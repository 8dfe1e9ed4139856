import * as http from "node:http";
import { text } from "node:stream/consumers";
import { IndexStore } from "./index-store";
import type { Answer } from "./ism-answers";
import { RecordedIsm } from "./recorded-ism";
import { SecurityPlugin } from "./security-plugin";

export const MASTER = { user: "master", password: "Master-of-it_1" };

/** A cluster on a port of this machine, as far as the set-up uses one: what it was told, it tells. */
export class FakeCluster {
  readonly #server: http.Server;
  readonly node: string;
  readonly ism = new RecordedIsm();
  readonly security = new SecurityPlugin(MASTER.user, MASTER.password);
  readonly store = new IndexStore();
  /** Requests that would change something, in their order: `PUT /_index_template/logs`. */
  readonly writes: string[] = [];
  /** Who asked for what: `PUT /_snapshot/x` by a user's name, or by `AWS4-HMAC-SHA256`. */
  readonly askedBy = new Map<string, string>();
  /** What is answered instead, by request. */
  readonly instead = new Map<string, Answer>();
  readonly #repositories = new Map<string, unknown>();

  private constructor(server: http.Server, port: number) {
    this.#server = server;
    this.node = `http://127.0.0.1:${port}`;
    this.store.onCreated = (index, lookedUpAs) => this.ism.created(index, lookedUpAs);
  }

  static async open(): Promise<FakeCluster> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    const cluster = new FakeCluster(server, address.port);
    server.on("request", (request, response) => {
      void cluster.#answer(request).then(({ status, body }) => {
        const type = typeof body === "string" ? "text/plain" : "application/json";
        response.writeHead(status, { "content-type": type });
        response.end(typeof body === "string" ? body : JSON.stringify(body));
      });
    });
    return cluster;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: http.IncomingMessage): Promise<Answer> {
    const { method = "", url = "", headers } = request;
    const sent = await text(request);
    const asked = `${method} ${url}`;
    const instead = this.instead.get(asked);
    if (instead) return instead;
    const isSigned = headers.authorization?.startsWith("AWS4-HMAC-SHA256") === true;
    const user = isSigned ? "AWS4-HMAC-SHA256" : this.security.signedIn(headers.authorization);
    if (user === undefined) return { status: 401, body: "Unauthorized" };
    this.askedBy.set(asked, user);
    if (method !== "GET" && !url.includes("_simulate_index")) this.writes.push(asked);
    const body: unknown = sent === "" ? undefined : JSON.parse(sent);
    return (
      this.ism.answer(method, url, body) ??
      this.security.answer(method, url, body) ??
      this.#repository(method, url, body) ??
      this.store.answer(method, url, body) ?? { status: 200, body: {} }
    );
  }

  #repository(method: string, url: string, body: unknown): Answer | undefined {
    const [, name] = /^\/_snapshot\/([^/]+)$/.exec(url) ?? [];
    if (name === undefined) return undefined;
    if (method === "PUT") this.#repositories.set(name, body);
    const there = this.#repositories.get(name);
    return there ? { status: 200, body: { [name]: there } } : { status: 404, body: {} };
  }
}

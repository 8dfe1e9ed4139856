import * as http from "node:http";
import * as https from "node:https";
import { buffer } from "node:stream/consumers";
import type { Answer } from "../functions/search-setup/ism-answers";
import { RecordedIsm } from "../functions/search-setup/recorded-ism";

/** A real cluster, with the recorded Index State Management in place of the plugin that no registry has. */
export interface ManagedCluster {
  readonly node: string;
  readonly ism: RecordedIsm;
  /** Requests that would change something, in their order: `PUT /_index_template/logs`. */
  readonly writes: string[];
  close(): void;
}

/** Answers with what is asked and not changed by it. */
const ASKS = /^(GET|HEAD) |_simulate_index/;

const STREAM = /^PUT \/_data_stream\/([^/?]+)$/;

/** Another plugin that is not there. */
interface Plugin {
  answer(method: string, url: string, body: unknown): Answer | undefined;
}

export interface ManagedClusterOptions {
  /** Certificate of the authority to trust, where the node serves HTTPS. */
  readonly ca?: string;
  /** What answers in place of other plugins. */
  readonly plugins?: readonly Plugin[];
}

/**
 * Serves a cluster on another port.
 * @param url of one of its nodes
 */
export async function withRecordedIsm(
  url: string,
  { ca, plugins = [] }: ManagedClusterOptions = {},
): Promise<ManagedCluster> {
  const ism = new RecordedIsm();
  const writes: string[] = [];
  const server = http.createServer((request, response) => {
    void (async () => {
      const { method = "", url: path = "" } = request;
      const asked = `${method} ${path}`;
      const body = await buffer(request);
      if (!ASKS.test(asked)) writes.push(asked);
      const own = answerOf([ism, ...plugins], method, path, body);
      if (own) {
        response.writeHead(own.status, { "content-type": "application/json" }).end(JSON.stringify(own.body));
        return;
      }
      const answer = await forwarded(new URL(path, url), request, body, ca);
      const [, stream] = STREAM.exec(asked) ?? [];
      if (stream !== undefined && answer.statusCode === 200) ism.created(`.ds-${stream}-000001`, stream);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    })().catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    node: `http://127.0.0.1:${address.port}`,
    ism,
    writes,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answerOf(
  plugins: readonly Plugin[],
  method: string,
  path: string,
  body: Buffer,
): Answer | undefined {
  if (!path.startsWith("/_plugins/")) return undefined;
  const sent: unknown = body.length > 0 ? JSON.parse(body.toString()) : undefined;
  return plugins.map((plugin) => plugin.answer(method, path, sent)).find((answer) => answer !== undefined);
}

function forwarded(
  to: URL,
  { method, headers }: http.IncomingMessage,
  body: Buffer,
  ca: string | undefined,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, host: to.host } };
    const sent = ca === undefined ? http.request(to, options) : https.request(to, { ...options, ca });
    sent.once("response", resolve).once("error", reject).end(body);
  });
}

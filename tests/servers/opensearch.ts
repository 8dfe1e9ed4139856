import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Client } from "@opensearch-project/opensearch";
import { z } from "zod";
import { freePort } from "./free-port";
import { startNodes } from "./opensearch-nodes";
import { untilStarted } from "./until-started";

const Managers = z.array(z.object({ node: z.string() })).length(1);

/** A real OpenSearch on this machine. */
export interface OpenSearch {
  /** Of one node. */
  readonly url: string;
  /** Of every node. */
  readonly urls: readonly string[];
  /** Folder that snapshots may be kept in: the location of a repository of type `fs`. */
  readonly snapshots: string;
  /** A client that goes on with another node when one is lost. It is closed by `stop`. */
  client(): Client;
  /** Takes the elected cluster manager away and gives back its name. The others elect a new one. */
  stopManager(): Promise<string>;
  /** Brings back a node that was taken away, with the data it had. */
  restartNode(name: string): Promise<void>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

export interface OpenSearchOptions {
  readonly nodes: 1 | 3;
}

/**
 * Starts an empty OpenSearch and waits until it is green. The first time on a machine its jars are fetched: see to that
 * in a `before` with time for it.
 * @throws when its jars cannot be fetched or it does not start; the message holds what it said
 */
export async function startOpenSearch(options: OpenSearchOptions): Promise<OpenSearch> {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-opensearch-")));
  const snapshots = path.join(folder, "snapshots");
  const names = Array.from({ length: options.nodes }, (_, index) => `node-${index + 1}`);
  // All at the same time, so that no two are the same.
  const ports = await Promise.all([...names, ...names].map(freePort));
  const [http, transport] = [ports.slice(0, options.nodes), ports.slice(options.nodes)];
  const cluster = {
    "cluster.name": path.basename(folder),
    "network.host": "127.0.0.1",
    "discovery.seed_hosts": transport.map((port) => `127.0.0.1:${port}`),
    "cluster.initial_cluster_manager_nodes": names,
    "cluster.routing.allocation.disk.threshold_enabled": false,
    // They share a heap, so none may take the heap's use for its own.
    "indices.breaker.total.use_real_memory": false,
    "node.processors": 1,
    "path.repo": [snapshots],
  };
  const settings = names.map((name, index) => [
    name,
    { ...cluster, "http.port": http[index] ?? 0, "transport.port": transport[index] ?? 0 },
  ]);
  const urls = http.map((port) => `http://127.0.0.1:${port}`);
  const clients: Client[] = [];
  const newClient = () => {
    const client = new Client({ nodes: [...urls] });
    clients.push(client);
    return client;
  };
  const nodes = await startNodes(folder, Object.fromEntries(settings));
  const stop = async () => {
    await Promise.all(clients.map((client) => client.close()));
    await nodes.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const client = newClient();
    const whole = { wait_for_nodes: options.nodes, wait_for_status: "green", timeout: "10s" } as const;
    await untilStarted(() => client.cluster.health(whole), nodes.ended);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: urls[0] ?? "",
    urls,
    snapshots,
    client: newClient,
    async stopManager() {
      const { body } = await newClient().cat.clusterManager({ format: "json" });
      const [manager] = Managers.parse(body);
      await nodes.stopNode(manager?.node ?? "");
      return manager?.node ?? "";
    },
    restartNode: (name) => nodes.startNode(name),
    stop,
  };
}

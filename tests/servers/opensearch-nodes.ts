import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { openSearchJars, openSearchMain } from "./opensearch-program";

/** Memory for three nodes in one JVM, and no time for optimizing what lives for a minute. */
const JVM = ["-Xms256m", "-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

/** How much of what the nodes say is kept for the message of an error: characters. */
const KEPT_WORDS = 4_000;

/** What a node is told: its opensearch.yml. */
export type NodeSettings = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** OpenSearch nodes in one JVM, which ends when we do, however we end. */
export interface OpenSearchNodes {
  /** Resolves with what the nodes said when the JVM has ended by itself. */
  readonly ended: Promise<string>;
  /** Takes one node away, and leaves its data. */
  stopNode(name: string): Promise<void>;
  /** Brings back a node that was stopped. */
  startNode(name: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts nodes, and does not wait for them.
 * @param folder gets a home folder for each, called as the node
 * @throws when there is no JDK, or there are no jars and no Maven; the message says what to install
 */
export async function startNodes(
  folder: string,
  nodes: Readonly<Record<string, NodeSettings>>,
): Promise<OpenSearchNodes> {
  const jars = await openSearchJars();
  const homes = Object.entries(nodes).map(([name, settings]) => {
    const home = path.join(folder, name);
    fs.mkdirSync(path.join(home, "config"), { recursive: true });
    // JSON is YAML too.
    fs.writeFileSync(path.join(home, "config", "opensearch.yml"), JSON.stringify(settings));
    return home;
  });
  const child = spawn("java", [...JVM, "-cp", path.join(jars, "*"), openSearchMain, ...homes], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  const hear = (data: Buffer) => (said = `${said}${data.toString()}`.slice(-KEPT_WORDS));
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<string>((resolve) => child.once("close", () => resolve(said)));
  const lines = createInterface({ input: child.stdout });

  const command = (words: string, answer: string) =>
    new Promise<void>((resolve, reject) => {
      const hearAnswer = (line: string) => {
        if (line !== answer) return;
        lines.off("line", hearAnswer);
        resolve();
      };
      lines.on("line", hearAnswer);
      void ended.then(() => reject(new Error(`OpenSearch ended instead of "${words}": ${said}`)));
      child.stdin.write(`${words}\n`);
    });

  return {
    ended,
    stopNode: (name) => command(`stop ${name}`, `stopped ${name}`),
    startNode: (name) => command(`start ${name}`, `started ${name}`),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

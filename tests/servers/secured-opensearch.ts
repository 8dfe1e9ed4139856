import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Client } from "@opensearch-project/opensearch";
import { certificateAuthority, type Issued } from "./certificate-authority";
import { freePort } from "./free-port";
import { startNodes } from "./opensearch-nodes";
import { securityPlugin } from "./opensearch-program";
import { untilStarted } from "./until-started";

const NODE = "node-1";
const ADMIN = "admin";

/** A real OpenSearch with users and roles, on this machine; it serves HTTPS. */
export interface SecuredOpenSearch {
  readonly url: string;
  /** Certificate of the authority that clients must trust. */
  readonly ca: string;
  /** The file that it is in. */
  readonly caFile: string;
  /** May do everything, the security plugin's own API included, as the master user of an Amazon domain. */
  readonly adminUser: string;
  readonly adminPassword: string;
  /** A client that signs in. It is closed by `stop`. */
  client(user: string, password: string): Client;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts an empty OpenSearch of one node with the security plugin. The first time on a machine both are fetched: see to
 * that in a `before` with time for it.
 * @param names host names that its certificate is good for, beside localhost and the loopback address
 * @throws when it cannot be fetched or does not start; the message holds what it said
 */
export async function startSecuredOpenSearch(names: readonly string[] = []): Promise<SecuredOpenSearch> {
  const plugin = await securityPlugin();
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-opensearch-")));
  const home = path.join(folder, NODE);
  const config = path.join(home, "config");
  fs.cpSync(path.join(plugin, "config"), path.join(config, "opensearch-security"), { recursive: true });
  fs.mkdirSync(path.join(home, "plugins"));
  fs.symlinkSync(plugin, path.join(home, "plugins", "opensearch-security"));

  const authority = await certificateAuthority(path.join(config, "certificates"));
  const alternatives = ["IP:127.0.0.1", ...["localhost", ...names].map((name) => `DNS:${name}`)];
  const node = await authority.issue(NODE, alternatives.join(","));
  const custodian = await authority.issue(ADMIN, `DNS:${ADMIN}`);
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const clients: Client[] = [];
  const newClient = (options: ConstructorParameters<typeof Client>[0]) => {
    const client = new Client({ node: url, ...options, ssl: { ca: authority.text, ...options.ssl } });
    clients.push(client);
    return client;
  };

  const nodes = await startNodes(folder, {
    [NODE]: { ...serverSettings(port), ...securitySettings(node, authority.file) },
  });
  const stop = async () => {
    await Promise.all(clients.map((client) => client.close()));
    await nodes.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const byCertificate = newClient({
      ssl: { cert: fs.readFileSync(custodian.file), key: fs.readFileSync(custodian.keyFile) },
    });
    // Only "strict" is refused until its own index is there.
    await untilStarted(
      () => byCertificate.security.health({ mode: "strict" }, { requestTimeout: 10_000, maxRetries: 0 }),
      nodes.ended,
    );
    const adminPassword = randomBytes(20).toString("hex");
    // It comes back once every node knows the user: on a busy machine later than a client's own patience ends.
    await byCertificate.security.createUser(
      { username: ADMIN, body: { password: adminPassword, backend_roles: ["admin"] } },
      { requestTimeout: 300_000, maxRetries: 0 },
    );
    return {
      url,
      ca: authority.text,
      caFile: authority.file,
      adminUser: ADMIN,
      adminPassword,
      client: (username, password) => newClient({ auth: { username, password } }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverSettings(port: number) {
  return {
    "network.host": "127.0.0.1",
    "http.port": port,
    "transport.port": "0",
    "discovery.type": "single-node",
    "cluster.routing.allocation.disk.threshold_enabled": false,
    "node.processors": 1,
  };
}

function securitySettings(node: Issued, authority: string) {
  const certificates = (layer: "http" | "transport") => ({
    [`plugins.security.ssl.${layer}.pemcert_filepath`]: node.file,
    [`plugins.security.ssl.${layer}.pemkey_filepath`]: node.keyFile,
    [`plugins.security.ssl.${layer}.pemtrustedcas_filepath`]: authority,
  });
  return {
    ...certificates("http"),
    ...certificates("transport"),
    "plugins.security.ssl.http.enabled": true,
    "plugins.security.nodes_dn": [`CN=${NODE}`],
    "plugins.security.authcz.admin_dn": [`CN=${ADMIN}`],
    "plugins.security.allow_default_init_securityindex": true,
    "plugins.security.restapi.roles_enabled": ["all_access"],
  };
}

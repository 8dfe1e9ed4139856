import * as fs from "node:fs";
import * as path from "node:path";
import type { Issued } from "./certificate-authority";
import { startContainer, type Running } from "./container";
import { freePort } from "./free-port";

const SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server";

/** A real RabbitMQ that speaks TLS alone, as Amazon MQ's does. */
export interface RabbitMq extends Running {
  /** Of AMQP by TLS. */
  readonly port: number;
}

/**
 * Starts an empty one.
 * @param folder gets its data
 * @param certificate what it shows to clients
 * @throws when it is not installed or does not start; the message says what to install, or what it said
 */
export async function startRabbitMq(folder: string, certificate: Issued): Promise<RabbitMq> {
  if (!fs.existsSync(SERVER))
    throw new Error("no RabbitMQ for the tests. Install it (apt-get install rabbitmq-server)");
  const [port, namePort, nodePort] = [await freePort(), await freePort(), await freePort()];
  const home = path.join(folder, "rabbitmq");
  fs.mkdirSync(home, { recursive: true });
  const settings = {
    "listeners.tcp": "none",
    "listeners.ssl.default": `127.0.0.1:${port}`,
    "ssl_options.certfile": certificate.file,
    "ssl_options.keyfile": certificate.keyFile,
    "ssl_options.verify": "verify_none",
    "log.console": "true",
    "log.file": "false",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  fs.writeFileSync(path.join(home, "rabbitmq.conf"), lines.join(""));
  fs.writeFileSync(path.join(home, "plugins"), "[].\n");
  const environment = {
    HOME: home,
    ERL_EPMD_PORT: String(namePort),
    ERL_EPMD_ADDRESS: "127.0.0.1",
    RABBITMQ_NODENAME: `tests-${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: "",
    RABBITMQ_DIST_PORT: String(nodePort),
    RABBITMQ_CONFIG_FILE: path.join(home, "rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: path.join(home, "plugins"),
    RABBITMQ_MNESIA_BASE: path.join(home, "data"),
    RABBITMQ_LOG_BASE: home,
    RABBITMQ_PID_FILE: path.join(home, "pid"),
    RABBITMQ_CONF_ENV_FILE: path.join(home, "none"),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "+S 1:1 -kernel inet_dist_use_interface {127,0,0,1}",
  };
  // Erlang's name server, which RabbitMQ would start for itself and leave behind.
  const names = await startContainer({
    title: "Erlang's name server",
    command: ["epmd", "-port", String(namePort), "-address", "127.0.0.1"],
    environment,
    port: namePort,
  });
  const server = await startContainer({ title: "RabbitMQ", command: [SERVER], environment, port }).catch(
    async (error: unknown) => {
      await names.stop();
      throw error;
    },
  );
  return {
    port,
    said: server.said,
    async stop() {
      await server.stop();
      await names.stop();
    },
  };
}

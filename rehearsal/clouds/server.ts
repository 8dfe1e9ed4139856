import * as grpc from "@grpc/grpc-js";
import { LARGE_MESSAGES, listen } from "../listen";
import { aws } from "./aws";
import { addComponents } from "./awsx";
import { azureNative } from "./azure-native";
import { Cloud } from "./cloud";
import { Faults, parseFault } from "./faults";
import { addProvider } from "./provider";
import { random } from "./random";

/**
 * The simulated clouds as a process of its own: it prints one line of JSON with the port of each provider, serves
 * until its standard input closes (so it never outlives who started it), and dies when a fault tells it to crash.
 * Arguments: the journal's file, the first port (0: any free ones), then the faults.
 */
async function serveAll([journal = "", firstPort = "0", ...faults]: readonly string[]): Promise<void> {
  const cloud = new Cloud(journal);
  const serving = { cloud, faults: new Faults(faults.map(parseFault)), crash: () => process.exit(137) };
  const ports: Record<string, number> = {};
  let port = Number(firstPort);
  const serve = async (provider: string, add: (server: grpc.Server) => void) => {
    const server = new grpc.Server(LARGE_MESSAGES);
    add(server);
    ports[provider] = (await listen(server, port)).port;
    if (port !== 0) port++;
  };
  for (const catalogue of [aws, random, azureNative])
    await serve(catalogue.provider, (server) => addProvider(server, { catalogue, ...serving }));
  await serve("awsx", addComponents);
  process.stdout.write(`${JSON.stringify({ ports })}\n`);
  process.stdin.on("close", () => process.exit(0)).resume();
}

serveAll(process.argv.slice(2)).catch((error: unknown) => {
  process.stdout.write(
    `${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`,
  );
  process.exit(1);
});

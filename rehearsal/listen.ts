import * as grpc from "@grpc/grpc-js";

/** A gRPC server on a loopback port. */
export interface Listening {
  readonly port: number;
  /** Ends it at once, with every call that is under way. */
  close(): void;
}

/**
 * Starts a server on the loopback interface.
 * @param port 0 for any free port
 * @throws when the port is taken; the message says which and what to do
 */
export function listen(server: grpc.Server, port = 0): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error)
        reject(new Error(`port ${port} is in use: give another with --port, or none for any free one`));
      else resolve({ port: bound, close: () => server.forceShutdown() });
    });
  });
}

/** Checkpoints and policy inputs of a large stack exceed gRPC's 4 MiB; the engine itself allows 400 MiB. */
export const LARGE_MESSAGES = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
};

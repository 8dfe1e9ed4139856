import * as net from "node:net";

/**
 * A road to a provider on which answers get lost from a moment on, as on a machine that has lost its network: what is
 * asked for is made, and who asked never hears of it.
 */
export class LossyRoad {
  private constructor(
    readonly port: number,
    private readonly server: net.Server,
  ) {}

  /**
   * @param port of the provider
   * @param isLost asked before each answer; once it is true, a connection is silent for good
   */
  static async to(port: number, isLost: () => boolean): Promise<LossyRoad> {
    const server = net.createServer((engine) => {
      const provider = net.connect(port, "127.0.0.1");
      let lost = false;
      engine.pipe(provider);
      provider.on("data", (answer) => {
        lost ||= isLost();
        if (!lost) engine.write(answer);
      });
      provider.on("close", () => engine.destroy());
      engine.on("close", () => provider.destroy());
      // A killed engine resets its connections.
      for (const end of [engine, provider]) end.on("error", () => undefined);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const address = server.address();
    return new LossyRoad(typeof address === "object" && address !== null ? address.port : 0, server);
  }

  /** No more engines; those on their way are let through. */
  close(): void {
    this.server.close();
  }
}

import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { addComponents } from "../../rehearsal/clouds/awsx";
import type { Properties } from "../../rehearsal/clouds/catalogue";
import { structOf } from "../../rehearsal/clouds/properties";
import { listen } from "../../rehearsal/listen";
import { RecordingMonitor } from "./recording-monitor";

export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
export const THREE_ZONES = {
  cidrBlock: "10.1.0.0/16",
  availabilityZoneNames: ZONES,
  subnetStrategy: "Auto",
  subnetSpecs: [
    { type: "Public", cidrMask: 22 },
    { type: "Private", cidrMask: 20 },
    { type: "Isolated", cidrMask: 24 },
  ],
};

/** What the engine sends for a value that comes from a resource. */
export const output = (from: string, value?: unknown): Properties => ({
  [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  dependencies: [from],
  ...(value === undefined ? {} : { value }),
});

/** The awsx components served in this process, and asked by an engine of which only the monitor is there. */
export class ComponentsUnderTest {
  private constructor(
    readonly monitor: RecordingMonitor,
    private readonly client: ResourceProviderClient,
    private readonly server: grpc.Server,
  ) {}

  static async start(): Promise<ComponentsUnderTest> {
    const server = new grpc.Server();
    addComponents(server);
    const { port } = await listen(server);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new ComponentsUnderTest(await RecordingMonitor.start("pre"), client, server);
  }

  stop(): void {
    this.client.close();
    this.server.forceShutdown();
    this.monitor.stop();
  }

  /** Constructs a VPC named main, or another component. */
  construct(
    inputs: Properties,
    more: (request: proto.ConstructRequest) => unknown = () => undefined,
    { endpoint } = this.monitor,
    type = "awsx:ec2:Vpc",
  ): Promise<proto.ConstructResponse> {
    const request = new proto.ConstructRequest()
      .setType(type)
      .setName("main")
      .setMonitorendpoint(endpoint)
      .setInputs(structOf(inputs));
    more(request);
    return new Promise((resolve, reject) => {
      this.client.construct(request, (error, response) =>
        error ? reject(new Error(error.details)) : resolve(response),
      );
    });
  }
}

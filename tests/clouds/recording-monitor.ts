import * as grpc from "@grpc/grpc-js";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Properties } from "../../rehearsal/clouds/catalogue";
import { propertiesOf, structOf } from "../../rehearsal/clouds/properties";
import { listen } from "../../rehearsal/listen";

/** A registration as an engine sees it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly parent: string;
  readonly inputs: Properties;
  readonly provider: string;
  readonly protect: boolean;
  readonly from: Readonly<Record<string, readonly string[]>>;
  readonly request: proto.RegisterResourceRequest;
}

/** A resource monitor that accepts every registration but one, and keeps them in their order. */
export class RecordingMonitor {
  readonly registered: Registered[] = [];
  readonly finished: string[] = [];
  readonly #server = new grpc.Server();
  readonly #stack: string;
  readonly #refused: string;
  endpoint = "";

  /** @param refused type token of what is refused */
  static async start(stack: string, refused = ""): Promise<RecordingMonitor> {
    const monitor = new RecordingMonitor(stack, refused);
    monitor.endpoint = `127.0.0.1:${(await listen(monitor.#server)).port}`;
    return monitor;
  }

  private constructor(stack: string, refused: string) {
    this.#stack = stack;
    this.#refused = refused;
    this.#server.addService(ResourceMonitorService, {
      registerResource: (
        { request }: { readonly request: proto.RegisterResourceRequest },
        done: grpc.sendUnaryData<proto.RegisterResourceResponse>,
      ) => {
        const { urn, type, name } = this.#record(request);
        const outputs = type === "aws:ec2/eip:Eip" ? { allocationId: `eipalloc-${name}` } : {};
        // Answers come late and out of order, as from a cloud.
        setTimeout(
          () => {
            if (type === this.#refused) done({ code: grpc.status.UNKNOWN, details: `${type} was refused` });
            else
              done(
                null,
                new proto.RegisterResourceResponse()
                  .setUrn(urn)
                  .setId(request.getCustom() ? `${type.split(":")[2]}/${name}` : "")
                  .setObject(structOf({ ...propertiesOf(request.getObject()), ...outputs })),
              );
          },
          1 + (name.length % 3),
        );
      },
      registerResourceOutputs: (
        { request }: { readonly request: proto.RegisterResourceOutputsRequest },
        done: grpc.sendUnaryData<Empty>,
      ) => {
        this.finished.push(request.getUrn());
        done(null, new Empty());
      },
      invoke: (
        { request }: { readonly request: proto.ResourceInvokeRequest },
        done: grpc.sendUnaryData<InvokeResponse>,
      ) => {
        const zones = ["a", "b", "c", "d"].map((zone) => `eu-west-1${zone}`);
        if (request.getTok() === "aws:index/getAvailabilityZones:getAvailabilityZones")
          done(null, new InvokeResponse().setReturn(structOf({ names: zones })));
        else done({ code: grpc.status.UNIMPLEMENTED, details: request.getTok() });
      },
    });
  }

  stop(): void {
    this.#server.forceShutdown();
  }

  /** The registrations of a type, by name. */
  ofType(type: string): Readonly<Record<string, Registered>> {
    return Object.fromEntries(
      this.registered.filter((one) => one.type === type).map((one) => [one.name, one]),
    );
  }

  #record(request: proto.RegisterResourceRequest): Registered {
    const parent = request.getParent();
    const chain = parent === "" ? "" : `${parent.split("::")[2]}$`;
    const urn = `urn:pulumi:${this.#stack}::test::${chain}${request.getType()}::${request.getName()}`;
    const from = [...request.getPropertydependenciesMap().entries()].map(([property, urns]) => [
      property,
      urns.getUrnsList(),
    ]);
    const registered = {
      type: request.getType(),
      name: request.getName(),
      urn,
      parent,
      inputs: propertiesOf(request.getObject()),
      provider: request.getProvider(),
      protect: request.getProtect() ?? false,
      from: Object.fromEntries(from),
      request,
    };
    this.registered.push(registered);
    return registered;
  }
}

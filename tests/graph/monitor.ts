import type * as grpc from "@grpc/grpc-js";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answer, type Call } from "../../rehearsal/clouds/answer";
import type { Properties } from "../../rehearsal/clouds/catalogue";
import { propertiesOf, structOf } from "../../rehearsal/clouds/properties";
import { constructRemote, type Construction } from "./remote";
import { Graph, type Registered } from "./graph";
import { providerUrn, registered, urnOf } from "./registered";
import type { Made, Simulation } from "./simulation";
import { stackOutputs, type Stacks } from "./stacks";
import { bareProperties, holdsSecret, withSecrets } from "./values";

/** What one run is about. */
export interface MonitorArgs extends Construction {
  readonly stacks: Stacks;
  readonly simulation: Simulation;
  /** Is told of every refusal when it happens. */
  readonly refused: (refusal: Error) => void;
}

/**
 * The engine's side of a program's run: answers as the engine and the simulated clouds would, and keeps what the
 * program registered.
 */
export class RecordingMonitor {
  readonly #args: MonitorArgs;
  readonly #resources = new Map<string, Registered>();
  readonly #references: string[] = [];
  #calls = 0;
  #secretOutputNames: readonly string[] = [];

  constructor(args: MonitorArgs) {
    this.#args = args;
  }

  get graph(): Graph {
    const resources = [...this.#resources.values()];
    const outputs = resources.find(({ parent }) => parent === "")?.outputs ?? {};
    return new Graph(
      resources,
      outputs,
      this.#secretOutputNames,
      this.#references,
      this.#args.simulation.things,
    );
  }

  /** How many calls it has had. */
  get calls(): number {
    return this.#calls;
  }

  serveOn(server: grpc.Server): void {
    const counted = <Request, Response>(handle: (request: Request) => Response | Promise<Response>) =>
      answer(({ request }: Call<Request>) => {
        this.#calls++;
        return handle(request);
      });
    server.addService(ResourceMonitorService, {
      supportsFeature: counted(() => new proto.SupportsFeatureResponse().setHassupport(true)),
      registerResource: counted((request: proto.RegisterResourceRequest) =>
        this.#refusing(`${request.getType()} ${request.getName()}`, () =>
          request.getRemote() ? this.#remote(request) : this.#register(request),
        ),
      ),
      registerResourceOutputs: counted((request: proto.RegisterResourceOutputsRequest) => {
        this.#registerOutputs(request.getUrn(), propertiesOf(request.getOutputs()));
        return new Empty();
      }),
      readResource: counted((request: proto.ReadResourceRequest) =>
        this.#refusing(`${request.getType()} ${request.getName()}`, () => this.#read(request)),
      ),
      invoke: counted((request: proto.ResourceInvokeRequest) =>
        new InvokeResponse().setReturn(structOf(this.#invoke(request))),
      ),
    });
  }

  async #refusing<Response>(what: string, handle: () => Response | Promise<Response>): Promise<Response> {
    try {
      return await handle();
    } catch (error) {
      this.#args.refused(new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`));
      throw error;
    }
  }

  #register(request: proto.RegisterResourceRequest): proto.RegisterResourceResponse {
    const urn = urnOf(this.#args, request.getParent(), request.getType(), request.getName());
    if (this.#resources.has(urn))
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    const resource = registered(request, urn, this.#resources.get(request.getParent()));
    const { id, outputs } = this.#make(resource);
    this.#resources.set(urn, { ...resource, id, outputs: bareProperties(outputs) });
    const given = propertiesOf(request.getObject());
    const secrets = Object.keys(outputs).filter(
      (name) => holdsSecret(given[name]) || request.getAdditionalsecretoutputsList().includes(name),
    );
    return new proto.RegisterResourceResponse()
      .setUrn(urn)
      .setId(id)
      .setObject(structOf(withSecrets(outputs, secrets)));
  }

  #make({ type, urn, custom, provider, inputs }: Registered): Made {
    if (!custom) return { id: "", outputs: {} };
    if (type.startsWith("pulumi:providers:")) return this.#args.simulation.configure(urn, type, inputs);
    return this.#args.simulation.make({ type, urn, provider, inputs });
  }

  async #remote(request: proto.RegisterResourceRequest): Promise<proto.RegisterResourceResponse> {
    const parent = this.#resources.get(request.getParent());
    const { providers } = registered(request, "", parent);
    const constructed = await constructRemote(request, providers, this.#args);
    const urn = constructed.getUrn();
    const outputs = bareProperties(propertiesOf(constructed.getState()));
    this.#resources.set(urn, { ...registered(request, urn, parent), outputs });
    const response = new proto.RegisterResourceResponse().setUrn(urn).setObject(constructed.getState());
    for (const [property, urns] of constructed.getStatedependenciesMap().entries())
      response
        .getPropertydependenciesMap()
        .set(
          property,
          new proto.RegisterResourceResponse.PropertyDependencies().setUrnsList(urns.getUrnsList()),
        );
    return response;
  }

  #registerOutputs(urn: string, outputs: Properties): void {
    const resource = this.#resources.get(urn);
    if (!resource) throw new Error(`outputs for ${urn}, which was not registered`);
    // A remote component has told its outputs already.
    if (Object.keys(outputs).length > 0)
      this.#resources.set(urn, { ...resource, outputs: bareProperties(outputs) });
    if (resource.parent === "")
      this.#secretOutputNames = Object.keys(outputs).filter((name) => holdsSecret(outputs[name]));
  }

  #read(request: proto.ReadResourceRequest): proto.ReadResourceResponse {
    const type = request.getType();
    if (type !== "pulumi:pulumi:StackReference") throw new Error(`reading a ${type} is not prepared`);
    const outputs = stackOutputs(this.#args.stacks, request.getId());
    this.#references.push(request.getId().split("/").slice(1).join("/"));
    return new proto.ReadResourceResponse()
      .setUrn(urnOf(this.#args, request.getParent(), type, request.getName()))
      .setProperties(structOf(outputs));
  }

  #invoke(request: proto.ResourceInvokeRequest): Properties {
    const inputs = bareProperties(propertiesOf(request.getArgs()));
    const token = request.getTok();
    if (token === "pulumi:pulumi:readStackOutputs")
      return stackOutputs(this.#args.stacks, String(inputs["name"]));
    if (token !== "pulumi:pulumi:getResource")
      return this.#args.simulation.invoke(token, providerUrn(request.getProvider()), inputs);
    const found = this.#resources.get(String(inputs["urn"]));
    if (!found) throw new Error(`unknown resource ${String(inputs["urn"])}`);
    return { urn: found.urn, id: found.id, state: found.outputs };
  }
}

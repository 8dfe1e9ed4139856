import type * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answer, type Call } from "../answer";
import type { Properties } from "../catalogue";
import { propertiesOf, structOf } from "../properties";
import { Monitor } from "./monitor";
import { decoded, encoded, sources, Traced } from "./traced";
import { vpc } from "./vpc";

/** A component: it registers its children with the monitor and gives its outputs, its own URN among them. */
type Component = (monitor: Monitor, name: string, inputs: Properties) => Promise<Properties>;

const COMPONENTS: Readonly<Record<string, Component>> = { "awsx:ec2:Vpc": vpc };

/** Serves the components of awsx 3.9.0 that we use: their children are real resources of the engine that asks. */
export function addComponents(server: grpc.Server): void {
  server.addService(ResourceProviderService, {
    handshake: answer(() =>
      new proto.ProviderHandshakeResponse()
        .setAcceptSecrets(true)
        .setAcceptResources(true)
        .setAcceptOutputs(true),
    ),
    attach: answer(() => new Empty()),
    cancel: answer(() => new Empty()),
    getPluginInfo: answer(() => new PluginInfo().setVersion("3.9.0")),
    checkConfig: answer((call: Call<proto.CheckRequest>) =>
      new proto.CheckResponse().setInputs(call.request.getNews()),
    ),
    diffConfig: answer(() => new proto.DiffResponse().setChanges(proto.DiffResponse.DiffChanges.DIFF_NONE)),
    configure: answer(() =>
      new proto.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setAcceptresources(true)
        .setAcceptoutputs(true),
    ),
    construct: answer((call: Call<proto.ConstructRequest>) => construct(call.request)),
  });
}

async function construct(request: proto.ConstructRequest): Promise<proto.ConstructResponse> {
  const type = request.getType();
  const component = COMPONENTS[type];
  if (!component)
    throw new Error(
      `the simulated awsx does not know the component ${type}: add it in rehearsal/clouds/awsx`,
    );
  const monitor = new Monitor(request);
  try {
    const { urn, ...outputs } = await component(monitor, request.getName(), inputsOf(request));
    const response = new proto.ConstructResponse().setUrn(String(urn));
    for (const [property, value] of Object.entries(outputs)) {
      const urns = new proto.ConstructResponse.PropertyDependencies().setUrnsList([...sources(value)]);
      response.getStatedependenciesMap().set(property, urns);
    }
    return response.setState(
      structOf(Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, encoded(value)]))),
    );
  } finally {
    monitor.close();
  }
}

/** The inputs; one that came from resources as a whole keeps what it came from. */
function inputsOf(request: proto.ConstructRequest): Properties {
  const inputs = Object.entries(propertiesOf(request.getInputs())).map(([property, given]) => {
    const value = decoded(given);
    const from = request.getInputdependenciesMap().get(property)?.getUrnsList() ?? [];
    if (from.length === 0 || sources(value).length > 0) return [property, value];
    const inner = value instanceof Traced ? value : new Traced(value, []);
    return [property, new Traced(inner.value, from, inner.secret)];
  });
  return Object.fromEntries(inputs);
}

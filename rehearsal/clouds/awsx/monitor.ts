import * as grpc from "@grpc/grpc-js";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { LARGE_MESSAGES } from "../../listen";
import type { Properties } from "../catalogue";
import { propertiesOf, structOf, UNKNOWN } from "../properties";
import { decoded, encoded, resourceReference, sources, Traced } from "./traced";

/** The version of the AWS SDK, so that children and programs share one default provider. */
const AWS_VERSION = "7.48.0";

/** A resource of a component, as the engine has registered it. */
export interface Child {
  readonly urn: string;
  readonly id: Traced;
  /** An output; a preview may not know it yet. */
  output(property: string): Traced;
  /** The whole resource as a value. */
  readonly itself: Traced;
}

/**
 * One engine's resource monitor, asked directly: the SDK's runtime keeps the settings of one engine for a whole
 * process, and this process serves several at once.
 */
export class Monitor {
  readonly #client: ResourceMonitorClient;
  readonly #request: ConstructRequest;

  constructor(request: ConstructRequest) {
    this.#request = request;
    this.#client = new ResourceMonitorClient(
      request.getMonitorendpoint(),
      grpc.credentials.createInsecure(),
      LARGE_MESSAGES,
    );
  }

  close(): void {
    this.#client.close();
  }

  /** Registers the component itself, with the options that its program gave; its URN is what children hang on. */
  async component(): Promise<string> {
    const asked = this.#request;
    const request = new proto.RegisterResourceRequest()
      .setType(asked.getType())
      .setName(asked.getName())
      .setParent(asked.getParent())
      .setObject(structOf({}))
      .setDependenciesList(asked.getDependenciesList())
      .setAliasesList(asked.getAliasesList())
      .setIgnorechangesList(asked.getIgnorechangesList())
      .setReplaceonchangesList(asked.getReplaceonchangesList())
      .setDeletedwith(asked.getDeletedwith());
    if (asked.getRetainondelete()) request.setRetainondelete(true);
    for (const [name, reference] of asked.getProvidersMap().entries())
      request.getProvidersMap().set(name, reference);
    return (await this.#register(request)).getUrn();
  }

  /** Registers a resource under a parent; what its inputs come from is told to the engine. */
  async child(
    type: string,
    name: string,
    inputs: Properties,
    parent: string,
    dependsOn = [parent],
  ): Promise<Child> {
    const request = new proto.RegisterResourceRequest()
      .setType(type)
      .setName(name)
      .setParent(parent)
      .setCustom(true)
      .setObject(structOf(asProperties(encoded(inputs))))
      .setDependenciesList([...new Set([...dependsOn, ...sources(inputs)])])
      .setProvider(this.#request.getProvidersMap().get("aws") ?? "")
      .setVersion(AWS_VERSION)
      .setAcceptresources(true);
    for (const [property, value] of Object.entries(inputs)) {
      if (value === undefined) continue;
      const urns = new proto.RegisterResourceRequest.PropertyDependencies().setUrnsList([...sources(value)]);
      request.getPropertydependenciesMap().set(property, urns);
    }
    const response = await this.#register(request);
    const urn = response.getUrn();
    const id = new Traced(response.getId() || UNKNOWN, [urn]);
    const outputs = propertiesOf(response.getObject());
    return {
      urn,
      id,
      itself: resourceReference(urn, id),
      output: (property) => outputOf(decoded(outputs[property]), urn, this.#request.getDryrun()),
    };
  }

  /** Tells the engine that the component has all its children. */
  finish(urn: string): Promise<void> {
    const request = new proto.RegisterResourceOutputsRequest().setUrn(urn).setOutputs(structOf({}));
    return new Promise((resolve, reject) => {
      this.#client.registerResourceOutputs(request, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Calls a function of the AWS provider that the component's children use. */
  async invoke(token: string, inputs: Properties): Promise<Properties> {
    const request = new proto.ResourceInvokeRequest()
      .setTok(token)
      .setArgs(structOf(inputs))
      .setProvider(this.#request.getProvidersMap().get("aws") ?? "")
      .setVersion(AWS_VERSION);
    const answer = await new Promise<Struct | undefined>((resolve, reject) => {
      this.#client.invoke(request, (error, response) =>
        error
          ? reject(error)
          : response.getFailuresList().length > 0
            ? reject(
                new Error(
                  response
                    .getFailuresList()
                    .map((failure) => failure.getReason())
                    .join("; "),
                ),
              )
            : resolve(response.getReturn()),
      );
    });
    return propertiesOf(answer);
  }

  #register(request: proto.RegisterResourceRequest): Promise<proto.RegisterResourceResponse> {
    request
      .setAcceptsecrets(true)
      .setAliasspecs(true)
      .setSupportspartialvalues(true)
      .setSupportsresultreporting(true);
    if (this.#request.getProtect()) request.setProtect(true);
    return new Promise((resolve, reject) => {
      this.#client.registerResource(request, (error, response) => {
        if (error) reject(error);
        else if (response.getResult() !== proto.Result.SUCCESS)
          reject(new Error(`${request.getType()} ${request.getName()} was not made`));
        else resolve(response);
      });
    });
  }
}

function outputOf(value: unknown, urn: string, preview: boolean): Traced {
  if (value instanceof Traced) return new Traced(value.value, [urn, ...value.from], value.secret);
  return new Traced(value === undefined && preview ? UNKNOWN : value, [urn]);
}

function asProperties(value: unknown): Properties {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Catalogue, Properties } from "../../rehearsal/clouds/catalogue";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { Faults } from "../../rehearsal/clouds/faults";
import { propertiesOf, structOf } from "../../rehearsal/clouds/properties";
import { addProvider } from "../../rehearsal/clouds/provider";
import { listen } from "../../rehearsal/listen";

/** A resource as an engine would hold it in its state. */
export interface Made {
  readonly type: string;
  readonly urn: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** What a test may serve the catalogue with; else an empty cloud in which nothing fails. */
export interface Serving {
  readonly cloud?: Cloud;
  readonly faults?: Faults;
  readonly crash?: () => void;
}

/** One catalogue served in this process, and called as an engine calls it. */
export class CatalogueUnderTest {
  readonly cloud: Cloud;
  readonly #port: number;
  readonly #end: () => void;
  private readonly client: ResourceProviderClient;

  private constructor(cloud: Cloud, port: number, end: () => void) {
    this.cloud = cloud;
    this.#port = port;
    this.#end = end;
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      // An engine has a connection for each provider; clients of one process would share theirs.
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  /** Serves the catalogue and configures it. */
  static async of(
    catalogue: Catalogue,
    configuration: Properties = {},
    { cloud = new Cloud(), faults = new Faults([]), crash = () => process.exit(1) }: Serving = {},
  ): Promise<CatalogueUnderTest> {
    const server = new grpc.Server();
    addProvider(server, { catalogue, cloud, faults, crash });
    const { port } = await listen(server);
    return new CatalogueUnderTest(cloud, port, () => server.forceShutdown()).configured(configuration);
  }

  /** Another provider of the same cloud, with a connection and a configuration of its own. */
  beside(configuration: Properties): Promise<CatalogueUnderTest> {
    return new CatalogueUnderTest(this.cloud, this.#port, () => undefined).configured(configuration);
  }

  private async configured(configuration: Properties): Promise<this> {
    const request = new proto.ConfigureRequest().setArgs(structOf(configuration));
    await called<proto.ConfigureResponse>((done) => this.client.configure(request, done)).catch(
      (error: unknown) => {
        this.stop();
        throw error;
      },
    );
    return this;
  }

  stop(): void {
    this.client.close();
    this.#end();
  }

  /** Checks inputs; its refusals are thrown as one error. */
  async check(type: string, name: string, inputs: Properties, old: Properties = {}): Promise<Properties> {
    const request = new proto.CheckRequest()
      .setUrn(urnOf(type, name))
      .setNews(structOf(inputs))
      .setOlds(structOf(old));
    const checked = await called<proto.CheckResponse>((done) => this.client.check(request, done));
    const failures = checked.getFailuresList().map((one) => `${one.getProperty()}: ${one.getReason()}`);
    if (failures.length > 0) throw new Error(failures.join("; "));
    return propertiesOf(checked.getInputs());
  }

  /** The outputs that a preview of the creation shows. */
  async foresee(type: string, name: string, given: Properties): Promise<Properties> {
    const inputs = await this.check(type, name, given);
    return (await this.#create(type, name, inputs, true)).outputs;
  }

  /** Makes a resource: checked, then created. */
  async make(type: string, name: string, given: Properties): Promise<Made> {
    return this.#create(type, name, await this.check(type, name, given), false);
  }

  /** What the change would mean. */
  async difference(made: Made, given: Properties): Promise<proto.DiffResponse.AsObject> {
    const inputs = await this.check(made.type, nameOf(made), given, made.inputs);
    const request = new proto.DiffRequest()
      .setId(made.id)
      .setUrn(made.urn)
      .setOldInputs(structOf(made.inputs))
      .setOlds(structOf(made.outputs))
      .setNews(structOf(inputs));
    return (await called<proto.DiffResponse>((done) => this.client.diff(request, done))).toObject();
  }

  /** Updates a resource: checked, then changed in place. */
  async change(made: Made, given: Properties): Promise<Made> {
    return this.#update(made, given, false);
  }

  /** The outputs that a preview of the change shows. */
  async foreseeChange(made: Made, given: Properties): Promise<Properties> {
    return (await this.#update(made, given, true)).outputs;
  }

  /** Reads a resource as a refresh does. */
  async read(made: Made): Promise<{ readonly id: string; readonly outputs: Properties }> {
    const request = new proto.ReadRequest()
      .setId(made.id)
      .setUrn(made.urn)
      .setInputs(structOf(made.inputs))
      .setProperties(structOf(made.outputs));
    const read = await called<proto.ReadResponse>((done) => this.client.read(request, done));
    return { id: read.getId(), outputs: propertiesOf(read.getProperties()) };
  }

  async remove(made: Made): Promise<void> {
    const request = new proto.DeleteRequest()
      .setId(made.id)
      .setUrn(made.urn)
      .setProperties(structOf(made.outputs));
    await called((done) => this.client.delete(request, done));
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const request = new proto.InvokeRequest().setTok(token).setArgs(structOf(args));
    const answered = await called<proto.InvokeResponse>((done) => this.client.invoke(request, done));
    return propertiesOf(answered.getReturn());
  }

  async #update(made: Made, given: Properties, preview: boolean): Promise<Made> {
    const inputs = await this.check(made.type, nameOf(made), given, made.inputs);
    const request = new proto.UpdateRequest()
      .setId(made.id)
      .setUrn(made.urn)
      .setOldInputs(structOf(made.inputs))
      .setOlds(structOf(made.outputs))
      .setNews(structOf(inputs))
      .setPreview(preview);
    const updated = await called<proto.UpdateResponse>((done) => this.client.update(request, done));
    return { ...made, inputs, outputs: propertiesOf(updated.getProperties()) };
  }

  async #create(type: string, name: string, inputs: Properties, preview: boolean): Promise<Made> {
    const urn = urnOf(type, name);
    const request = new proto.CreateRequest().setUrn(urn).setProperties(structOf(inputs)).setPreview(preview);
    const created = await called<proto.CreateResponse>((done) => this.client.create(request, done));
    return { type, urn, id: created.getId(), inputs, outputs: propertiesOf(created.getProperties()) };
  }
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:pre::test::${type}::${name}`;
}

function nameOf({ urn }: Made): string {
  return urn.split("::").at(-1) ?? "";
}

/** What a provider answers when it refuses. */
export class Refused extends Error {
  readonly code: grpc.status;
  /** A serialized `google.rpc.Status`, where the engine is told more than the message. */
  readonly status: Uint8Array | undefined;

  constructor({ code, details, metadata }: grpc.ServiceError) {
    super(details);
    this.code = code;
    const [status] = metadata.get("grpc-status-details-bin");
    this.status = typeof status === "string" ? undefined : status;
  }
}

/** One call's answer; a refusal becomes an error with the provider's own words. */
function called<Response>(
  call: (done: (error: grpc.ServiceError | null, response: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error ? reject(new Refused(error)) : resolve(response)));
  });
}

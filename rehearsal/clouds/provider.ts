import type * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { answer, type Call } from "./answer";
import type { Catalogue, Place, Properties } from "./catalogue";
import { inputFailures, regionOf, withAutomaticName } from "./checks";
import type { Cloud, Thing } from "./cloud";
import type { Faults } from "./faults";
import { InitFailed } from "./init-failed";
import { changedProperties, propertiesOf, structOf } from "./properties";
import {
  apartOf,
  difference,
  foreseen,
  foreseenChange,
  making,
  refuseDeletion,
  typeOf,
  updating,
} from "./resources";

/** What stays the same while a provider serves. */
export interface Serving {
  readonly catalogue: Catalogue;
  readonly cloud: Cloud;
  readonly faults: Faults;
  /** Dies as a provider that crashes does: at once, with no answer. */
  readonly crash: () => void;
}

/** The provider protocol over one cloud's catalogue: the engine cannot tell it from a real provider. */
export function addProvider(server: grpc.Server, serving: Serving): void {
  const { catalogue, cloud, faults } = serving;
  // The engine attaches once for each provider resource: the connection tells which configuration a call is for.
  const places = new Map<string, Place>();
  const placeOf = (call: { getPeer(): string }): Place => {
    const place = places.get(call.getPeer());
    if (place === undefined) throw new Error(`provider ${catalogue.provider} was not configured`);
    return place;
  };
  const thingOf = (call: { getPeer(): string }, token: string, id: string, known: Properties) =>
    catalogue.regionOf
      ? cloud.named([token], id).find((thing) => thing.id === id)
      : cloud.get({
          type: token,
          id,
          account: placeOf(call).account,
          region: regionOf(known, placeOf(call)),
          ...apartOf(typeOf(catalogue, token), known),
        });

  server.addService(ResourceProviderService, {
    handshake: answer(() => new proto.ProviderHandshakeResponse().setAcceptSecrets(false)),
    attach: answer(() => new Empty()),
    cancel: answer(() => new Empty()),
    getPluginInfo: answer(() => new PluginInfo().setVersion(catalogue.version)),
    checkConfig: answer((call: Call<proto.CheckRequest>) =>
      new proto.CheckResponse().setInputs(call.request.getNews()),
    ),
    // Said to be the same, a provider would go on with its old configuration for one more deployment.
    diffConfig: answer((call: Call<proto.DiffRequest>) =>
      changesOf(
        changedProperties(
          propertiesOf(call.request.getOldInputs() ?? call.request.getOlds()),
          propertiesOf(call.request.getNews()),
        ),
      ),
    ),
    configure: answer((call: Call<proto.ConfigureRequest>) => {
      places.set(call.getPeer(), catalogue.place(propertiesOf(call.request.getArgs())));
      return new proto.ConfigureResponse().setSupportspreview(true);
    }),
    invoke: answer((call: Call<proto.InvokeRequest>) => {
      const token = call.request.getTok();
      const invoke = catalogue.invokes[token];
      if (!invoke)
        throw new Error(
          `the simulated ${catalogue.provider} cloud does not know the function ${token}: add it in ${catalogue.folder}/invokes.ts`,
        );
      return new proto.InvokeResponse().setReturn(
        structOf(invoke(propertiesOf(call.request.getArgs()), placeOf(call), cloud)),
      );
    }),
    check: answer((call: Call<proto.CheckRequest>) => {
      const urn = call.request.getUrn();
      const token = typeOfUrn(urn);
      const type = typeOf(catalogue, token);
      const given = propertiesOf(call.request.getNews());
      const old = propertiesOf(call.request.getOlds());
      const named = withAutomaticName(type, given, old, urn, cloud);
      const inputs =
        catalogue.complete?.({ type, given, inputs: named, old, place: placeOf(call), cloud }) ?? named;
      const failures = inputFailures(catalogue, token, type, inputs).map(({ property, reason }) =>
        new proto.CheckFailure().setProperty(property).setReason(reason),
      );
      return new proto.CheckResponse().setInputs(structOf(inputs)).setFailuresList(failures);
    }),
    diff: answer((call: Call<proto.DiffRequest>) => {
      const found = difference(
        catalogue,
        typeOfUrn(call.request.getUrn()),
        propertiesOf(call.request.getOldInputs()),
        propertiesOf(call.request.getNews()),
      );
      return changesOf(found.changes)
        .setReplacesList([...found.replaces])
        .setDeletebeforereplace(found.deleteBeforeReplace);
    }),
    create: answer(async (call: Call<proto.CreateRequest>) => {
      const urn = call.request.getUrn();
      const token = typeOfUrn(urn);
      const inputs = propertiesOf(call.request.getProperties());
      const place = placeOf(call);
      if (call.request.getPreview())
        return new proto.CreateResponse().setProperties(structOf(foreseen(catalogue, token, inputs, place)));
      await refusals(serving, token, urn);
      const thing = making(catalogue, token, urn, inputs, place, cloud);
      if (catalogue.onlyInState) cloud.count(thing);
      else cloud.make(thing);
      if (faults.happens("crash", token, urn)) serving.crash();
      if (faults.happens("timeout", token, urn))
        throw new InitFailed(
          thing,
          "timeout while waiting for the state to become 'available' (last state: 'pending')",
        );
      return new proto.CreateResponse().setId(thing.id).setProperties(structOf(thing.outputs));
    }),
    update: answer(async (call: Call<proto.UpdateRequest>) => {
      const urn = call.request.getUrn();
      const token = typeOfUrn(urn);
      const inputs = propertiesOf(call.request.getNews());
      const olds = propertiesOf(call.request.getOlds());
      const place = placeOf(call);
      if (call.request.getPreview())
        return new proto.UpdateResponse().setProperties(
          structOf(foreseenChange(catalogue, token, olds, inputs, place)),
        );
      await refusals(serving, token, urn);
      const thing = thingOf(call, token, call.request.getId(), olds);
      if (!thing) throw new Error(`NotFound: ${token} ${call.request.getId()} does not exist`);
      const changed = updating(catalogue, thing, inputs, place, cloud);
      cloud.make(changed);
      return new proto.UpdateResponse().setProperties(structOf(changed.outputs));
    }),
    read: answer((call: Call<proto.ReadRequest>) => {
      if (catalogue.onlyInState)
        return new proto.ReadResponse()
          .setId(call.request.getId())
          .setProperties(call.request.getProperties())
          .setInputs(call.request.getInputs());
      const known = {
        ...propertiesOf(call.request.getProperties()),
        ...propertiesOf(call.request.getInputs()),
      };
      const thing = thingOf(call, typeOfUrn(call.request.getUrn()), call.request.getId(), known);
      if (!thing) return new proto.ReadResponse();
      return new proto.ReadResponse()
        .setId(thing.id)
        .setProperties(structOf(thing.outputs))
        .setInputs(structOf(thing.inputs));
    }),
    delete: answer(async (call: Call<proto.DeleteRequest>) => {
      const token = typeOfUrn(call.request.getUrn());
      await refusals(serving, token, call.request.getUrn());
      const thing = thingOf(call, token, call.request.getId(), propertiesOf(call.request.getProperties()));
      // Already gone is as good as deleted: an interrupted deletion is tried again.
      if (thing) {
        refuseDeletion(catalogue, thing, cloud);
        const type = typeOf(catalogue, token);
        for (const other of type.takesAlong?.(thing, cloud) ?? []) remove(catalogue, other, cloud);
        remove(catalogue, thing, cloud);
      }
      return new Empty();
    }),
  });
}

function changesOf(changes: readonly string[]): proto.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  return new proto.DiffResponse()
    .setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList([...changes]);
}

function remove(catalogue: Catalogue, thing: Thing, cloud: Cloud): void {
  cloud.remove(thing, catalogue.types[thing.type]?.name?.staysTaken?.(thing) ?? false);
}

/** Lets the faults happen that stop a call before it has any effect. */
async function refusals({ faults }: Serving, token: string, urn: string): Promise<void> {
  await faults.throttled(token, urn);
  if (faults.happens("fail", token, urn))
    throw new Error("InternalFailure: the request failed (asked for by --fault)");
}

/** The last type of a URN's chain of types: `…::strongroom:vault:ArchiveVault$aws:s3/bucket:Bucket::…`. */
function typeOfUrn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { propertiesOf } from "../../rehearsal/clouds/properties";
import type { Registered } from "./graph";
import { bareProperties, secretPaths } from "./values";

/** The stack that a URN begins with. */
export interface Origin {
  readonly project: string;
  readonly stage: string;
}

const STACK = "pulumi:pulumi:Stack";

/** The URN as the engine makes it: with the types of all parents but the stack. */
export function urnOf({ project, stage }: Origin, parent: string, type: string, name: string): string {
  const above = parent.split("::")[2] ?? "";
  const chain = above === "" || above === STACK ? type : `${above}$${type}`;
  return ["urn:pulumi:" + stage, project, chain, name].join("::");
}

/** URN of the provider that the engine's reference `urn::id` is for; "" for none. */
export function providerUrn(reference: string): string {
  return reference.slice(0, Math.max(reference.lastIndexOf("::"), 0));
}

/** What the engine knows of a resource before it is made: some options are the parent's when it says nothing. */
export function registered(
  request: RegisterResourceRequest,
  urn: string,
  parent: Registered | undefined,
): Registered {
  const given = propertiesOf(request.getObject());
  const providers = { ...parent?.providers, ...Object.fromEntries(request.getProvidersMap().entries()) };
  return {
    type: request.getType(),
    name: request.getName(),
    urn,
    id: "",
    custom: request.getCustom(),
    inputs: bareProperties(given),
    secretInputs: secretPaths(given),
    outputs: {},
    parent: request.getParent(),
    protect: request.hasProtect() ? request.getProtect() === true : (parent?.protect ?? false),
    retainOnDelete: request.hasRetainondelete()
      ? request.getRetainondelete() === true
      : (parent?.retainOnDelete ?? false),
    timeouts: {
      create: request.getCustomtimeouts()?.getCreate() ?? "",
      update: request.getCustomtimeouts()?.getUpdate() ?? "",
      delete: request.getCustomtimeouts()?.getDelete() ?? "",
    },
    dependsOn: request.getDependenciesList(),
    propertyDependencies: Object.fromEntries(
      [...request.getPropertydependenciesMap().entries()].map(([property, urns]) => [
        property,
        urns.getUrnsList(),
      ]),
    ),
    ignoreChanges: request.getIgnorechangesList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    aliases: request.getAliasesList().map((alias) => alias.getUrn() || (alias.getSpec()?.getName() ?? "")),
    provider: providerUrn(request.getProvider()),
    providers,
  };
}

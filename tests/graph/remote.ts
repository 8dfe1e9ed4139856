import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConstructRequest, type ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Origin } from "./registered";

/** Where and how a component of a provider is put together. */
export interface Construction extends Origin {
  readonly preview: boolean;
  /** Where both the provider and the monitor listen. */
  readonly address: () => string;
}

/**
 * Lets the simulated provider register a component and its children, as the engine does for a remote component.
 * @param providers the engine's references of the providers that the children inherit
 */
export function constructRemote(
  asked: RegisterResourceRequest,
  providers: Readonly<Record<string, string>>,
  { project, stage, preview, address }: Construction,
): Promise<ConstructResponse> {
  const request = new ConstructRequest()
    .setProject(project)
    .setStack(stage)
    .setDryrun(preview)
    .setMonitorendpoint(address())
    .setType(asked.getType())
    .setName(asked.getName())
    .setParent(asked.getParent())
    .setInputs(asked.getObject())
    .setDependenciesList(asked.getDependenciesList())
    .setAliasesList(asked.getAliasesList())
    .setIgnorechangesList(asked.getIgnorechangesList())
    .setAcceptsOutputValues(true);
  if (asked.hasProtect()) request.setProtect(asked.getProtect() === true);
  if (asked.hasRetainondelete()) request.setRetainondelete(asked.getRetainondelete() === true);
  for (const [name, reference] of Object.entries(providers)) request.getProvidersMap().set(name, reference);
  for (const [property, urns] of asked.getPropertydependenciesMap().entries())
    request
      .getInputdependenciesMap()
      .set(property, new ConstructRequest.PropertyDependencies().setUrnsList(urns.getUrnsList()));
  const provider = new ResourceProviderClient(address(), grpc.credentials.createInsecure());
  return new Promise<ConstructResponse>((resolve, reject) => {
    provider.construct(request, (error, response) =>
      error ? reject(new Error(error.details)) : resolve(response),
    );
  }).finally(() => provider.close());
}

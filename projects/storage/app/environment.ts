import * as pulumi from "@pulumi/pulumi";
import { sasSecretNames } from "../../../components/azure/sas-access";
import { javaHeap } from "../../../components/services/java-heap";
import { SEARCH_PROXY_PORT } from "../../../components/services/search-proxy";
import type { PipelineTopic } from "../../../components/pipeline/pipeline-topics";
import type { WorkQueue } from "../../../components/pipeline/work-queue";
import { serviceName } from "../names";
import { TRACKER_PORT } from "./pipeline/apis";
import { named, secretRows, type Instance, type QueueName, type TopicName } from "./pipeline/instances";
import type { BucketName, TableName } from "./pipeline/messages";
import type { ReplicaFact, SecretRow, StageFact, Variable } from "./pipeline/rows";
import type { Stores } from "./stores";

/** What the values of variables are made of. */
export interface Wiring {
  readonly namespace: pulumi.Output<string>;
  readonly queues: Readonly<Record<string, WorkQueue>>;
  readonly topics: Readonly<Record<string, PipelineTopic>>;
  readonly stores: Stores;
  /** How many replicas a bag must have before it is registered. */
  readonly expectedReplicas: number;
  /** Address of the API, without a slash at its end. */
  readonly apiUrl: pulumi.Output<string>;
  readonly search: pulumi.Output<{ readonly secretsPrefix: string; readonly indexPrefix: string }>;
  /** Whether indexers reach the cluster through the sidecar in their task (decisions.md 6). */
  readonly viaSearchProxy: boolean;
}

/** Where the sidecar answers in the place of the cluster. */
const atSearchProxy = { es_host: "localhost", es_port: String(SEARCH_PROXY_PORT), es_protocol: "http" };

/**
 * The environment of one container (storage-service.md 4.3 to 4.6).
 * @param sidecarsMiB memory that is kept for the other containers of its task
 */
export function environmentOf(
  instance: Instance,
  container: string,
  sidecarsMiB: number,
  wiring: Wiring,
): Record<string, pulumi.Input<string>> {
  const { row, replica } = instance;
  const described = row.containers[container];
  if (described === undefined) throw new pulumi.RunError(`${instance.name} has no container ${container}`);
  const variables = {
    ...described.variables,
    ...(replica?.store === "azure" ? row.inAzure?.variables : {}),
  };
  const values = Object.entries(variables).map(
    ([name, value]) => [name, valueOf(value, instance, wiring)] as const,
  );
  return {
    ...Object.fromEntries(values),
    ...(wiring.viaSearchProxy && callsSearch(instance, container) ? atSearchProxy : {}),
    ...(described.heap ? { JAVA_OPTS: javaHeap(row.memoryMiB, sidecarsMiB) } : {}),
  };
}

function valueOf(
  value: Variable<TopicName, QueueName, BucketName | TableName>,
  instance: Instance,
  wiring: Wiring,
): pulumi.Input<string> {
  const { replica } = instance;
  if (typeof value === "string") return replica ? value.replace("{display}", () => replica.display) : value;
  if ("queue" in value) return present(wiring.queues, named(value.queue, replica)).url;
  if ("topic" in value) return present(wiring.topics, named(value.topic, replica)).arn;
  if ("store" in value) return wiring.stores.nameOf(value.store, replica);
  if ("metrics" in value)
    return wiring.namespace.apply((prefix) => serviceName(prefix, named(value.metrics, replica)));
  if ("apiPath" in value) return pulumi.interpolate`${wiring.apiUrl}/${value.apiPath}`;
  if ("index" in value) return wiring.search.apply(({ indexPrefix }) => `${indexPrefix}${value.index}`);
  return factOf(value.of, instance, wiring);
}

function factOf(
  fact: StageFact | ReplicaFact,
  { name, replica }: Instance,
  wiring: Wiring,
): pulumi.Input<string> {
  if (fact === "expectedReplicas") return String(wiring.expectedReplicas);
  if (fact === "bagsTracker")
    return pulumi.interpolate`http://${wiring.namespace}-bags-api.${wiring.namespace}:${TRACKER_PORT}`;
  if (replica === undefined) throw new pulumi.RunError(`${name}: there is no replica to tell its ${fact} of`);
  const isAzure = replica.store === "azure";
  const facts: Readonly<Record<ReplicaFact, pulumi.Input<string>>> = {
    destination: isAzure ? replica.container : wiring.stores.nameOf("destination", replica),
    provider: isAzure ? "azure-blob-storage" : "amazon-s3",
    role: isAzure ? "secondary" : replica.role,
    verifierMode: isAzure ? "replica-azure" : "replica-s3",
  };
  return facts[fact];
}

/** Whether a container signs in to the cluster for reports. */
export const callsSearch = (instance: Instance, container: string): boolean =>
  Object.values<SecretRow>(secretRows(instance, container)).some((secret) => "search" in secret);

/** The secrets that one container is started with, by its variables: names of secrets. */
export function secretsOf(
  instance: Instance,
  container: string,
  { search, viaSearchProxy }: Pick<Wiring, "search" | "viaSearchProxy">,
): Record<string, pulumi.Input<string>> {
  const entries = Object.entries<SecretRow>(secretRows(instance, container))
    .filter(([, secret]) => !(viaSearchProxy && "search" in secret))
    .map(([variable, secret]) => [variable, secretName(secret, instance, search)] as const);
  return Object.fromEntries(entries);
}

/** The secrets by which the sidecar finds the cluster. */
export const searchProxySecrets = (search: Wiring["search"]) => ({
  hostSecret: searchSecret(search, "es_host"),
  portSecret: searchSecret(search, "es_port"),
});

const searchSecret = (search: Wiring["search"], part: string) =>
  search.apply(({ secretsPrefix }) => `${secretsPrefix}/${part}`);

function secretName(
  secret: SecretRow,
  { name, replica }: Instance,
  search: Wiring["search"],
): pulumi.Input<string> {
  if ("search" in secret) return searchSecret(search, secret.search);
  if ("searchUser" in secret) return searchSecret(search, `${secret.searchUser}/${secret.part}`);
  if (replica?.store !== "azure")
    throw new pulumi.RunError(`${name}: only a replica in Azure has a URL for ${secret.azure}`);
  const { account: accountName, container: containerName } = replica;
  return sasSecretNames({ accountName, containerName })[secret.azure];
}

/** What a service is called in the cloud. */
export const physicalName = ({ name }: Instance, namespace: pulumi.Output<string>): pulumi.Output<string> =>
  namespace.apply((prefix) => serviceName(prefix, name));

/** @throws when the table names something that was not made: it is a mistake in the expansion of the table */
export function present<T>(made: Readonly<Record<string, T>>, name: string): T {
  const found = made[name];
  if (found !== undefined) return found;
  throw new pulumi.RunError(`${name} was not made: there are ${Object.keys(made).join(", ")}`);
}

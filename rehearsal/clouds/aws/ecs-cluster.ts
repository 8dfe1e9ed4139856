import { words, type Properties, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { arn } from "./arn";
import { bucketName, key } from "./refers";
import {
  CAPACITY_PROVIDER,
  CAPACITY_PROVIDERS,
  CLUSTER,
  HTTP_NAMESPACE,
  LOG_GROUP,
  NAMESPACE,
  SERVICE,
} from "./tokens";
import { listAt, pointsAt, textsAt, thingAt } from "./values";

/** Capacity that AWS offers everywhere; a cluster must be associated with it all the same. */
const FARGATE = /^FARGATE(_SPOT)?$/;

/** Amazon ECS clusters and their capacity. */
export const ecsCluster: Readonly<Record<string, ResourceType>> = {
  [CLUSTER]: {
    inputs: words("configuration serviceConnectDefaults settings tags"),
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9_-]{1,255}$/,
      says: "up to 255 letters, digits, hyphens and underscores",
      unique: "region",
      taken: "ClientException: Cluster already exists",
      automatic: true,
    },
    id: (making) => arn("ecs", making, `cluster/${making.name}`),
    computed: { arn: ({ id }) => id },
    limits: {
      "settings[].name": { among: ["containerInsights"] },
      "settings[].value": { among: words("enabled disabled enhanced") },
      "configuration.executeCommandConfiguration.logging": { among: words("NONE DEFAULT OVERRIDE") },
    },
    refers: [
      key("configuration.executeCommandConfiguration.kmsKeyId"),
      key("configuration.managedStorageConfiguration.kmsKeyId"),
      key("configuration.managedStorageConfiguration.fargateEphemeralStorageKmsKeyId"),
      {
        at: "configuration.executeCommandConfiguration.logConfiguration.cloudWatchLogGroupName",
        to: [LOG_GROUP],
        form: "name",
      },
      bucketName("configuration.executeCommandConfiguration.logConfiguration.s3BucketName"),
      { at: "serviceConnectDefaults.namespace", to: [NAMESPACE, HTTP_NAMESPACE], form: "arn" },
    ],
  },
  [CAPACITY_PROVIDERS]: {
    inputs: words("capacityProviders clusterName defaultCapacityProviderStrategies"),
    required: words("clusterName"),
    id: ({ text }) => text("clusterName"),
    replacedBy: words("clusterName"),
    limits: {
      "defaultCapacityProviderStrategies[].base": { from: 0, to: 100_000 },
      "defaultCapacityProviderStrategies[].weight": { from: 0, to: 1000 },
    },
    refers: [
      { at: "clusterName", to: [CLUSTER], form: "name" },
      { at: "capacityProviders[]", to: [CAPACITY_PROVIDER], builtIn: FARGATE },
    ],
    refuseInputs: strategyFault,
    refuseMaking: (making) => {
      const cluster = thingAt([CLUSTER], making.text("clusterName"), making);
      const kept = textsAt(making.inputs, "capacityProviders[]");
      return cluster && stillUsed(cluster, kept, making.cloud);
    },
    refuseDelete: (association, cloud) => {
      const cluster = thingAt([CLUSTER], association.id, { cloud, account: association.account });
      return cluster && stillUsed(cluster, [], cloud);
    },
  },
};

function strategyFault(inputs: Properties): string | undefined {
  const associated = textsAt(inputs, "capacityProviders[]");
  const strategy = "defaultCapacityProviderStrategies[]";
  const strange = textsAt(inputs, `${strategy}.capacityProvider`).find((name) => !associated.includes(name));
  if (strange !== undefined)
    return `InvalidParameterException: The default capacity provider strategy names ${strange}, which is not among the cluster's capacityProviders`;
  return basesFault(listAt(inputs, `${strategy}.base`));
}

/** Only one provider of a strategy may have a base. */
export function basesFault(bases: readonly unknown[]): string | undefined {
  return bases.filter((base) => typeof base === "number" && base > 0).length > 1
    ? "InvalidParameterException: Only one capacity provider in a capacity provider strategy can have a base defined"
    : undefined;
}

/** The providers that a cluster is associated with. */
export const providersOf = (cluster: Thing, cloud: Cloud): readonly string[] =>
  associationsOf(cluster, cloud).flatMap(({ inputs }) => textsAt(inputs, "capacityProviders[]"));

/** Whether a service without a launch type and strategy of its own is placed by the cluster. */
export const hasDefaultStrategy = (cluster: Thing, cloud: Cloud): boolean =>
  associationsOf(cluster, cloud).some(
    ({ inputs }) => textsAt(inputs, "defaultCapacityProviderStrategies[].capacityProvider").length > 0,
  );

const associationsOf = (cluster: Thing, cloud: Cloud): readonly Thing[] =>
  cloud.all(CAPACITY_PROVIDERS).filter((association) => pointsAt(association, "clusterName", cluster, cloud));

function stillUsed(cluster: Thing, kept: readonly string[], cloud: Cloud): string | undefined {
  const user = cloud
    .all(SERVICE)
    .find(
      (service) =>
        pointsAt(service, "cluster", cluster, cloud) &&
        textsAt(service.inputs, "capacityProviderStrategies[].capacityProvider").some(
          (name) => !kept.includes(name),
        ),
    );
  return (
    user &&
    `ResourceInUseException: The specified capacity provider is in use and cannot be removed (${user.id})`
  );
}

import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import type { Thing } from "../cloud";
import { same } from "../properties";
import { arn, arnWithoutRegion } from "./arn";
import { deploymentLimits, deploymentRefers, hooksFault, shiftFault, strategyFault } from "./ecs-deployment";
import { basesFault, hasDefaultStrategy, providersOf } from "./ecs-cluster";
import { containersOf, isFargate } from "./ecs-containers";
import { hasListener } from "./listeners";
import { securityGroup, subnet } from "./refers";
import {
  ALARM,
  CLUSTER,
  NAMESPACE,
  REGISTRY,
  SECURITY_GROUP,
  SERVICE,
  SUBNET,
  TARGET_GROUP,
  TASK_DEFINITION,
} from "./tokens";
import { first, isSet, listAt, neighbours, numberAt, setOf, textAt, textsAt, thingAt } from "./values";

/** Amazon ECS services. */
export const ecsService: Readonly<Record<string, ResourceType>> = {
  [SERVICE]: {
    inputs:
      words(`alarms availabilityZoneRebalancing capacityProviderStrategies cluster deploymentCircuitBreaker
      deploymentConfiguration deploymentController deploymentMaximumPercent deploymentMinimumHealthyPercent
      desiredCount enableEcsManagedTags enableExecuteCommand forceDelete forceNewDeployment
      healthCheckGracePeriodSeconds launchType loadBalancers networkConfiguration platformVersion propagateTags
      schedulingStrategy serviceConnectConfiguration serviceRegistries sigintRollback tags taskDefinition triggers
      waitForSteadyState`),
    required: words("cluster taskDefinition"),
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9_-]{1,255}$/,
      says: "up to 255 letters, digits, hyphens and underscores",
      unique: "no", // Unique in its cluster, as the id says.
      taken: "InvalidParameterException: Creation of service was not idempotent.",
      automatic: true,
    },
    id: (making) =>
      arn("ecs", making, `service/${textAt(clusterOf(making)?.outputs, "name")}/${making.name}`),
    computed: {
      arn: ({ id }) => id,
      iamRole: (making) =>
        arnWithoutRegion("iam", making, "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"),
    },
    defaults: {
      deploymentMaximumPercent: 200,
      deploymentMinimumHealthyPercent: 100,
      enableEcsManagedTags: false,
      enableExecuteCommand: false,
      schedulingStrategy: "REPLICA",
      waitForSteadyState: false,
    },
    replacedBy: words("cluster launchType schedulingStrategy deploymentController.type"),
    limits: {
      launchType: { among: words("EC2 FARGATE EXTERNAL MANAGED_INSTANCES") },
      schedulingStrategy: { among: words("REPLICA DAEMON") },
      propagateTags: { among: words("SERVICE TASK_DEFINITION NONE") },
      availabilityZoneRebalancing: { among: words("ENABLED DISABLED") },
      "deploymentController.type": { among: words("ECS CODE_DEPLOY EXTERNAL") },
      desiredCount: { from: 0, to: 5000 },
      healthCheckGracePeriodSeconds: { from: 0, to: 2_147_483_647 },
      platformVersion: { like: /^(LATEST|1\.\d\.\d)$/, says: "LATEST or a version as 1.4.0" },
      "capacityProviderStrategies[].base": { from: 0, to: 100_000 },
      "capacityProviderStrategies[].weight": { from: 0, to: 1000 },
      "loadBalancers[].containerPort": { from: 0, to: 65_536 },
      ...deploymentLimits,
    },
    refers: [
      {
        at: "cluster",
        to: [CLUSTER],
        holds: "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active",
      },
      subnet("networkConfiguration.subnets[]"),
      securityGroup("networkConfiguration.securityGroups[]"),
      { at: "loadBalancers[].targetGroupArn", to: [TARGET_GROUP], form: "arn" },
      {
        at: "serviceRegistries.registryArn",
        to: [REGISTRY],
        form: "arn",
        holds:
          "ResourceInUse: Service contains registered instances; delete the instances before deleting the service",
      },
      { at: "serviceConnectConfiguration.namespace", to: [NAMESPACE], form: "arn" },
      { at: "alarms.alarmNames[]", to: [ALARM], form: "name" },
      ...deploymentRefers,
    ],
    refuseInputs: (inputs) => placementFault(inputs) ?? deploymentFault(inputs) ?? strategyFault(inputs),
    refuseMaking: (making) => {
      const [cluster, task] = [clusterOf(making), taskOf(making)];
      if (task === undefined)
        return `${INVALID} Unable to find task definition ${making.text("taskDefinition")}.`;
      return (
        strategyChanged(making) ??
        (cluster && capacityFault(making, cluster, task)) ??
        networkFault(making, task) ??
        balancerFault(making) ??
        shiftFault(making) ??
        hooksFault(making) ??
        containersFault(making, task)
      );
    },
  },
};

const INVALID = "InvalidParameterException:";

/** Groups of properties that are given whole or not at all. */
const WHOLE = {
  deploymentCircuitBreaker: words("enable rollback"),
  alarms: words("alarmNames enable rollback"),
};

function clusterOf(making: Making): Thing | undefined {
  return thingAt([CLUSTER], making.text("cluster"), making);
}

/** A task definition by its ARN, `family:revision`, or its family alone, which means the latest revision. */
function taskOf(making: Making): Thing | undefined {
  const wanted = making.text("taskDefinition").split("/").at(-1) ?? "";
  const revisions = neighbours(TASK_DEFINITION, { ...making, id: "" }).filter(
    ({ inputs, outputs }) => inputs["family"] === wanted || textAt(outputs, "arn").endsWith(`/${wanted}`),
  );
  return revisions.reduce<Thing | undefined>(
    (latest, revision) =>
      Number(revision.outputs["revision"]) > Number(latest?.outputs["revision"] ?? 0) ? revision : latest,
    undefined,
  );
}

function placementFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "launchType", "capacityProviderStrategies").length > 1)
    return `${INVALID} Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.`;
  return basesFault(listAt(inputs, "capacityProviderStrategies[].base"));
}

function deploymentFault(inputs: Properties): string | undefined {
  const [most, least] = [
    numberAt(inputs, "deploymentMaximumPercent") ?? 200,
    numberAt(inputs, "deploymentMinimumHealthyPercent") ?? 100,
  ];
  if (most === 100 && least === 100)
    return `${INVALID} Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.`;
  if (most < least)
    return `${INVALID} minimumHealthyPercent (${least}) is greater than maximumPercent (${most}).`;
  for (const [path, parts] of Object.entries(WHOLE))
    if (isSet(inputs, path) && parts.some((part) => !isSet(inputs, `${path}.${part}`)))
      return `${path} takes ${parts.join(", ")}`;
  const controller = textAt(inputs, "deploymentController.type") || "ECS";
  if (controller !== "ECS" && isSet(inputs, "deploymentCircuitBreaker"))
    return `${INVALID} Deployment circuit breaker feature is only supported with ECS deployment controller`;
  return isSet(inputs, "healthCheckGracePeriodSeconds") && !isSet(inputs, "loadBalancers")
    ? `${INVALID} Health check grace period is only valid for services configured to use load balancers`
    : undefined;
}

/** The provider wants to be told when changing the strategy restarts the tasks. */
const strategyChanged = ({ before, inputs }: Making): string | undefined =>
  before !== undefined &&
  inputs["forceNewDeployment"] !== true &&
  !same(before.inputs["capacityProviderStrategies"] ?? [], inputs["capacityProviderStrategies"] ?? [])
    ? "force_new_deployment should be true when capacity_provider_strategy is being updated"
    : undefined;

function capacityFault({ inputs, text, cloud }: Making, cluster: Thing, task: Thing): string | undefined {
  const associated = providersOf(cluster, cloud);
  const providers = textsAt(inputs, "capacityProviderStrategies[].capacityProvider");
  const strange = providers.find((name) => !associated.includes(name));
  if (strange !== undefined)
    return `${INVALID} The specified capacity provider '${strange}' was not found: it is not associated with the cluster ${cluster.id} (ClusterCapacityProviders)`;
  const onFargate =
    text("launchType") === "FARGATE" || providers.some((name) => /^FARGATE(_SPOT)?$/.test(name));
  if (onFargate && !isFargate(task.inputs))
    return `${INVALID} Task definition does not support launch_type FARGATE.`;
  return text("launchType") === "" &&
    providers.length === 0 &&
    isFargate(task.inputs) &&
    !hasDefaultStrategy(cluster, cloud)
    ? `${INVALID} No Container Instances were found in your cluster: give launchType FARGATE, a capacity provider strategy, or the cluster a default one`
    : undefined;
}

function networkFault(making: Making, task: Thing): string | undefined {
  const { inputs, cloud } = making;
  const given = isSet(inputs, "networkConfiguration");
  const awsvpc = task.inputs["networkMode"] === "awsvpc";
  if (awsvpc && !given)
    return `${INVALID} Network Configuration must be provided when networkMode 'awsvpc' is specified.`;
  if (!awsvpc && given)
    return `${INVALID} Network Configuration is not valid for the given networkMode of this task definition.`;
  const places = [
    ...textsAt(inputs, "networkConfiguration.subnets[]").map((id) => cloud.named([SUBNET], id)[0]),
    ...textsAt(inputs, "networkConfiguration.securityGroups[]").map(
      (id) => cloud.named([SECURITY_GROUP], id)[0],
    ),
  ].map((place) => textAt(place?.inputs, "vpcId"));
  return new Set(places).size > 1
    ? `${INVALID} The security groups and subnets must be in the same VPC (${[...new Set(places)].join(", ")})`
    : undefined;
}

const BALANCED = words(
  "loadBalancers[].targetGroupArn loadBalancers[].advancedConfiguration.alternateTargetGroupArn",
);

/** Tasks are registered with a target group only when a listener forwards to it. */
function balancerFault(making: Making): string | undefined {
  const idle = BALANCED.flatMap((path) => textsAt(making.inputs, path))
    .map((handle) => thingAt([TARGET_GROUP], handle, making))
    .find((group) => group !== undefined && !hasListener(group, making.cloud));
  return (
    idle &&
    `${INVALID} The target group with targetGroupArn ${idle.id} does not have an associated load balancer.`
  );
}

function containersFault({ inputs }: Making, task: Thing): string | undefined {
  const containers = containersOf(task.inputs["containerDefinitions"]);
  const named = (name: string) => containers.find((container) => textAt(container, "name") === name);
  if (inputs["enableExecuteCommand"] === true && textAt(task.inputs, "taskRoleArn") === "")
    return `${INVALID} The service couldn't be created because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again.`;
  const portNames = containers.flatMap((container) => textsAt(container, "portMappings[].name"));
  const portName = textsAt(inputs, "serviceConnectConfiguration.services[].portName").find(
    (name) => !portNames.includes(name),
  );
  if (portName !== undefined)
    return `${INVALID} portName(${portName}) does not refer to any named PortMapping in the task definition.`;
  return first([...listAt(inputs, "loadBalancers[]"), ...listAt(inputs, "serviceRegistries")], (target) => {
    const name = textAt(target, "containerName");
    if (name === "") return undefined;
    const container = named(name);
    if (container === undefined)
      return `${INVALID} The container ${name} does not exist in the task definition.`;
    const port = numberAt(target, "containerPort");
    return listAt(container, "portMappings[].containerPort").includes(port)
      ? undefined
      : `${INVALID} The container ${name} did not have a container port ${port} defined.`;
  });
}

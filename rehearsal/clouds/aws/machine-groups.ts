import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { arn, uuid } from "./arn";
import { allowsRole } from "./machine-disks";
import { CAPACITY_PROVIDER, CLUSTER, LAUNCH_TEMPLATE, MACHINE_GROUP, SUBNET } from "./tokens";
import { isSet, numberAt, pointsAt, textAt, textsAt, thingAt } from "./values";

/** EC2 Auto Scaling groups, and the capacity that ECS makes of them. */
export const machineGroups: Readonly<Record<string, ResourceType>> = {
  [MACHINE_GROUP]: {
    inputs: words(
      `desiredCapacity launchTemplate maxSize minSize protectFromScaleIn tags vpcZoneIdentifiers`,
    ),
    required: words("maxSize minSize"),
    name: {
      property: "name",
      pattern: /^[^:]{1,255}$/,
      says: "up to 255 characters without a colon",
      unique: "region",
      taken: "AlreadyExists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) =>
        arn(
          "autoscaling",
          making,
          `autoScalingGroup:${uuid(making.digits(32, "group"))}:autoScalingGroupName/${making.name}`,
        ),
      desiredCapacity: ({ inputs }) => inputs["desiredCapacity"] ?? inputs["minSize"],
    },
    defaults: { healthCheckType: "EC2", protectFromScaleIn: false, defaultCooldown: 300 },
    limits: { minSize: { from: 0, to: 5000 }, maxSize: { from: 0, to: 5000 } },
    refers: [
      { at: "vpcZoneIdentifiers[]", to: [SUBNET], holds: "DependencyViolation" },
      { at: "launchTemplate.id", to: [LAUNCH_TEMPLATE] },
    ],
    refuseInputs: groupFault,
    refuseMaking: allowsRole,
  },
  [CAPACITY_PROVIDER]: {
    inputs: words("autoScalingGroupProvider tags"),
    required: words("autoScalingGroupProvider"),
    name: {
      property: "name",
      pattern: /^(?!aws|ecs|fargate)[A-Za-z0-9_-]{1,255}$/i,
      says: "up to 255 letters, digits, hyphens and underscores, not beginning with aws, ecs or fargate",
      unique: "region",
      taken: "ClientException: The specified capacity provider already exists",
      automatic: false,
    },
    id: (making) => arn("ecs", making, `capacity-provider/${making.name}`),
    computed: { arn: ({ id }) => id },
    replacedBy: words("autoScalingGroupProvider.autoScalingGroupArn"),
    limits: {
      "autoScalingGroupProvider.managedScaling.status": { among: words("ENABLED DISABLED") },
      "autoScalingGroupProvider.managedScaling.targetCapacity": { from: 1, to: 100 },
      "autoScalingGroupProvider.managedTerminationProtection": { among: words("ENABLED DISABLED") },
      "autoScalingGroupProvider.managedDraining": { among: words("ENABLED DISABLED") },
    },
    refers: [
      {
        at: "autoScalingGroupProvider.autoScalingGroupArn",
        to: [MACHINE_GROUP],
        form: "arn",
        holds: "ResourceInUse: the Auto Scaling group is used by a capacity provider",
      },
    ],
    refuseMaking: protectionFault,
    refuseDelete: stillAssociated,
  },
};

function groupFault(inputs: Properties): string | undefined {
  const [least, most] = [numberAt(inputs, "minSize") ?? 0, numberAt(inputs, "maxSize") ?? 0];
  if (least > most)
    return `ValidationError: Max bound, ${most}, must be greater than or equal to min bound, ${least}`;
  return isSet(inputs, "launchTemplate")
    ? undefined
    : "ValidationError: Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.";
}

/** [docs.aws.amazon.com: AutoScalingGroupProvider] */
function protectionFault(making: Making): string | undefined {
  const provider = "autoScalingGroupProvider";
  if (textAt(making.inputs, `${provider}.managedTerminationProtection`) !== "ENABLED") return undefined;
  if (textAt(making.inputs, `${provider}.managedScaling.status`) !== "ENABLED")
    return "InvalidParameterException: The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, managed scaling must be enabled.";
  const group = thingAt([MACHINE_GROUP], textAt(making.inputs, `${provider}.autoScalingGroupArn`), making);
  return group === undefined || group.inputs["protectFromScaleIn"] === true
    ? undefined
    : "InvalidParameterException: The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, the Auto Scaling group must have instance protection from scale in enabled.";
}

function stillAssociated(provider: Thing, cloud: Cloud): string | undefined {
  const name = textAt(provider.outputs, "name");
  const user = cloud
    .all("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders")
    .find(
      (association) =>
        textsAt(association.inputs, "capacityProviders[]").includes(name) &&
        cloud.all(CLUSTER).some((cluster) => pointsAt(association, "clusterName", cluster, cloud)),
    );
  return (
    user &&
    `ClientException: The specified capacity provider is in use and cannot be deleted (cluster ${user.id})`
  );
}

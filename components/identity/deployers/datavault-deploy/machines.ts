import { named, TAGS, words, type Works } from "../../rights/work";
import { machineProfile, machines } from "./names";

/** The machine image of ECS, which a template names by its parameter: AWS's own, in no account. */
const IMAGE = "arn:aws:ssm:*::parameter/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";

/**
 * Machines of our own, for workers that need more disk than Fargate has: what the provider calls for their resource types
 * [Terraform provider's sources; AWS: Service authorization reference].
 */
export const machineWork: Works = {
  autoscaling: [
    {
      actions: words(`CreateAutoScalingGroup CreateOrUpdateTags DeleteAutoScalingGroup DeleteTags
        UpdateAutoScalingGroup`),
      on: named("autoscaling", (at) => `autoScalingGroup:*:autoScalingGroupName/${machines(at)}`),
    },
  ],
  ec2: [
    {
      // AWS makes up a template's id.
      actions: words(
        "CreateLaunchTemplate CreateLaunchTemplateVersion CreateTags DeleteLaunchTemplate DeleteTags ModifyLaunchTemplate",
      ),
      on: named("ec2", () => "launch-template/*"),
    },
    {
      // Whoever makes a group of machines must be one who may start them [AWS: Control launch template usage in Auto Scaling groups].
      actions: words("RunInstances"),
      on: (at) => [
        ...named("ec2", () =>
          words("instance/* launch-template/* network-interface/* security-group/* subnet/* volume/*"),
        )(at),
        ...words("image/* snapshot/*").map((what) => `arn:aws:ec2:*::${what}`),
      ],
      when: { ArnLike: { "ec2:LaunchTemplate": "arn:aws:ec2:*:*:launch-template/*" } },
    },
  ],
  ecs: [
    {
      actions: words(`CreateCapacityProvider DeleteCapacityProvider ${TAGS} UpdateCapacityProvider`),
      on: named("ecs", (at) => `capacity-provider/${machines(at)}`),
    },
  ],
  iam: [
    {
      actions: words(`AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile
        RemoveRoleFromInstanceProfile TagInstanceProfile UntagInstanceProfile`),
      on: (at) => [`arn:aws:iam::${at.accountId}:instance-profile/${machineProfile(at)}`],
    },
  ],
  ssm: [{ actions: words("GetParameters"), on: () => [IMAGE] }],
};

import { arnIn, own, text, type CallsByType, type Place } from "./calls";

const IMAGE = "parameter/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";

/** What a machine is started of. */
const started = (at: Place) => [
  ...[
    "instance/i-1",
    "network-interface/eni-1",
    "security-group/sg-1",
    "subnet/subnet-1",
    "volume/vol-1",
  ].map((kind) => arnIn("ec2", kind, at)),
  `arn:aws:ec2:${at.region}::image/ami-1`,
  `arn:aws:ec2:${at.region}::snapshot/snap-1`,
];

/** Machines of our own, and clusters whose services find each other. */
export const machinesCalls: CallsByType = {
  "aws:autoscaling/group:Group": {
    service: "autoscaling",
    // Whoever makes it must be one who may start what its template says [AWS: Control launch template usage in Auto Scaling groups].
    make: "CreateAutoScalingGroup CreateOrUpdateTags ec2:RunInstances ssm:GetParameters",
    read: "DescribeAutoScalingGroups",
    change: "UpdateAutoScalingGroup DeleteTags",
    remove: "DeleteAutoScalingGroup",
    on: (thing, at) => [
      ...own(thing),
      ...started(at),
      arnIn("ec2", "launch-template/lt-1", at),
      `arn:aws:ssm:${at.region}::${IMAGE}`,
    ],
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    service: "ec2",
    make: "CreateLaunchTemplate CreateTags",
    read: "DescribeLaunchTemplateVersions DescribeLaunchTemplates",
    change: "CreateLaunchTemplateVersion ModifyLaunchTemplate DeleteTags",
    remove: "DeleteLaunchTemplate",
  },
  "aws:ecs/capacityProvider:CapacityProvider": {
    service: "ecs",
    // ECS marks the group as its own, in the name of whoever makes the provider [AWS: Amazon ECS capacity providers for the EC2 launch type].
    make: "CreateCapacityProvider TagResource autoscaling:CreateOrUpdateTags",
    read: "DescribeCapacityProviders ListTagsForResource",
    change: "UpdateCapacityProvider UntagResource",
    remove: "DeleteCapacityProvider",
    on: (thing, at) => [
      ...own(thing),
      arnIn("autoscaling", `autoScalingGroup:1:autoScalingGroupName/${text(thing, "name")}`, at),
    ],
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    service: "iam",
    make: "CreateInstanceProfile AddRoleToInstanceProfile TagInstanceProfile",
    read: "GetInstanceProfile",
    change: "RemoveRoleFromInstanceProfile UntagInstanceProfile",
    remove: "DeleteInstanceProfile RemoveRoleFromInstanceProfile",
    passes: [{ role: "role", to: "ec2.amazonaws.com" }],
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    service: "servicediscovery",
    make: "CreateHttpNamespace GetOperation TagResource",
    read: "GetNamespace ListTagsForResource",
    change: "UpdateHttpNamespace UntagResource",
    remove: "DeleteNamespace",
  },
};

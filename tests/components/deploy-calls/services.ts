import { arnIn, own, text, type CallsByType } from "./calls";

/** Services on the cluster, how they scale, what leads to them, and by what names they find each other. */
export const servicesCalls: CallsByType = {
  "aws:appautoscaling/policy:Policy": {
    service: "application-autoscaling",
    make: "PutScalingPolicy",
    read: "DescribeScalingPolicies",
    change: "PutScalingPolicy",
    remove: "DeleteScalingPolicy",
    on: (_thing, at) => [arnIn("application-autoscaling", "scalable-target/1", at)],
  },
  "aws:appautoscaling/target:Target": {
    service: "application-autoscaling",
    make: "RegisterScalableTarget TagResource",
    read: "DescribeScalableTargets ListTagsForResource",
    change: "RegisterScalableTarget UntagResource",
    remove: "DeregisterScalableTarget",
  },
  "aws:ecs/service:Service": {
    service: "ecs",
    make: "CreateService TagResource",
    // How it goes is asked of its deployment, where its end is waited for.
    also: ({ inputs }) =>
      inputs["waitForSteadyState"] === true ? "DescribeServiceDeployments ListServiceDeployments" : "",
    read: "DescribeServices",
    change: "UpdateService UntagResource",
    remove: "DeleteService",
    on: (thing) => [...own(thing), `${text(thing, "arn").replace(":service/", ":service-deployment/")}/1`],
    passes: [
      { role: "loadBalancers[].advancedConfiguration.roleArn", to: "ecs.amazonaws.com" },
      { role: "deploymentConfiguration.lifecycleHooks[].roleArn", to: "ecs.amazonaws.com" },
    ],
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    service: "ecs",
    make: "RegisterTaskDefinition TagResource",
    read: "DescribeTaskDefinition",
    change: "UntagResource",
    remove: "DeregisterTaskDefinition",
    passes: [
      { role: "taskRoleArn", to: "ecs-tasks.amazonaws.com" },
      { role: "executionRoleArn", to: "ecs-tasks.amazonaws.com" },
    ],
  },
  "aws:lb/listenerRule:ListenerRule": {
    service: "elasticloadbalancing",
    make: "CreateRule AddTags",
    read: "DescribeRules DescribeTags",
    change: "ModifyRule SetRulePriorities RemoveTags",
    remove: "DeleteRule",
    on: (thing) => [...own(thing), text(thing, "listenerArn")],
  },
  "aws:lb/targetGroup:TargetGroup": {
    service: "elasticloadbalancing",
    make: "CreateTargetGroup AddTags ModifyTargetGroupAttributes",
    read: "DescribeTargetGroups DescribeTargetGroupAttributes DescribeTags",
    change: "ModifyTargetGroup RemoveTags",
    remove: "DeleteTargetGroup",
  },
  "aws:servicediscovery/service:Service": {
    service: "servicediscovery",
    make: "CreateService TagResource",
    read: "GetService ListTagsForResource",
    change: "UpdateService UntagResource",
    remove: "DeleteService",
    on: (thing, at) => [...own(thing), arnIn("servicediscovery", "namespace/ns-1", at)],
  },
};

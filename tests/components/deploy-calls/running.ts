import type { Registered } from "../../graph/graph";
import { aKey, arnIn, own, text, type CallsByType, type Place } from "./calls";

const logGroup = (thing: Registered, at: Place, name: string) => [
  arnIn("logs", `log-group:${text(thing, name)}`, at),
];

/** What runs, watches and tells, and the roles of it. */
export const runningCalls: CallsByType = {
  "aws:budgets/budget:Budget": {
    service: "budgets",
    make: "ModifyBudget TagResource",
    read: "ViewBudget ListTagsForResource",
    change: "ModifyBudget UntagResource",
    remove: "ModifyBudget",
  },
  "aws:cloudtrail/trail:Trail": {
    service: "cloudtrail",
    make: "CreateTrail AddTags StartLogging",
    read: "DescribeTrails GetTrail GetTrailStatus ListTags",
    change: "UpdateTrail RemoveTags",
    remove: "DeleteTrail StopLogging",
    passes: [{ role: "cloudWatchLogsRoleArn", to: "cloudtrail.amazonaws.com" }],
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    service: "cloudwatch",
    make: "PutCompositeAlarm TagResource",
    read: "DescribeAlarms ListTagsForResource",
    change: "PutCompositeAlarm UntagResource",
    remove: "DeleteAlarms",
  },
  "aws:cloudwatch/eventRule:EventRule": {
    service: "events",
    make: "PutRule TagResource",
    read: "DescribeRule ListTagsForResource",
    change: "PutRule UntagResource",
    remove: "DeleteRule",
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    service: "events",
    make: "PutTargets",
    read: "ListTargetsByRule",
    change: "PutTargets",
    remove: "RemoveTargets",
    on: (thing, at) => {
      const bus = "eventBusName" in thing.inputs ? `${text(thing, "eventBusName")}/` : "";
      return [arnIn("events", `rule/${bus}${text(thing, "rule")}`, at)];
    },
  },
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": {
    service: "logs",
    make: "PutDataProtectionPolicy",
    read: "GetDataProtectionPolicy",
    change: "PutDataProtectionPolicy",
    remove: "DeleteDataProtectionPolicy",
    on: (thing, at) => logGroup(thing, at, "logGroupName"),
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    service: "logs",
    make: "CreateLogGroup AssociateKmsKey PutRetentionPolicy TagResource",
    read: "DescribeLogGroups ListTagsForResource",
    change: "PutRetentionPolicy UntagResource",
    remove: "DeleteLogGroup",
    on: (thing, at) => logGroup(thing, at, "name"),
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    service: "logs",
    make: "PutMetricFilter",
    read: "DescribeMetricFilters",
    change: "PutMetricFilter",
    remove: "DeleteMetricFilter",
    on: (thing, at) => logGroup(thing, at, "logGroupName"),
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
    service: "logs",
    make: "PutResourcePolicy",
    read: "DescribeResourcePolicies",
    change: "PutResourcePolicy",
    remove: "DeleteResourcePolicy",
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    service: "cloudwatch",
    make: "PutMetricAlarm TagResource",
    read: "DescribeAlarms ListTagsForResource",
    change: "PutMetricAlarm UntagResource",
    remove: "DeleteAlarms",
  },
  "aws:ecs/cluster:Cluster": {
    service: "ecs",
    // ECS looks whether the key of Fargate's disks is there and encrypts, in the name of whoever makes the cluster.
    make: "CreateCluster TagResource kms:DescribeKey",
    read: "DescribeClusters",
    change: "UpdateCluster UntagResource kms:DescribeKey",
    remove: "DeleteCluster",
    on: (thing, at) => [...own(thing), aKey(at)],
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    service: "ecs",
    make: "PutClusterCapacityProviders",
    read: "DescribeClusters",
    change: "PutClusterCapacityProviders",
    on: (thing, at) => [arnIn("ecs", `cluster/${text(thing, "clusterName")}`, at)],
  },
  "aws:iam/outboundWebIdentityFederation:OutboundWebIdentityFederation": {
    service: "iam",
    make: "EnableOutboundWebIdentityFederation",
    read: "GetOutboundWebIdentityFederationInfo",
    remove: "DisableOutboundWebIdentityFederation",
  },
  "aws:iam/role:Role": {
    service: "iam",
    make: "CreateRole TagRole",
    read: "GetRole ListAttachedRolePolicies ListRolePolicies",
    change: "UpdateRole UntagRole",
    remove: "DeleteRole ListInstanceProfilesForRole",
  },
  "aws:iam/rolePolicy:RolePolicy": {
    service: "iam",
    make: "PutRolePolicy",
    read: "GetRolePolicy",
    change: "PutRolePolicy",
    remove: "DeleteRolePolicy",
    on: (thing, { accountId }) => [`arn:aws:iam::${accountId}:role/${text(thing, "role")}`],
  },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
    service: "iam",
    make: "CreateServiceLinkedRole TagRole",
    read: "GetRole",
    change: "UpdateRole UntagRole",
    remove: "DeleteServiceLinkedRole",
  },
  "aws:lambda/function:Function": {
    service: "lambda",
    make: "CreateFunction TagResource kms:CreateGrant kms:Decrypt kms:Encrypt",
    read: "GetFunction GetFunctionCodeSigningConfig ListVersionsByFunction",
    change:
      "UpdateFunctionCode UpdateFunctionConfiguration PutFunctionConcurrency DeleteFunctionConcurrency UntagResource",
    remove: "DeleteFunction",
    on: (thing, at) => [...own(thing), aKey(at)],
    passes: [{ role: "role", to: "lambda.amazonaws.com" }],
    uses: "lambda",
  },
  "aws:lambda/invocation:Invocation": {
    service: "lambda",
    make: "InvokeFunction",
    read: "GetFunction",
    change: "InvokeFunction",
    on: (thing, at) => [arnIn("lambda", `function:${text(thing, "functionName")}`, at)],
  },
  "aws:scheduler/schedule:Schedule": {
    service: "scheduler",
    make: "CreateSchedule",
    read: "GetSchedule",
    change: "UpdateSchedule",
    remove: "DeleteSchedule",
    passes: [{ role: "target.roleArn", to: "scheduler.amazonaws.com" }],
  },
  "aws:sns/topic:Topic": {
    service: "sns",
    make: "CreateTopic SetTopicAttributes TagResource",
    read: "GetTopicAttributes ListTagsForResource",
    change: "SetTopicAttributes UntagResource",
    remove: "DeleteTopic",
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    service: "sns",
    make: "SetTopicAttributes",
    read: "GetTopicAttributes",
    change: "SetTopicAttributes",
  },
};

import { ALARMS, DASHBOARDS, ecsServices, LOG_GROUPS, scaling, securityGroups } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";
import { imageProxy, platform, queues, services, workers } from "./names";

/**
 * What runs on ECS, and what watches all of the stack: what the provider calls for their resource types [Terraform
 * provider's sources; AWS: Service authorization reference]. All that lasts is of platform/base, and not here.
 */
export const platformRunning: Works = {
  "application-autoscaling": [scaling],
  budgets: [
    {
      actions: words(`ModifyBudget ${TAGS}`),
      on: named("budgets", (at) => `budget/${platform(at)}-*`),
    },
  ],
  ce: [
    { actions: words("CreateAnomalyMonitor CreateAnomalySubscription"), on: ALL },
    {
      // AWS makes up their ids.
      actions: words(`DeleteAnomalyMonitor DeleteAnomalySubscription ${TAGS} UpdateAnomalyMonitor
        UpdateAnomalySubscription`),
      on: named("ce", () => words("anomalymonitor/* anomalysubscription/*")),
    },
  ],
  // What browsers take is read at the edge.
  cloudfront: [
    { actions: words("CreateFunction"), on: ALL },
    {
      actions: words("DeleteFunction PublishFunction UpdateFunction"),
      on: (at) => [`arn:aws:cloudfront::${at.accountId}:function/${platform(at)}-*`],
    },
  ],
  cloudwatch: [
    {
      actions: ALARMS,
      on: named("cloudwatch", (at) => [
        `alarm:${platform(at)}-*`,
        `alarm:${imageProxy(at)}_*`,
        ...workers(at).map((worker) => `alarm:${worker}_*`),
        ...queues(at).flatMap((queue) => [`alarm:${queue}_high`, `alarm:${queue}_low`]),
      ]),
    },
    { actions: DASHBOARDS, on: named("cloudwatch", (at) => `dashboard/${platform(at)}`) },
  ],
  ec2: [securityGroups],
  ecs: [
    ...ecsServices(services, (at) => services(at).map((name) => `${name}:*`)),
    {
      // How a new task goes is asked of its deployment.
      actions: words("DescribeServiceDeployments ListServiceDeployments"),
      on: named("ecs", (at) =>
        services(at).flatMap((name) => [
          `service/strongroom-${at.stage}/${name}`,
          `service-deployment/strongroom-${at.stage}/${name}/*`,
        ]),
      ),
    },
  ],
  elasticloadbalancing: [
    {
      actions: words("CreateTargetGroup DeleteTargetGroup ModifyTargetGroup ModifyTargetGroupAttributes"),
      on: named("elasticloadbalancing", (at) => `targetgroup/${imageProxy(at)}-*`),
    },
    {
      actions: words("AddTags CreateRule DeleteRule ModifyRule RemoveTags SetRulePriorities"),
      on: named("elasticloadbalancing", (at) => [
        `targetgroup/${imageProxy(at)}-*`,
        ...["listener", "listener-rule"].map((kind) => `${kind}/app/${imageProxy(at)}/*`),
      ]),
    },
  ],
  logs: [
    {
      actions: LOG_GROUPS,
      on: named("logs", (at) =>
        [
          ...services(at).map((name) => `/strongroom/${name}`),
          `/aws/containerinsights/${platform(at)}/`,
          `/aws/eks/${platform(at)}/`,
        ].map((name) => `log-group:${name}*`),
      ),
    },
  ],
};

import { clusterBoundaryName } from "../../../names/names";
import type { DeployedStage } from "../../rights/deployed-stage";
import type { BoundariesByRole, RolesByService } from "../../rights/roles";
import { controlRole, nodeRole, platform, services } from "./names";

/** Services in the cluster of Kubernetes, each with a role of its own: one more is a word here, and the root project deployed first. */
const IN_CLUSTER = ["catalogue"];

/** The roles of the platform's app stack, by the service that takes them. */
export const platformAppRoles = (at: DeployedStage): RolesByService => ({
  "capabilities.eks": [`${platform(at)}-argo-cd`],
  "ecs-tasks": services(at).flatMap((service) => [`${service}_task_role`, `${service}_execution_role`]),
  ec2: [nodeRole(at)],
  eks: [controlRole(at)],
  "pods.eks": [
    `${platform(at)}-observability`,
    ...IN_CLUSTER.map((service) => `${platform(at)}-pods-${service}`),
  ],
});

/** A deployment hands EKS the nodes' role, too, which hands it to machines. */
export const platformPassedRoles = (at: DeployedStage): RolesByService => {
  const { ec2: _nodes, ...others } = platformAppRoles(at);
  return { ...others, eks: [controlRole(at), nodeRole(at)] };
};

/** EKS starts machines, as no workload may. */
export const platformBoundaries = (at: DeployedStage): BoundariesByRole => ({
  [controlRole(at)]: clusterBoundaryName(at.stage),
});

/** AWS services whose own roles come into being when the stack first uses them. */
export const platformAppLinkedServices = [
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "eks.amazonaws.com",
  "vpcorigin.cloudfront.amazonaws.com",
  "wafv2.amazonaws.com",
];

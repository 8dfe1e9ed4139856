import { clusterBoundaryName } from "../../../names/names";
import type { DeployedStage } from "../../rights/deployed-stage";
import type { BoundariesByRole, RolesByService } from "../../rights/roles";
import { argoCdRole, controlRole, nodeRole, observabilityRole, platform, services } from "./names";

/** Services in the cluster of Kubernetes, each with a role of its own: one more is a word here, and the root project deployed first. */
const IN_CLUSTER = ["catalogue"];

/** The roles of the platform's app stack, by the service that takes them. */
export const platformAppRoles = (at: DeployedStage): RolesByService => ({
  "capabilities.eks": [argoCdRole(at)],
  "ecs-tasks": services(at).flatMap((service) => [`${service}_task_role`, `${service}_execution_role`]),
  ec2: [nodeRole(at)],
  eks: [controlRole(at)],
  "pods.eks": [observabilityRole(at), ...IN_CLUSTER.map((service) => `${platform(at)}-pods-${service}`)],
});

/**
 * To whom a deployment hands them: an operation of EKS names EKS itself for what it takes for itself, whoever has the role in
 * the end, and of Auto Mode's nodes EC2 as well [AWS: Service authorization reference, API operations of EKS; of the
 * capability AWS's own samples name its service]. Nothing here starts a machine with it.
 */
export const platformPassedRoles = (at: DeployedStage): RolesByService => ({
  ...platformAppRoles(at),
  eks: [controlRole(at), nodeRole(at), argoCdRole(at), observabilityRole(at)],
});

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

import type { DeployedStage } from "../../rights/deployed-stage";
import type { RolesByService } from "../../rights/roles";
import { check, migrate, smokeTest, web } from "./names";

/** The roles of the web service's app stack, by the service that takes them. */
export const siteRoles = (at: DeployedStage) => ({
  ecs: [`${web(at)}_deployments`, `${web(at)}_smoke_test`],
  "ecs-tasks": [`${web(at)}_task_role`, `${web(at)}_execution_role`, `${migrate(at)}_task_role`],
  lambda: [migrate(at), smokeTest(at), check(at)],
});

/** Who makes a check hands its role to Synthetics, too, which hands it to Lambda [AWS: Required roles and permissions for canaries]. */
export const sitePassedRoles = (at: DeployedStage): RolesByService => ({
  ...siteRoles(at),
  synthetics: [check(at)],
});

/** AWS services whose own roles come into being when the web service first uses them. */
export const siteLinkedServices = [
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "vpcorigin.cloudfront.amazonaws.com",
  "wafv2.amazonaws.com",
];

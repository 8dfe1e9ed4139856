import type { DeployedStage } from "../../rights/deployed-stage";
import { RESTORE_TESTING, testsHandedOver, type RolesByService } from "../../rights/roles";

/** The roles of the services' base stacks, by the service that takes them. */
export const siteCustodianRoles = ({ stage }: DeployedStage): RolesByService => ({
  backup: [`strongroom-${stage}-backups`, `strongroom-${stage}-backups-restore-test`],
  "monitoring.rds": [`strongroom-${stage}-webservice-monitoring`],
});

/** The same, by whom a deployment hands them to. */
export const sitePassedRoles = (at: DeployedStage): RolesByService => testsHandedOver(siteCustodianRoles(at));

/** AWS services whose own roles come into being when these stacks first use them. */
export const siteLinkedServices = [
  "backup.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "rds.amazonaws.com",
  `${RESTORE_TESTING}.amazonaws.com`,
  "wafv2.amazonaws.com",
];

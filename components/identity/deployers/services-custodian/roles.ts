import type { DeployedStage } from "../../rights/deployed-stage";
import type { RolesByService } from "../../rights/roles";

/** The roles of the services' base stacks, by the service that takes them. */
export const servicesRoles = ({ stage }: DeployedStage): RolesByService => ({
  backup: [`strongroom-${stage}-backups`, `strongroom-${stage}-backups-restore-test`],
  "monitoring.rds": [`strongroom-${stage}-webservice-monitoring`],
});

/** AWS services whose own roles come into being when these stacks first use them. */
export const servicesLinkedServices = [
  "backup.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "rds.amazonaws.com",
  "wafv2.amazonaws.com",
];

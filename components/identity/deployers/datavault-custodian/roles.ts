import type { DeployedStage } from "../../rights/deployed-stage";
import { RESTORE_TESTING, testsHandedOver, type RolesByService } from "../../rights/roles";
import { baseFunctions, baseSchedules, datavault, renewals } from "./names";

const deployed = (at: DeployedStage): RolesByService => ({
  backup: [`${datavault(at)}-backups`, `${datavault(at)}-backups-restore-test`],
  lambda: baseFunctions(at),
  s3: [`${datavault(at)}-replication`],
  scheduler: baseSchedules(at),
});

/** The roles of DataVault's base stack, by the service that takes them. */
export const datavaultBaseRoles = (at: DeployedStage): RolesByService => ({
  ...deployed(at),
  "batchoperations.s3": renewals(at),
});

/** Those that a deployment hands over, by whom to: the keepers hand over the others, when they run. */
export const datavaultPassedRoles = (at: DeployedStage): RolesByService => testsHandedOver(deployed(at));

/** AWS services whose own roles come into being when this stack first uses them. */
export const datavaultBaseLinkedServices = [
  "backup.amazonaws.com",
  "elasticfilesystem.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "mq.amazonaws.com",
  "rds.amazonaws.com",
  `${RESTORE_TESTING}.amazonaws.com`,
  "wafv2.amazonaws.com",
];

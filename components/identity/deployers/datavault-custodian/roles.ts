import type { DeployedStage } from "../../rights/deployed-stage";
import { RESTORE_TESTING, type RolesByService } from "../../rights/roles";
import { baseFunctions, baseSchedules, datavault, renewals } from "./names";

/** The roles of DataVault's base stack that a deployment hands over, by the service that takes them. */
export const datavaultPassedRoles = (at: DeployedStage): RolesByService => ({
  backup: [`${datavault(at)}-backups`],
  lambda: baseFunctions(at),
  [RESTORE_TESTING]: [`${datavault(at)}-backups-restore-test`],
  s3: [`${datavault(at)}-replication`],
  scheduler: baseSchedules(at),
});

/** All of them: the keepers hand over the last, when they run, and a deployment never does. */
export const datavaultBaseRoles = (at: DeployedStage): RolesByService => ({
  ...datavaultPassedRoles(at),
  "batchoperations.s3": renewals(at),
});

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

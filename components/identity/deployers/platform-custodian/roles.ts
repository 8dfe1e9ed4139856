import type { DeployedStage } from "../../rights/deployed-stage";
import { RESTORE_TESTING, type RolesByService } from "../../rights/roles";
import { backups, dataClusters, search, searchSetup } from "./names";

/** The roles of the platform's base stack, by the service that takes them. */
export const platformBaseRoles = (at: DeployedStage): RolesByService => ({
  backup: [backups(at)],
  "malware-protection-plan.guardduty": [`strongroom-${at.stage}-upload-scan`],
  es: [`${search(at)}-snapshots`],
  lambda: [searchSetup(at)],
  "monitoring.rds": [...dataClusters(at), search(at)].map((cluster) => `${cluster}-monitoring`),
  rds: dataClusters(at).map((cluster) => `${cluster}-proxy`),
  [RESTORE_TESTING]: [`${backups(at)}-restore-test`],
  scheduler: ["daily", "snapshots"].map((when) => `${searchSetup(at)}-${when}`),
  s3: [`strongroom-${at.stage}-originals-copy`],
});

/** AWS services whose own roles come into being when the stack first uses them; OpenSearch's is reporting/base's. */
export const platformBaseLinkedServices = [
  "backup.amazonaws.com",
  "elasticache.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "rds.amazonaws.com",
  "rds.application-autoscaling.amazonaws.com",
  `${RESTORE_TESTING}.amazonaws.com`,
];

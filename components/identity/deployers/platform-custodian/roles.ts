import type { DeployedStage } from "../../rights/deployed-stage";
import { RESTORE_TESTING, testsHandedOver, type RolesByService } from "../../rights/roles";
import { backups, dataClusters, search, searchSetup } from "./names";

/** The roles of the platform's base stack, by the service that takes them. */
export const platformBaseRoles = (at: DeployedStage): RolesByService => ({
  backup: [backups(at), `${backups(at)}-restore-test`],
  "malware-protection-plan.guardduty": [`strongroom-${at.stage}-upload-scan`],
  es: [`${search(at)}-snapshots`],
  lambda: [searchSetup(at)],
  "monitoring.rds": [...dataClusters(at), search(at)].map((cluster) => `${cluster}-monitoring`),
  rds: dataClusters(at).map((cluster) => `${cluster}-proxy`),
  scheduler: ["daily", "snapshots"].map((when) => `${searchSetup(at)}-${when}`),
  s3: [`strongroom-${at.stage}-originals-copy`],
});

/** The same, by whom a deployment hands them to. */
export const platformBasePassedRoles = (at: DeployedStage): RolesByService =>
  testsHandedOver(platformBaseRoles(at));

/** AWS services whose own roles come into being when the stack first uses them; OpenSearch's is reporting/base's. */
export const platformBaseLinkedServices = [
  "backup.amazonaws.com",
  "elasticache.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "rds.amazonaws.com",
  "rds.application-autoscaling.amazonaws.com",
  `${RESTORE_TESTING}.amazonaws.com`,
];

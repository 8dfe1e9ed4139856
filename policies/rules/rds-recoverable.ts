import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { RDS_CLUSTER, RDS_INSTANCE, unmet } from "../reading/databases";
import { rule } from "../rule";

export const rdsRecoverable = rule({
  name: "rds-recoverable",
  why: "A database that was deleted or damaged by mistake can be brought back",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("RDS.7, RDS.8, RDS.11, RDS.16"),
  tags: ["CKV_AWS_139", "CKV_AWS_293", "CKV_AWS_133"],
  remedy:
    "Set deletionProtection and copyTagsToSnapshot to true, skipFinalSnapshot and deleteAutomatedBackups to false, and keep backups for minBackupRetentionDays.",
  reads: parameters.pick({ minBackupRetentionDays: true }),
  types: [RDS_CLUSTER, RDS_INSTANCE],
  *resource(database, { minBackupRetentionDays }) {
    yield* unmet(database, [
      { path: ["deletionProtection"], oneOf: [true] },
      { path: ["skipFinalSnapshot"], oneOf: [false], orAbsent: true },
      { path: ["backupRetentionPeriod"], least: minBackupRetentionDays },
      { path: ["copyTagsToSnapshot"], oneOf: [true] },
      { path: ["deleteAutomatedBackups"], oneOf: [false] },
    ]);
  },
});

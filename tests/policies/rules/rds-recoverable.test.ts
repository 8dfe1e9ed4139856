import { rdsRecoverable } from "../../../policies/rules/rds-recoverable";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const TYPES = ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"];
const SETTINGS = {
  deletionProtection: true,
  skipFinalSnapshot: false,
  backupRetentionPeriod: 14,
  copyTagsToSnapshot: true,
  deleteAutomatedBackups: false,
};

function database(change: object, type: string): Given {
  return { type, name: "vault", props: { ...SETTINGS, ...change } };
}

function fails(what: string, change: object, said: string, config: object = {}): Refused[] {
  return TYPES.map((type) => ({
    what: `${what}: ${type}`,
    given: database(change, type),
    config,
    says: [`vault: ${said}`],
  }));
}

tryRule(rdsRecoverable, {
  remedy:
    "Set deletionProtection and copyTagsToSnapshot to true, skipFinalSnapshot and deleteAutomatedBackups to false, and keep backups for minBackupRetentionDays.",
  accepts: [
    ...TYPES.flatMap((type): Accepted[] => [
      { as: "compliant", what: type, given: database({}, type) },
      { as: "compliant", what: `${type}, longer`, given: database({ backupRetentionPeriod: 15 }, type) },
      {
        as: "compliant",
        what: `${type}, as the stage says`,
        given: database({ backupRetentionPeriod: 35 }, type),
        config: { minBackupRetentionDays: 35 },
      },
      {
        as: "near miss",
        what: `${type}, with nothing said of a final snapshot, which AWS then takes`,
        given: database({ skipFinalSnapshot: undefined }, type),
      },
    ]),
    {
      as: "not applicable",
      what: "another type",
      given: database({ deletionProtection: false }, "aws:rds/clusterInstance:ClusterInstance"),
    },
  ],
  refuses: [
    ...fails("no protection", { deletionProtection: false }, "deletionProtection is false; expected true"),
    ...fails(
      "nothing said of it",
      { deletionProtection: undefined },
      "deletionProtection is absent; expected true",
    ),
    ...fails("no final snapshot", { skipFinalSnapshot: true }, "skipFinalSnapshot is true; expected false"),
    ...fails(
      "nobody knows of a final snapshot",
      { skipFinalSnapshot: UNKNOWN },
      "skipFinalSnapshot is not known in preview; expected false",
    ),
    ...fails(
      "a day too few",
      { backupRetentionPeriod: 13 },
      "backupRetentionPeriod is 13; expected 14 or more",
    ),
    ...fails(
      "no backups said",
      { backupRetentionPeriod: undefined },
      "backupRetentionPeriod is absent; expected 14 or more",
    ),
    ...fails(
      "too few for the stage",
      { backupRetentionPeriod: 34 },
      "backupRetentionPeriod is 34; expected 35 or more",
      {
        minBackupRetentionDays: 35,
      },
    ),
    ...fails(
      "tags that are lost",
      { copyTagsToSnapshot: false },
      "copyTagsToSnapshot is false; expected true",
    ),
    ...fails(
      "backups that go with the database",
      { deleteAutomatedBackups: true },
      "deleteAutomatedBackups is true; expected false",
    ),
    ...fails(
      "backups that AWS deletes with the database, since nothing is said",
      { deleteAutomatedBackups: undefined },
      "deleteAutomatedBackups is absent; expected false",
    ),
  ],
});

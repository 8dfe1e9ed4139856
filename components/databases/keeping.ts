import type * as pulumi from "@pulumi/pulumi";

/** Where a database is. */
export interface DatabasePlace {
  readonly accountId: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  /** Isolated subnets in three zones, those that end with `a` and `b` among them. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** Who sets a database up and migrates it; programs have users of their own. */
export const MASTER_USER = "set_up";

/** How every database of RDS is kept, whatever its engine: the days are AWS's greatest. */
export const kept = {
  backupRetentionPeriod: 35,
  copyTagsToSnapshot: true,
  deleteAutomatedBackups: false,
  deletionProtection: true,
  skipFinalSnapshot: false,
  storageEncrypted: true,
  manageMasterUserPassword: true,
  iamDatabaseAuthenticationEnabled: true,
};

/** One hour: AWS needs that much for a database, or for a new capacity of a large one. */
export const TIMEOUTS = { create: "60m", update: "60m", delete: "60m" };

/** RDS's backups before AWS Backup's, and changes that wait on Sundays; UTC. */
export const WINDOWS = { backup: "00:30-01:00", maintenance: "sun:02:00-sun:03:00" };

/** Those that cost nothing [AWS: Pricing and data retention for Performance Insights]. */
export const INSIGHT_DAYS = 7;

/** What is wrong with the name of a first database, in one line; nothing where it is sound. */
export const databaseNameFault = (databaseName: string): string | undefined =>
  /^[a-zA-Z][a-zA-Z0-9_]{0,62}$/.test(databaseName)
    ? undefined
    : `databaseName: 1 to 63 letters, digits and _, a letter first, got ${databaseName}`;

/** The secret that RDS makes for the master user. */
export const masterSecretArn = (
  physicalName: string,
  secrets: pulumi.Output<readonly { readonly secretArn: string }[]>,
): pulumi.Output<string> =>
  secrets.apply(([secret]) => {
    if (secret) return secret.secretArn;
    throw new Error(`RDS tells of no secret for the master user of ${physicalName}: does it still make it?`);
  });

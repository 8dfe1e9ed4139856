/**
 * Days that backups are kept (webservice-and-platform.md W33). A vault is locked to all of them: it takes no backup that
 * is to be kept for less than the least or for more than the most.
 */
export const LEAST_DAYS = 35;
export const MOST_DAYS = 400;

/** What a plan keeps: each day's for as long as the database itself can be restored to a second, each month's for a year. */
export const DAILY_DAYS = 35;
export const MONTHLY_DAYS = 365;

/** For which a lock can at least still be taken away before it is final [AWS: PutBackupVaultLockConfiguration]. */
export const LEAST_GRACE_DAYS = 3;

import { z } from "zod";
import { backupSettings } from "../../../components/backup/backup-lock";
import { sizeFault } from "../../../components/databases/maria-db-size";
import { accountId, awsRegion } from "../../../components/place/schemas";
import { settings } from "../../../components/settings/settings";

const Site = z.strictObject({
  /** Public name of DataVault. */
  hostName: z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
    error: "must be a whole DNS name in lower case, without * and with no dot at its end",
  }),
  /** Public zone of Route 53 that the name is in. */
  zoneId: z.string().regex(/^Z[A-Z0-9]{1,31}$/, { error: "an id of a hosted zone begins with Z" }),
  /** Of one address; what comes beyond is refused. */
  requestsPerFiveMinutes: z.number().int().min(10),
});

const Database = z
  .strictObject({
    instanceClass: z.string(),
    storageGiB: z.number(),
    /** To which it may grow by itself. */
    maxStorageGiB: z.number(),
    maxConnections: z.number(),
  })
  .superRefine((size, context) => {
    const fault = sizeFault(size);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  });

const Backups = backupSettings({
  /** How often it is tried whether the newest backup of the database can be restored. */
  restoreTest: z.enum(["weekly", "monthly", "yearly"]).default("yearly"),
});

/** What DataVault's lasting half is told. */
export const config = () =>
  settings(
    z.strictObject({
      site: Site,
      database: Database,
      queue: z.strictObject({ instanceType: z.string() }),
      /** GiB above which it is told that a file system grows. */
      files: z.strictObject({ keptAlarmGiB: z.number().positive(), scratchAlarmGiB: z.number().positive() }),
      archive: z.strictObject({
        /** Days after which what was archived is kept in a class that costs less to keep and more to read. */
        coolsAfterDays: z.number().int().min(30).max(90),
        /** Where the copies are: the stage's second region. */
        copyRegion: awsRegion,
      }),
      backups: Backups,
      /** Accounts of other stages, to which the images are copied as they are. */
      imagesPulledBy: z.array(accountId).default([]),
    }),
  );
export type Settings = ReturnType<typeof config>;

import { z } from "zod";
import { LEAST_GRACE_DAYS } from "./periods";

/** How the vaults of a system are locked, as its settings tell it, beside what else they tell of its backups. */
export const backupSettings = <Others extends z.ZodRawShape>(others: Others) =>
  z.discriminatedUnion("lock", [
    /** Custodians can take it away: for a stage that has to be cleaned. */
    z.strictObject({ ...others, lock: z.literal("removable") }),
    /** After these days nobody can. */
    z.strictObject({
      ...others,
      lock: z.literal("final"),
      changeableForDays: z.number().int().min(LEAST_GRACE_DAYS),
    }),
  ]);

/** Either of the two. */
export type BackupLock =
  { readonly lock: "removable" } | { readonly lock: "final"; readonly changeableForDays: number };

import * as z from "zod";

/** What a vault's keeper is told by its environment. Days are whole days of 24 hours. */
const Environment = z.object({
  ACCOUNT_ID: z.string(),
  /** The vault whose objects it keeps. */
  VAULT: z.string(),
  /** Where S3 delivers the vault's inventories; cases, manifests and reports are there, too. */
  INVENTORY_BUCKET: z.string(),
  /** Name of the vault's inventory. */
  INVENTORY: z.string(),
  LOCK_DAYS: z.coerce.number().int().positive(),
  /** 0: locks are never renewed, only watched. */
  RENEW_EVERY_DAYS: z.coerce.number().int().nonnegative(),
  /** 0: nothing is watched. */
  FLOOR_DAYS: z.coerce.number().int().nonnegative(),
  /** The role that S3 Batch Operations takes. */
  BATCH_ROLE_ARN: z.string(),
});

export interface Settings {
  readonly accountId: string;
  readonly vault: string;
  readonly inventoryBucket: string;
  readonly inventory: string;
  readonly lockDays: number;
  readonly renewEveryDays: number;
  readonly floorDays: number;
  readonly batchRoleArn: string;
}

/** @throws with every variable that is missing or does not fit */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`the function's environment: ${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    accountId: data.ACCOUNT_ID,
    vault: data.VAULT,
    inventoryBucket: data.INVENTORY_BUCKET,
    inventory: data.INVENTORY,
    lockDays: data.LOCK_DAYS,
    renewEveryDays: data.RENEW_EVERY_DAYS,
    floorDays: data.FLOOR_DAYS,
    batchRoleArn: data.BATCH_ROLE_ARN,
  };
}

import { createHash } from "node:crypto";
import * as z from "zod";
import type { Inventory } from "./inventory";
import { jsonOf } from "./json";
import { renewedUntil } from "./locks";
import type { Settings } from "./settings";
import { textOf, type Jobs, type JobState, type Store, type Written } from "./store";

/** What the keeper notes of its last job. */
const Receipt = z.object({ jobId: z.string(), inventory: z.string() });

const renewalFolder = ({ vault }: Settings): string => `renewals/${vault}/`;

export const manifestKey = (settings: Settings, inventory: Inventory): string =>
  `${renewalFolder(settings)}${inventory.name}.csv`;

const receiptKey = (settings: Settings): string => `${renewalFolder(settings)}latest.json`;

/** How the last job stands; nothing when there was none, or when it was long ago. */
export async function lastJob(store: Store, jobs: Jobs, settings: Settings): Promise<JobState | undefined> {
  const receipt = await store.read(receiptKey(settings));
  if (!receipt) return undefined;
  return jobs.stateOf(Receipt.parse(jsonOf(await textOf(receipt))).jobId);
}

/**
 * Whether a job may follow from the inventory. One that was begun before the last job had ended still shows locks that
 * it has renewed since: nothing is renewed twice.
 */
export const tellsSomethingNew = (inventory: Inventory, last: JobState | undefined): boolean =>
  last === undefined || (last.ended !== undefined && last.ended <= inventory.begun);

/** Orders the renewal of all that the manifest names, and notes the job. */
export async function orderRenewal(
  store: Store,
  jobs: Jobs,
  settings: Settings,
  order: { readonly inventory: Inventory; readonly manifest: Written; readonly now: Date },
): Promise<string | undefined> {
  const { inventory, manifest, now } = order;
  const jobId = await jobs.create({
    // One of 64 characters for each inventory: S3 makes no second job of it, should the note below get lost.
    token: createHash("sha256").update(`${settings.vault}/${inventory.name}`).digest("hex"),
    description: `Renew the locks of ${settings.vault} (inventory ${inventory.name})`,
    manifest,
    retainUntil: renewedUntil(now, settings),
    reportPrefix: `reports/${settings.vault}`,
  });
  if (jobId !== undefined)
    await store.write(receiptKey(settings), JSON.stringify({ jobId, inventory: inventory.name }));
  return jobId;
}

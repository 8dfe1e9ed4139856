import { CASES, casesOf, isNamed, type Cases } from "./cases";
import { DAY_MS } from "./days";
import { decodedKey, newestInventory, versionsIn, type Inventory } from "./inventory";
import { judgeAt, type Judge } from "./locks";
import { lastJob, manifestKey, orderRenewal, tellsSomethingNew } from "./renewals";
import type { Settings } from "./settings";
import { textOf, type Jobs, type Store } from "./store";

/** What a run found of a vault's current objects. */
export interface Findings {
  objects: number;
  /** Named by a case: neither renewed nor watched. */
  inCases: number;
  withoutLock: number;
  belowFloor: number;
  /** To be renewed, whether or not a job was ordered now. */
  due: number;
}

export interface Outcome {
  /** Nothing as long as S3 has not delivered an inventory. */
  readonly findings: Findings | undefined;
  readonly inventoryAgeDays: number | undefined;
  /** The job that was ordered; nothing when none was needed, or one was ordered before. */
  readonly jobId: string | undefined;
  /** Of the last job before this run. */
  readonly failedTasks: number;
  /** Case files that could not be read. All else was done nevertheless. */
  readonly faults: readonly string[];
}

/**
 * Counts a vault's locks by its newest inventory, and orders the renewal of those that are due.
 * @throws when the inventory cannot be read
 */
export async function keepRetention(
  store: Store,
  jobs: Jobs,
  settings: Settings,
  now: Date,
): Promise<Outcome> {
  const [cases, last, inventory] = await Promise.all([
    readCases(store),
    lastJob(store, jobs, settings),
    newestInventory(store, settings.vault, settings.inventory),
  ]);
  const failedTasks = last?.failedTasks ?? 0;
  if (!inventory)
    return {
      findings: undefined,
      inventoryAgeDays: undefined,
      jobId: undefined,
      failedTasks,
      faults: cases.faults,
    };
  const findings: Findings = { objects: 0, inCases: 0, withoutLock: 0, belowFloor: 0, due: 0 };
  const lines = manifestLines(store, settings.vault, inventory, {
    cases,
    judge: judgeAt(now, settings),
    findings,
  });
  const manifest = tellsSomethingNew(inventory, last)
    ? await store.writeLines(manifestKey(settings, inventory), lines)
    : await onlyCounted(lines);
  const jobId = manifest && (await orderRenewal(store, jobs, settings, { inventory, manifest, now }));
  const inventoryAgeDays = (now.getTime() - inventory.begun.getTime()) / DAY_MS;
  return { findings, inventoryAgeDays, jobId, failedTasks, faults: cases.faults };
}

async function readCases(store: Store): Promise<Cases> {
  const files = new Map<string, string>();
  for (const key of await store.keysBelow(CASES)) {
    const stream = await store.read(key);
    if (stream) files.set(key, await textOf(stream));
  }
  return casesOf(files);
}

/** A line for each object that is due, `bucket,key,version`; all objects are counted on the way. */
async function* manifestLines(
  store: Store,
  vault: string,
  inventory: Inventory,
  by: { readonly cases: Cases; readonly judge: Judge; readonly findings: Findings },
): AsyncGenerator<string> {
  const { cases, judge, findings } = by;
  for await (const version of versionsIn(store, inventory)) {
    if (!version.isCurrentObject) continue;
    findings.objects++;
    if (isNamed(cases, decodedKey(version.encodedKey))) {
      findings.inCases++;
      continue;
    }
    const { due, belowFloor, withoutLock } = judge({
      mode: version.lockMode,
      retainUntil: version.retainUntil,
    });
    if (withoutLock) findings.withoutLock++;
    if (belowFloor) findings.belowFloor++;
    if (!due) continue;
    findings.due++;
    yield `${vault},${version.encodedKey},${version.versionId}\n`;
  }
}

async function onlyCounted(lines: AsyncIterable<string>): Promise<undefined> {
  for await (const _line of lines);
  return undefined;
}

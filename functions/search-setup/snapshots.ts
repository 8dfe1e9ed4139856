import { retry } from "es-toolkit/function";
import { delay } from "es-toolkit/promise";
import * as z from "zod";
import type { Cluster } from "./cluster";
import type { Patience } from "./patience";
import type { TakeSnapshot } from "./request";
import { clustersWords } from "./refusal";
import { named } from "./wanted";

const Snapshot = z.object({
  snapshot: z.string(),
  state: z.string(),
  start_time_in_millis: z.number(),
  failures: z.array(z.looseObject({ index: z.string().optional(), reason: z.string() })).default([]),
});
type Snapshot = z.infer<typeof Snapshot>;
const Snapshots = z.object({ snapshots: z.array(Snapshot) });

/** Others in the repository are of people, and stay. */
const OURS = "daily-";

const ANOTHER_UNDER_WAY = "concurrent_snapshot_execution_exception";

const AS_IT_SHOULD = ["IN_PROGRESS", "SUCCESS"];

const DAY_MILLISECONDS = 86_400_000;

/**
 * All indices but the users and their passwords, which no cluster takes over from a snapshot; templates and policies
 * are the set-up's.
 */
const WHAT = { indices: "*,-.opendistro_security*", include_global_state: false };

export interface SnapshotTaken {
  readonly taken: string;
  /** Names of older ones that were removed. */
  readonly removed: readonly string[];
}

/**
 * Takes the day's snapshot, unless it is there, and removes those that are older than `keepDays`.
 * @throws when it is not whole, or not taken in time: nothing is removed then
 */
export async function takeSnapshot(
  cluster: Cluster,
  { repository, keepDays }: Pick<TakeSnapshot, "repository" | "keepDays">,
  now: Date,
  patience: Patience,
): Promise<SnapshotTaken> {
  const today = `${OURS}${now.toISOString().slice(0, 10)}`;
  const path = `/_snapshot/${repository}`;
  await named(`snapshot ${today}`, async () => {
    const there = await found(cluster, `${path}/${today}`);
    const stands = there !== undefined && AS_IT_SHOULD.includes(there.state);
    // A day's second try, after one that failed.
    if (there && !stands) await cluster.delete(`${path}/${today}`);
    if (!stands) await begin(cluster, `${path}/${today}`, patience);
    await untilTaken(cluster, `${path}/${today}`, patience);
  });
  const { snapshots } = Snapshots.parse(await cluster.get(`${path}/${OURS}*`));
  const before = now.getTime() - keepDays * DAY_MILLISECONDS;
  const old = snapshots.filter(
    ({ snapshot, start_time_in_millis: start }) => snapshot !== today && start < before,
  );
  for (const { snapshot } of old)
    await named(`snapshot ${snapshot}`, () => cluster.delete(`${path}/${snapshot}`));
  return { taken: today, removed: old.map(({ snapshot }) => snapshot) };
}

/** OpenSearch Service takes snapshots of its own each hour: a cluster may refuse a second one meanwhile. */
async function begin(cluster: Cluster, path: string, patience: Patience): Promise<void> {
  await retry(() => cluster.put(path, WHAT), {
    delay: patience.lookEveryMilliseconds,
    shouldRetry: (error) =>
      clustersWords(error).startsWith(ANOTHER_UNDER_WAY) && patience.left() > patience.lookEveryMilliseconds,
  });
}

async function untilTaken(cluster: Cluster, path: string, patience: Patience): Promise<void> {
  for (;;) {
    const snapshot = await found(cluster, path);
    if (snapshot?.state === "SUCCESS") return;
    if (snapshot?.state !== "IN_PROGRESS") throw new Error(failureOf(snapshot));
    if (patience.left() < patience.lookEveryMilliseconds)
      throw new Error("not finished in time. It goes on: look at it again by `GET _snapshot/…/_status`");
    await delay(patience.lookEveryMilliseconds);
  }
}

async function found(cluster: Cluster, path: string): Promise<Snapshot | undefined> {
  const answer = await cluster.get(path);
  return answer === undefined ? undefined : Snapshots.parse(answer).snapshots[0];
}

function failureOf(snapshot: Snapshot | undefined): string {
  if (!snapshot) return "it has gone while it was taken";
  const [first] = snapshot.failures;
  const why = first ? `: ${first.index ?? "an index"}: ${first.reason}` : "";
  return `ended as ${snapshot.state}${why}`;
}

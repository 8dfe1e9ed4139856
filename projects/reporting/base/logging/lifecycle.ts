export interface LogLifecycleArgs {
  /** The data stream whose indices are managed: the plugin looks up a backing index by its stream's name. */
  readonly dataStream: string;
  /** Copies of each shard beside the primary, once an index is settled. */
  readonly replicas: 1 | 2;
  /** Days from an index's creation to its deletion; more than the 3 after which it is settled. */
  readonly keepDays: number;
}

/** Name of the policy. */
export const LOG_LIFECYCLE = "service-logs";

/** An index is no longer written then: it is rolled over after one day. */
const SETTLED_DAYS = 3;

/**
 * Index State Management of the logs: a new index each day or at 30 GB, closed to writes and merged after three days,
 * deleted after `keepDays`.
 * @throws when an index would be deleted before it is settled
 */
export function logLifecycle({ dataStream, replicas, keepDays }: LogLifecycleArgs) {
  if (!Number.isInteger(keepDays) || keepDays <= SETTLED_DAYS)
    throw new Error(`keepDays: a whole number above ${SETTLED_DAYS}, got ${keepDays}`);
  const hot = {
    name: "hot",
    actions: [
      // Of a shard, not of the index: recovery and the merge work shard by shard, however many there are.
      { rollover: { min_index_age: "1d", min_primary_shard_size: "30gb" } },
    ],
    transitions: [{ state_name: "settled", conditions: { min_index_age: `${SETTLED_DAYS}d` } }],
  };
  const settled = {
    name: "settled",
    actions: [
      // Before the merge: a line that came in after it would begin a new segment.
      { read_only: {} },
      { force_merge: { max_num_segments: 1 } },
      { replica_count: { number_of_replicas: replicas } },
    ],
    transitions: [{ state_name: "deleted", conditions: { min_index_age: `${keepDays}d` } }],
  };
  const deleted = { name: "deleted", actions: [{ delete: {} }], transitions: [] };
  return {
    [LOG_LIFECYCLE]: {
      description: `Logs of services: a new index each day, settled after ${SETTLED_DAYS} days, deleted after ${keepDays}`,
      default_state: "hot",
      states: [hot, settled, deleted],
      ism_template: [{ index_patterns: [dataStream], priority: 100 }],
    },
  };
}

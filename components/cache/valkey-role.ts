/** What a group is for: what happens in it when memory is full, and what is lost when a node dies, follow from that. */
export type ValkeyRole = "cache" | "store";

interface RoleSettings {
  /** Of which release its parameters are, and the version. */
  readonly family: string;
  readonly engineVersion: string;
  /** What goes when memory is full. */
  readonly evictionPolicy: string;
  /**
   * Where a write is before it is acknowledged: a store's is in a log over several zones. A plain group copies to its
   * replicas only afterwards, and a failover loses what had not got there.
   */
  readonly durability: "sync" | "disabled";
  /** Daily snapshots are kept for so many days. */
  readonly snapshotDays: number;
}

/**
 * By role. A store is ElastiCache's own durability, not MemoryDB: one engine, one kind of user, one set of alarms and one
 * client for both, and the same promise (an acknowledged write is in two zones). It needs Valkey 9.0, cluster mode, TLS and
 * a replica [AWS: Durability in ElastiCache]; snapshots are kept as long as RDS keeps backups.
 */
export const roleSettings: Readonly<Record<ValkeyRole, RoleSettings>> = {
  cache: {
    family: "valkey8",
    engineVersion: "8.2",
    evictionPolicy: "allkeys-lru",
    durability: "disabled",
    snapshotDays: 7,
  },
  store: {
    family: "valkey9",
    engineVersion: "9.0",
    evictionPolicy: "noeviction",
    durability: "sync",
    snapshotDays: 35,
  },
};

/** The machines of a group. */
export interface ValkeyNodes {
  /** Node type, `cache.r7g.large`. */
  readonly nodeType: string;
  /** Parts that the keys are spread over: 1 to 500. More of them is one number, and moves keys while it works. */
  readonly shards: number;
  /** Copies of each shard, each in another zone: 1 to 5, and 2 for three zones. */
  readonly replicas: number;
}

/** Whose nodes can have durability [AWS: Durability limitations]. */
const DURABLE = /^cache\.(r6g|r7g|m6g|m7g|c7gn)\./;

/** What is wrong with the nodes, in one line; nothing where they are sound. */
export function nodesFault(
  role: ValkeyRole,
  { nodeType, shards, replicas }: ValkeyNodes,
): string | undefined {
  if (!/^cache\.[a-z][a-z0-9]*\.[a-z0-9]+$/.test(nodeType))
    return `nodes: a node type such as cache.r7g.large, got ${nodeType}`;
  if (role === "store" && !DURABLE.test(nodeType))
    return `nodes: a store takes nodes of r6g, r7g, m6g, m7g or c7gn alone, which AWS makes durable, got ${nodeType}`;
  if (!Number.isInteger(shards) || shards < 1 || shards > 500) return `nodes: 1 to 500 shards, got ${shards}`;
  return Number.isInteger(replicas) && replicas >= 1 && replicas <= 5
    ? undefined
    : `nodes: 1 to 5 replicas, since a failover needs one, got ${replicas}`;
}

/**
 * What functions/search-setup is called with. A function imports nothing of components, so the shape is said there once
 * more, as what it checks; a test holds the two together.
 */

/** How the function reaches the cluster and signs in as its master user. */
export interface ReachedCluster {
  readonly host: string;
  readonly port: number;
  /** Names of the secrets with the user's name and password. */
  readonly userSecret: string;
  readonly passwordSecret: string;
}

/** A role of the security plugin, in its own words. */
export interface SearchRole {
  readonly cluster_permissions: readonly string[];
  readonly index_permissions: readonly {
    readonly index_patterns: readonly string[];
    readonly allowed_actions: readonly string[];
  }[];
}

/** A policy of Index State Management, in its own words. */
export interface LifecyclePolicy {
  readonly description: string;
  readonly default_state: string;
  readonly states: readonly unknown[];
  readonly ism_template?: readonly unknown[];
}

/** What a cluster holds before anybody writes into it. */
export interface SearchContents {
  /** By their names. */
  readonly roles: Readonly<Record<string, SearchRole>>;
  /** By their ids. */
  readonly policies: Readonly<Record<string, LifecyclePolicy>>;
  /** Composable index templates, by their names. */
  readonly templates: Readonly<Record<string, unknown>>;
  readonly dataStreams: readonly string[];
  /** Indices and the aliases by which they are read. */
  readonly indices: Readonly<Record<string, { readonly aliases: readonly string[] }>>;
}

/** Where the cluster keeps its snapshots in S3. */
export interface SnapshotRepository {
  readonly repository: string;
  readonly bucket: string;
  readonly region: string;
  /** Role in which the cluster reads and writes the bucket. */
  readonly roleArn: string;
}

export interface SetUp extends SearchContents {
  readonly task: "set-up";
  readonly cluster: ReachedCluster;
  readonly region: string;
  readonly users: readonly {
    readonly userSecret: string;
    readonly passwordSecret: string;
    readonly roles: readonly string[];
  }[];
  /** By roles that the security plugin has itself: the IAM roles that have them, too. */
  readonly iamRoles: Readonly<Record<string, readonly string[]>>;
  readonly snapshots: SnapshotRepository;
}

export interface TakeSnapshot {
  readonly task: "snapshot";
  readonly cluster: ReachedCluster;
  readonly region: string;
  readonly repository: string;
  /** Days that a snapshot is kept. */
  readonly keepDays: number;
}

import type { AuroraCapacity } from "./aurora-capacity";

/** What the two engines of Aurora differ in. */
export interface AuroraEngine {
  /** RDS's own word for it. */
  readonly engine: "aurora-postgresql" | "aurora-mysql";
  /** Of its parameters. */
  readonly family: string;
  /** What the name of its parameter group ends with. */
  readonly release: string;
  /** The newest that this is tried with. */
  readonly version: string;
  /** Versions that the parameters are for. */
  readonly versions: { readonly like: RegExp; readonly says: string };
  readonly port: number;
  /** What a cluster writes down; the first is where it says what is wrong. */
  readonly logs: readonly [string, ...string[]];
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** Connections that an instance takes, by what it may grow to. */
  readonly connectionLimit: (capacity: AuroraCapacity) => number;
  /** How a person sees who is connected, and what runs. */
  readonly sessions: { readonly ofWhom: string; readonly doing: string };
}

/**
 * AWS tells the limit for some sizes (1 ACU: 189, 4: 823, 8: 1,669, 16: 3,360, from 32 on: 5,000), which lie on this line;
 * where an instance may shrink to half an ACU or pause, it is 2,000 at most
 * [AWS: Performance and scaling for Aurora Serverless v2].
 */
function postgresConnections({ minAcu, maxAcu }: AuroraCapacity): number {
  const most = minAcu <= 0.5 ? 2000 : 5000;
  return Math.min(Math.round(211.4 * maxAcu - 22.4), most);
}

/** From how many ACUs on, how many connections [AWS: Performance and scaling for Aurora Serverless v2]. */
const mySqlSteps = [
  [192, 6000],
  [128, 5000],
  [64, 4000],
  [32, 3000],
  [16, 2000],
  [8, 1000],
  [4, 135],
] as const;
const MY_SQL_LEAST = 90;

const mySqlConnections = ({ maxAcu }: AuroraCapacity): number =>
  mySqlSteps.find(([acu]) => maxAcu >= acu)?.[1] ?? MY_SQL_LEAST;

/** The newest of 17 that AWS's own CDK names (AuroraPostgresEngineVersion). */
export const postgres17: AuroraEngine = {
  engine: "aurora-postgresql",
  family: "aurora-postgresql17",
  release: "17",
  version: "17.9",
  versions: { like: /^17\.\d+$/, says: "one of PostgreSQL 17" },
  port: 5432,
  // What the engine says, and who could not sign in with a token.
  logs: ["postgresql", "iam-db-auth-error"],
  parameters: [
    { name: "rds.force_ssl", value: "1" },
    { name: "ssl_min_protocol_version", value: "TLSv1.2" },
    { name: "log_lock_waits", value: "1" },
    // Milliseconds: what takes longer is written down.
    { name: "log_min_duration_statement", value: "1000" },
  ],
  connectionLimit: postgresConnections,
  sessions: {
    ofWhom: "select application_name, state, count(*) from pg_stat_activity group by 1, 2",
    doing: "pg_stat_activity",
  },
};

/** The line with long support: until 2028 at least [AWS: Release calendars for Aurora MySQL]. It speaks TLS 1.2 and newer alone. */
export const mySql3: AuroraEngine = {
  engine: "aurora-mysql",
  family: "aurora-mysql8.0",
  release: "8-0",
  version: "8.0.mysql_aurora.3.10.3",
  // 3.04 is the first that forwards writes; below 3.08 nothing here was tried.
  versions: { like: /^8\.0\.mysql_aurora\.3\.(0[89]|[1-9]\d)\.\d+$/, says: "Aurora MySQL 3.08 or newer" },
  port: 3306,
  logs: ["error", "slowquery", "audit", "iam-db-auth-error"],
  parameters: [
    { name: "require_secure_transport", value: "ON" },
    { name: "server_audit_logging", value: "1" },
    // Who came, and who changed rights or tables: not what each statement says, for data is in it.
    { name: "server_audit_events", value: "CONNECT,QUERY_DCL,QUERY_DDL" },
    { name: "slow_query_log", value: "1" },
    // Seconds: what takes longer is written down.
    { name: "long_query_time", value: "1" },
    { name: "log_output", value: "FILE" },
  ],
  connectionLimit: mySqlConnections,
  sessions: {
    ofWhom: "select user, command, count(*) from information_schema.processlist group by 1, 2",
    doing: "show full processlist",
  },
};

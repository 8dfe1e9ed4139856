import type { World } from "../../../functions/search-setup/task";
import { loggingContents } from "../../../projects/reporting/base/logging/contents";
import { reportingContents } from "../../../projects/reporting/base/indices/contents";
import { MASTER, type FakeCluster } from "./fake-cluster";

export const ROUTER = { user: "log-router", password: "Router-of-it_1" };

const FUNCTION_ROLE = "arn:aws:iam::111122223333:role/strongroom-pre-logging-setup";

/** Where secrets are kept, in these tests. */
export const secrets = new Map([
  ["master/user", MASTER.user],
  ["master/password", MASTER.password],
  ["router/user", ROUTER.user],
  ["router/password", ROUTER.password],
]);

const around = {
  cluster: { host: "search.test", port: 443, userSecret: "master/user", passwordSecret: "master/password" },
  region: "eu-west-1",
};

/** What the logging cluster of a stage is set up with. */
export const loggingSetUp = (keepDays = 30) => ({
  task: "set-up",
  ...around,
  ...loggingContents({ replicas: 2, keepDays }),
  users: [{ userSecret: "router/user", passwordSecret: "router/password", roles: ["log-router"] }],
  iamRoles: { manage_snapshots: [FUNCTION_ROLE] },
  snapshots: {
    repository: "strongroom-pre-logging",
    bucket: "strongroom-snapshots-pre-logging",
    region: "eu-west-1",
    roleArn: "arn:aws:iam::111122223333:role/strongroom-pre-logging-snapshots",
  },
});

/** What the reporting cluster of a stage is set up with. */
export const reportingSetUp = (replicas: 1 | 2 = 1) => ({
  task: "set-up",
  ...around,
  ...reportingContents({ indexPrefix: "storage_", replicas }),
  users: [],
  iamRoles: {},
});

export const snapshotRequest = {
  task: "snapshot",
  ...around,
  repository: "strongroom-pre-logging",
  keepDays: 14,
};

/** The function's surroundings, with the cluster at hand. */
export const worldOf = (
  { node }: Pick<FakeCluster, "node">,
  own: Partial<World> = {},
  until = Date.now() + 60_000,
): World => ({
  secret: (name) => {
    const value = secrets.get(name);
    return value === undefined
      ? Promise.reject(new Error(`secret ${name}: not found`))
      : Promise.resolve(value);
  },
  reached: () => ({ node }),
  patience: { lookEveryMilliseconds: 1, left: () => until - Date.now() },
  now: () => new Date("2026-11-21T02:20:00Z"),
  ...own,
});

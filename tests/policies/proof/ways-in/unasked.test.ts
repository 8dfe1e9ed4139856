import { UNKNOWN } from "../../try-rule";
import { MIRROR, VAULT } from "../documents";
import { all, type Change, changing, having, made, without } from "../estate";
import { tryWaysIn, type WayIn } from "../ways-in";

const LOCK = "objects land unlocked";
const EXPIRY = "a lifecycle rule expires objects";
const REPLICATION = "replication copies a deletion, or copies elsewhere";
/** What S3 no longer refuses where the lock is not in compliance mode; the policy refuses it still. */
const itself = (action: string, step: string) => ({ could: [action], says: `nobody in particular: ${step}` });

const retention = (defaultRetention: object): Change =>
  changing("vault-lock", { rule: { defaultRetention } });
const lifecycle = (...rules: readonly object[]): Change =>
  changing("vault-lifecycle", { rules: rules.map((rule) => ({ id: "r", status: "Enabled", ...rule })) });

function expiring(way: string, rule: object, what: string, nearMiss: string, harmless: object): WayIn {
  return {
    way,
    by: lifecycle({ id: "first" }, rule),
    ...itself(EXPIRY, `vault-lifecycle: rule r expires ${what}`),
    nearMiss,
    harmless: lifecycle({ id: "first" }, harmless),
  };
}

function locking(way: string, by: Change, step: string, nearMiss: string, harmless: Change): WayIn {
  return { way, by, ...itself(LOCK, step), nearMiss, harmless };
}

const copying = (rule: object): Change =>
  changing("replication", {
    rules: [
      {
        id: "mirror",
        deleteMarkerReplication: { status: "Disabled" },
        destination: { bucket: `arn:aws:s3:::${MIRROR}` },
        ...rule,
      },
    ],
  });
const second = made("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", {
  bucket: VAULT,
  rule: { defaultRetention: { mode: "COMPLIANCE", days: 180 } },
});

tryWaysIn("without anybody asking", [
  locking(
    "no lock",
    without("vault-lock"),
    "it has 0 default locks",
    "an inline one, as deprecated as it is",
    all(
      without("vault-lock"),
      changing("vault", {
        objectLockConfiguration: { rule: { defaultRetention: { mode: "COMPLIANCE", years: 1 } } },
      }),
    ),
  ),
  locking(
    "two locks",
    having({ second }),
    "it has 2 default locks",
    "an echo of it on the bucket",
    changing("vault", {
      objectLockConfiguration: { rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } },
    }),
  ),
  locking(
    "a lock without a period",
    changing("vault-lock", { rule: undefined }),
    "the mode of its lock is absent, not COMPLIANCE",
    "a lock in years",
    retention({ mode: "COMPLIANCE", years: 1 }),
  ),
  locking(
    "a lock that ends a day early",
    retention({ mode: "COMPLIANCE", days: 179 }),
    "its lock lasts 179 days, not 180 or more",
    "a day late",
    retention({ mode: "COMPLIANCE", days: 181 }),
  ),
  locking(
    "governance mode",
    retention({ mode: "GOVERNANCE", days: 180 }),
    "the mode of its lock is GOVERNANCE, not COMPLIANCE",
    "compliance mode on a bucket for logs",
    having({ logs: made("aws:s3/bucket:Bucket", { bucket: "logs", tags: { "archive:role": "logs" } }) }),
  ),
  locking(
    "a bucket without Object Lock",
    changing("vault", { objectLockEnabled: false }),
    "objectLockEnabled is false",
    "with it, in a region that is not known",
    changing("vault", { region: UNKNOWN }),
  ),
  locking(
    "a bucket of which nobody knows",
    changing("vault", { objectLockEnabled: UNKNOWN }),
    "objectLockEnabled is not known in preview",
    "a name that only vaults have, for a staging bucket that is not one",
    having({
      staging: made("aws:s3/bucket:Bucket", {
        bucket: "staging-archive",
        tags: { "archive:role": "staging" },
      }),
    }),
  ),
  expiring(
    "noncurrent versions a day early",
    { noncurrentVersionExpiration: { noncurrentDays: 179 } },
    "noncurrent versions, with an age in days that is 179",
    "on the day",
    { noncurrentVersionExpiration: { noncurrentDays: 180 } },
  ),
  expiring(
    "noncurrent versions at once",
    { noncurrentVersionExpiration: { newerNoncurrentVersions: 1 } },
    "noncurrent versions, with an age in days that is absent",
    "a day late",
    { noncurrentVersionExpiration: { noncurrentDays: 181 } },
  ),
  expiring(
    "current versions a day early",
    { expiration: { days: 179 } },
    "current versions after 179 days",
    "on the day",
    { expiration: { days: 180 } },
  ),
  expiring(
    "after days that are not known",
    { expiration: { days: UNKNOWN } },
    "current versions after not known in preview days",
    "none, but markers that hide nothing",
    { expiration: { days: 0, date: "", expiredObjectDeleteMarker: true } },
  ),
  expiring(
    "on a date",
    { expiration: { date: "2100-01-01T00:00:00Z" } },
    "objects on a date",
    "on a date, by a rule that is off",
    { status: "Disabled", expiration: { date: "2100-01-01T00:00:00Z" } },
  ),
  expiring(
    "by a tag",
    { filter: { tag: { key: "a", value: "b" } }, expiration: { days: 365 } },
    "objects by their tags",
    "moves by a tag",
    { filter: { tag: { key: "a", value: "b" } }, transitions: [{ days: 1 }] },
  ),
  expiring(
    "by tags and a prefix",
    { filter: { and: { tags: { a: "b" } } }, noncurrentVersionExpiration: { noncurrentDays: 365 } },
    "objects by their tags",
    "by a prefix",
    { filter: { and: { prefix: "a", tags: {} } }, noncurrentVersionExpiration: { noncurrentDays: 365 } },
  ),
  expiring(
    "by tags on a date",
    { filter: { tag: { key: "a" } }, expiration: { date: "2100-01-01T00:00:00Z" } },
    "objects by their tags",
    "off, for the bucket of old",
    { enabled: false, filter: { tag: { key: "a" } }, expiration: { days: 365 } },
  ),
  expiring(
    "with a status that S3 does not know",
    { status: "enabled", expiration: { days: 1 } },
    "current versions after 1 days",
    "without an expiry",
    { status: "enabled" },
  ),
  {
    way: "rules that are not known",
    by: changing("vault-lifecycle", { rules: UNKNOWN }),
    ...itself(EXPIRY, "vault-lifecycle: its rules are not known in preview"),
    nearMiss: "no rules",
    harmless: changing("vault-lifecycle", { rules: undefined }),
  },
  {
    way: "a rule without an id",
    by: changing("vault-lifecycle", { rules: [{}, { expiration: { days: 1 } }] }),
    ...itself(EXPIRY, "vault-lifecycle: rule 2 expires current versions after 1 days"),
    nearMiss: "no lifecycle",
    harmless: without("vault-lifecycle"),
  },
  {
    way: "inline rules, by tags",
    by: all(
      without("vault-lifecycle"),
      changing("vault", {
        lifecycleRules: [
          { id: "r", enabled: true, tags: { a: "b" }, noncurrentVersionExpiration: { days: 365 } },
        ],
      }),
    ),
    ...itself(EXPIRY, "vault: rule r expires objects by their tags"),
    nearMiss: "inline rules",
    harmless: all(
      without("vault-lifecycle"),
      changing("vault", { lifecycleRules: [{ enabled: true, noncurrentVersionExpiration: { days: 365 } }] }),
    ),
  },
  {
    way: "inline rules that are beside a resource of their own",
    by: all(lifecycle({ expiration: { days: 1 } }), changing("vault", { lifecycleRules: [] })),
    ...itself(EXPIRY, "vault-lifecycle: rule r expires current versions after 1 days"),
    nearMiss: "the echo of such rules",
    harmless: changing("vault", { lifecycleRules: [{ id: "r", enabled: true, expiration: { days: 1 } }] }),
  },
  {
    way: "a replication of delete markers",
    by: copying({ deleteMarkerReplication: { status: "Enabled" } }),
    ...itself(REPLICATION, "replication: rule mirror: deleteMarkerReplication is Enabled"),
    nearMiss: "none",
    harmless: copying({}),
  },
  {
    way: "one that does not say",
    by: copying({ deleteMarkerReplication: undefined }),
    ...itself(REPLICATION, "replication: rule mirror: deleteMarkerReplication is absent"),
    nearMiss: "no replication",
    harmless: without("replication"),
  },
  {
    way: "a replication to nowhere",
    by: copying({ destination: { bucket: "arn:aws:s3:::archive-replica-tset-mirror" } }),
    ...itself(
      REPLICATION,
      "replication: rule mirror copies to arn:aws:s3:::archive-replica-tset-mirror, which is no vault of the estate",
    ),
    nearMiss: "a replication to the other vault and back",
    harmless: having({
      back: made("aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
        bucket: MIRROR,
        rules: [
          {
            deleteMarkerReplication: { status: "Disabled" },
            destination: { bucket: `arn:aws:s3:::${VAULT}` },
          },
        ],
      }),
    }),
  },
  {
    way: "replication rules that cannot be read",
    by: changing("replication", { rules: UNKNOWN }),
    ...itself(REPLICATION, "replication: its rules are not known in preview"),
    nearMiss: "no rule",
    harmless: changing("replication", { rules: [] }),
  },
  {
    way: "no vault at all",
    by: (estate) =>
      Object.fromEntries(Object.entries(estate).filter(([, { type }]) => !type.startsWith("aws:s3/"))),
    could: ["to find a vault"],
    says: "nobody knows who: the stacks have no vault",
    nearMiss: "one alone",
    harmless: without("mirror", "replication"),
  },
]);

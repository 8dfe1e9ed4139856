import { archiveComplianceCopy } from "../../../policies/rules/archive-compliance-copy";
import { type Given, tryRule, UNKNOWN } from "../try-rule";

const HOME = "eu-west-1";
const AWAY = "eu-west-2";

function bucket(name: string, region: unknown, tags: object): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name,
    props: { bucket: name, region, tags: { "archive:role": "vault", ...tags } },
  };
}

const vault = (name = "primary", tags: object = {}) => bucket(name, HOME, tags);
const replica = (name = "mirror", region = AWAY) => bucket(name, region, { "archive:role": "replica" });

function lock(of: string, mode: unknown = "COMPLIANCE", name = `${of}-lock`): Given {
  return {
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    name,
    props: { bucket: of, rule: { defaultRetention: { mode, days: 180 } } },
  };
}

function replication(of: string, to: readonly string[], more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: `${of}-replication`,
    props: {
      bucket: of,
      rules: to.map((name) => ({
        status: "Enabled",
        destination: { bucket: name === UNKNOWN ? name : `arn:aws:s3:::${name}` },
      })),
    },
    ...more,
  };
}

function lacks(name: string, region = HOME, copiedTo = "absent", role = "vault"): string {
  return `${name}: its region is ${region}, archive:copied-to is ${copiedTo}, and no copy in another region is locked in COMPLIANCE mode; expected one such copy on a bucket whose archive:role is ${role}`;
}

tryRule(archiveComplianceCopy, {
  remedy:
    "Have S3 copy the vault, or the sibling that its tag archive:copied-to names, to a bucket of the same stack in another region with a default retention in COMPLIANCE mode.",
  accepts: [
    {
      as: "compliant",
      what: "a replica",
      given: [vault(), replica(), lock("mirror"), replication("primary", ["mirror"])],
    },
    {
      as: "compliant",
      what: "one of two replicas",
      given: [
        vault(),
        replica("second"),
        replica(),
        lock("second", "GOVERNANCE"),
        lock("mirror"),
        replication("primary", ["second", "mirror"]),
      ],
    },
    {
      as: "compliant",
      what: "a replica of the sibling",
      given: [
        vault("primary", { "archive:copied-to": "glacier" }),
        vault("glacier"),
        replica(),
        lock("primary"),
        lock("glacier"),
        lock("mirror"),
        replication("glacier", ["mirror"]),
      ],
    },
    {
      as: "compliant",
      what: "the sibling itself, and this one for the sibling",
      given: [
        vault("primary", { "archive:copied-to": "glacier" }),
        bucket("glacier", AWAY, { "archive:copied-to": "primary" }),
        lock("primary"),
        lock("glacier"),
      ],
    },
    {
      as: "compliant",
      what: "a replica of its own, beside a sibling without any",
      given: [
        vault("primary", { "archive:copied-to": "glacier" }),
        bucket("glacier", HOME, { "archive:copied-to": "primary" }),
        replica(),
        lock("mirror"),
        replication("primary", ["mirror"]),
      ],
    },
    {
      as: "compliant",
      what: "a replica that is only being made",
      given: [
        vault(),
        replica(),
        lock("mirror"),
        replication("primary", [UNKNOWN], { from: { rules: ["mirror"] } }),
      ],
    },
    { as: "near miss", what: "a bucket for logs", given: vault("logs", { "archive:role": "logs" }) },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: { ...vault(), type: "aws:s3/bucketV2:BucketV2" },
    },
  ],
  refuses: [
    { what: "a vault alone", given: [vault(), lock("primary")], says: [lacks("primary")] },
    {
      what: "a replica without a lock, beside other locks",
      given: [vault(), replica(), lock("primary"), replication("primary", ["mirror"])],
      says: [lacks("primary")],
    },
    ...["GOVERNANCE", "compliance", UNKNOWN, undefined].map((mode) => ({
      what: `a replica in the mode ${mode}`,
      given: [vault(), replica(), lock("mirror", mode ?? null), replication("primary", ["mirror"])],
      says: [lacks("primary")],
    })),
    {
      what: "a replica with two locks of which one is weak",
      given: [
        vault(),
        replica(),
        lock("mirror"),
        lock("mirror", "GOVERNANCE", "second"),
        replication("primary", ["mirror"]),
      ],
      says: [lacks("primary")],
    },
    {
      what: "a locked bucket in the same region",
      given: [
        vault(),
        bucket("near", HOME, { "archive:role": "logs" }),
        lock("near"),
        replication("primary", ["near"]),
      ],
      says: [lacks("primary")],
    },
    ...[UNKNOWN, 2].map((region) => ({
      what: `a locked bucket in the region ${region}, which says nothing`,
      given: [
        vault(),
        bucket("far", region, { "archive:role": "logs" }),
        lock("far"),
        replication("primary", ["far"]),
      ],
      says: [lacks("primary")],
    })),
    {
      what: "a locked replica in another region that another vault is copied to",
      given: [vault(), vault("glacier"), replica(), lock("mirror"), replication("glacier", ["mirror"])],
      says: [lacks("primary")],
    },
    {
      what: "a bucket that is not in this stack",
      given: [vault(), replication("primary", ["archive-replica-mirror"])],
      says: [lacks("primary")],
    },
    {
      what: "replicas that are only being made, one of them without a lock",
      given: [
        vault(),
        replica(),
        replica("second"),
        lock("mirror"),
        replication("primary", [UNKNOWN], { from: { rules: ["mirror", "second"] } }),
      ],
      says: [lacks("primary")],
    },
    {
      what: "a sibling in the same region, and its replica there",
      given: [
        vault("primary", { "archive:copied-to": "glacier" }),
        vault("glacier"),
        bucket("near", HOME, { "archive:role": "logs" }),
        lock("glacier"),
        lock("near"),
        replication("glacier", ["near"]),
      ],
      says: [lacks("primary", HOME, "glacier"), lacks("glacier")],
    },
    {
      what: "two replicas that are copied to each other, with nothing behind them",
      given: [replica("one", HOME), replica("two"), replication("one", ["two"]), replication("two", ["one"])],
      says: [lacks("one", HOME, "absent", "replica"), lacks("two", AWAY, "absent", "replica")],
    },
  ],
});

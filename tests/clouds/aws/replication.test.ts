import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { configuration, inAccount, OTHER_REGION, refusals, type Step } from "./cases";
import { bucket, key, role, roleArn, versioning } from "./things";

const LOCKED = { objectLockEnabled: true };

const REPLICATED: readonly Step[] = [
  role("replicator", "s3.amazonaws.com"),
  bucket("vault"),
  versioning("vault"),
  bucket("mirror", {}, OTHER_REGION),
  versioning("mirror", "Enabled", OTHER_REGION),
  bucket("plain", {}, OTHER_REGION),
  key("home-key"),
  key("mirror-key", {}, OTHER_REGION),
];

const replication = (
  destination: Properties = {},
  rule: Properties = {},
  more: Properties = {},
): Properties => ({
  bucket: "vault",
  role: roleArn("replicator"),
  rules: [
    {
      id: "all",
      status: "Enabled",
      priority: 0,
      filter: { prefix: "" },
      deleteMarkerReplication: { status: "Disabled" },
      destination: { bucket: "arn:aws:s3:::mirror", ...destination },
      ...rule,
    },
  ],
  ...more,
});

const twoRules = (...rules: readonly Properties[]): Properties => ({
  ...replication(),
  rules: rules.map((rule) => ({
    status: "Enabled",
    destination: { bucket: "arn:aws:s3:::mirror" },
    ...rule,
  })),
});

const kms = { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } };

const on = { status: "Enabled", eventThreshold: { minutes: 15 } };

describe("the simulated AWS: replication", () => {
  refusals([
    {
      what: "a destination that does not exist",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication({ bucket: "arn:aws:s3:::mirrors" }),
      because: /arn:aws:s3:::mirrors does not exist/,
      accepted: replication(),
    },
    {
      what: "a destination by its name",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication({ bucket: "mirror" }),
      because: /\(mirror\) is an invalid ARN/,
      accepted: replication(),
    },
    {
      what: "a destination without versions",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication({ bucket: "arn:aws:s3:::plain" }),
      because: /Destination bucket must have versioning enabled/,
      accepted: replication(),
    },
    {
      what: "a source without versions",
      given: [...REPLICATED, bucket("source")],
      type: token.BUCKET_REPLICATION,
      refused: replication({}, {}, { bucket: "source" }),
      because: /Versioning must be 'Enabled' on the bucket to apply a replication/,
      accepted: replication(),
    },
    {
      what: "a destination without Object Lock for a source that has it",
      given: [...REPLICATED, bucket("locked", LOCKED), bucket("locked-mirror", LOCKED, OTHER_REGION)],
      type: token.BUCKET_REPLICATION,
      refused: replication({}, {}, { bucket: "locked" }),
      because: /Object Lock is enabled on the source bucket/,
      accepted: replication({ bucket: "arn:aws:s3:::locked-mirror" }, {}, { bucket: "locked" }),
    },
    {
      what: "a bucket as its own destination",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication({ bucket: "arn:aws:s3:::vault" }),
      because: /cannot be the same/,
      accepted: replication(),
    },
    {
      what: "a role that does not exist",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication({}, {}, { role: roleArn("nobody") }),
      because: /role\/nobody does not exist/,
      accepted: replication(),
    },
    {
      what: "a replica's key of the source's region",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: (made) =>
        replication({ encryptionConfiguration: { replicaKmsKeyId: made("home-key").outputs["arn"] } }, kms),
      because: /is not in eu-west-2, the region of mirror/,
      accepted: (made) =>
        replication({ encryptionConfiguration: { replicaKmsKeyId: made("mirror-key").outputs["arn"] } }, kms),
    },
    {
      what: "a replica's key without the encrypted objects",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: (made) =>
        replication({ encryptionConfiguration: { replicaKmsKeyId: made("mirror-key").outputs["arn"] } }),
      because: /SseKmsEncryptedObjects must be specified/,
      accepted: replication(),
    },
    {
      what: "encrypted objects without a replica's key",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication({}, kms),
      because: /EncryptionConfiguration must be specified/,
      accepted: replication(),
    },
    {
      what: "time control without metrics",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication({ replicationTime: { status: "Enabled", time: { minutes: 15 } } }),
      because: /Replication Metrics must be enabled/,
      accepted: replication({ replicationTime: { status: "Enabled", time: { minutes: 15 } }, metrics: on }),
    },
    {
      what: "time control of another length",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication({ replicationTime: { status: "Enabled", time: { minutes: 20 } }, metrics: on }),
      because: /time.minutes to be one of 15/,
      accepted: replication({ replicationTime: { status: "Enabled", time: { minutes: 15 } }, metrics: on }),
    },
    {
      what: "delete markers by tag",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication(
        {},
        { filter: { tag: { key: "a", value: "b" } }, deleteMarkerReplication: { status: "Enabled" } },
      ),
      because: /not supported if any Tag filter is specified/,
      accepted: replication({}, { filter: { tag: { key: "a", value: "b" } } }),
    },
    {
      what: "another owner of the replicas who is not named",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: replication({ accessControlTranslation: { owner: "Destination" } }),
      because: /Account must be specified if AccessControlTranslation/,
      accepted: replication({ accessControlTranslation: { owner: "Destination" }, account: "111122223333" }),
    },
    ...["id", "priority"].map((property) => ({
      what: `two rules of one ${property}`,
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: twoRules(
        { id: "all", priority: 0 },
        { id: "rest", priority: 1, [property]: property === "id" ? "all" : 0 },
      ),
      because: /must be unique|duplicate priority/,
      accepted: twoRules({ id: "all", priority: 0 }, { id: "rest", priority: 1 }),
    })),
    {
      what: "a rule with a filter that says nothing of delete markers",
      given: REPLICATED,
      type: token.BUCKET_REPLICATION,
      refused: {
        bucket: "vault",
        role: roleArn("replicator"),
        rules: [
          { status: "Enabled", filter: { prefix: "" }, destination: { bucket: "arn:aws:s3:::mirror" } },
        ],
      },
      because: /DeleteMarkerReplication must be specified/,
      accepted: replication(),
    },
  ]);

  it(
    "replicates to another account that is named",
    inAccount(async (account) => {
      await account.makeAll(REPLICATED);
      const stranger = await account.provider.beside(configuration(OTHER_REGION, "444455556666"));
      await stranger.make(token.BUCKET, "theirs", { bucket: "theirs", objectLockEnabled: true });
      const step = (more: Properties): Step => ({
        type: token.BUCKET_REPLICATION,
        name: "replication",
        inputs: replication({ bucket: "arn:aws:s3:::theirs", ...more }),
      });
      await assert.rejects(
        account.make(step({})),
        /Account must be specified for a destination of another account/,
      );
      await account.make(step({ account: "444455556666" }));
      stranger.stop();
    }),
  );

  it(
    "keeps the versions of a bucket that is replicated",
    inAccount(async (account) => {
      const rule = { type: token.BUCKET_REPLICATION, name: "replication", inputs: replication() };
      await account.makeAll([...REPLICATED, rule]);
      const suspended = { versioningConfiguration: { status: "Suspended" } };
      await assert.rejects(
        account.change("vault-versioning", suspended),
        /A replication configuration is present/,
      );
      await assert.rejects(account.remove("vault-versioning"), /A replication configuration is present/);
      await account.remove("replication");
      await account.remove("vault-versioning");
    }),
  );
});

import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { holds, inAccount, refusals, type Step } from "./cases";
import { bucket, lock, versioning } from "./things";
import type { Properties } from "../../../rehearsal/clouds/catalogue";

const LOCKED = { objectLockEnabled: true };

const object = (name: string, inBucket: string, more: Properties = {}): Step => ({
  type: token.BUCKET_OBJECT,
  name,
  inputs: { bucket: inBucket, key: `${name}.txt`, content: "kept", ...more },
});

describe("the simulated AWS: Object Lock", () => {
  refusals([
    {
      what: "a lock on a bucket without versions",
      given: [bucket("plain"), bucket("vault", LOCKED)],
      type: token.BUCKET_LOCK,
      refused: { bucket: "plain", rule: { defaultRetention: { mode: "COMPLIANCE", days: 1 } } },
      because: /InvalidBucketState: Versioning must be 'Enabled'/,
      accepted: { bucket: "vault", rule: { defaultRetention: { mode: "COMPLIANCE", days: 1 } } },
    },
    {
      what: "a lock while versioning is suspended",
      given: [bucket("plain"), versioning("plain", "Suspended"), bucket("kept"), versioning("kept")],
      type: token.BUCKET_LOCK,
      refused: { bucket: "plain", rule: { defaultRetention: { mode: "COMPLIANCE", days: 1 } } },
      because: /Versioning must be 'Enabled'/,
      accepted: { bucket: "kept", rule: { defaultRetention: { mode: "GOVERNANCE", years: 1 } } },
    },
    {
      what: "days and years together",
      given: [bucket("vault", LOCKED)],
      type: token.BUCKET_LOCK,
      refused: { bucket: "vault", rule: { defaultRetention: { mode: "COMPLIANCE", days: 1, years: 1 } } },
      because: /both days and years/,
      accepted: { bucket: "vault", rule: { defaultRetention: { mode: "COMPLIANCE", years: 1 } } },
    },
    {
      what: "a retention of no length",
      given: [bucket("vault", LOCKED)],
      type: token.BUCKET_LOCK,
      refused: { bucket: "vault", rule: { defaultRetention: { mode: "COMPLIANCE" } } },
      because: /neither days nor years/,
      accepted: { bucket: "vault", rule: { defaultRetention: { mode: "COMPLIANCE", days: 36_500 } } },
    },
    {
      what: "a retention without a mode",
      given: [bucket("vault", LOCKED)],
      type: token.BUCKET_LOCK,
      refused: { bucket: "vault", rule: { defaultRetention: { days: 1 } } },
      because: /has no mode/,
      accepted: { bucket: "vault", objectLockEnabled: "Enabled" },
    },
    {
      what: "a mode that there is not",
      given: [bucket("vault", LOCKED)],
      type: token.BUCKET_LOCK,
      refused: { bucket: "vault", rule: { defaultRetention: { mode: "Compliance", days: 1 } } },
      because: /one of COMPLIANCE, GOVERNANCE/,
      accepted: { bucket: "vault", rule: { defaultRetention: { mode: "COMPLIANCE", days: 1 } } },
    },
    {
      what: "a retention that is too long",
      given: [bucket("vault", LOCKED)],
      type: token.BUCKET_LOCK,
      refused: { bucket: "vault", rule: { defaultRetention: { mode: "COMPLIANCE", days: 36_501 } } },
      because: /in the range \(1 - 36500\)/,
      accepted: { bucket: "vault", rule: { defaultRetention: { mode: "COMPLIANCE", days: 3650 } } },
    },
    {
      what: "to suspend the versions of a locked bucket",
      given: [bucket("vault", LOCKED), bucket("plain")],
      type: token.BUCKET_VERSIONING,
      refused: { bucket: "vault", versioningConfiguration: { status: "Suspended" } },
      because: /InvalidBucketState: An Object Lock configuration is present/,
      accepted: { bucket: "plain", versioningConfiguration: { status: "Suspended" } },
    },
    {
      what: "MFA delete without the device and its code",
      given: [bucket("vault", LOCKED)],
      type: token.BUCKET_VERSIONING,
      refused: { bucket: "vault", versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" } },
      because: /AccessDenied/,
      accepted: {
        bucket: "vault",
        versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" },
        mfa: "arn:aws:iam::111122223333:mfa/root 123456",
      },
    },
    {
      what: "an object with a lock in a bucket without",
      given: [bucket("plain"), bucket("vault", LOCKED)],
      type: token.BUCKET_OBJECT,
      refused: {
        bucket: "plain",
        key: "a",
        objectLockMode: "GOVERNANCE",
        objectLockRetainUntilDate: "2100-01-01T00:00:00Z",
      },
      because: /Bucket is missing Object Lock Configuration/,
      accepted: {
        bucket: "vault",
        key: "a",
        objectLockMode: "GOVERNANCE",
        objectLockRetainUntilDate: "2100-01-01T00:00:00Z",
      },
    },
    {
      what: "an object of two contents",
      given: [bucket("vault")],
      type: token.BUCKET_OBJECT,
      refused: { bucket: "vault", key: "a", content: "a", contentBase64: "YQ==" },
      because: /only one of content, contentBase64 and source/,
      accepted: { bucket: "vault", key: "a", contentBase64: "YQ==" },
    },
    {
      what: "an object with a key for encryption without one",
      given: [bucket("vault")],
      type: token.BUCKET_OBJECT,
      refused: { bucket: "vault", key: "a", serverSideEncryption: "AES256", kmsKeyId: "alias/aws/s3" },
      because: /requires HTTP header x-amz-server-side-encryption : aws:kms/,
      accepted: { bucket: "vault", key: "a", serverSideEncryption: "aws:kms", kmsKeyId: "alias/aws/s3" },
    },
    {
      what: "a lock's mode without its date",
      given: [bucket("vault", LOCKED)],
      type: token.BUCKET_OBJECT,
      refused: { bucket: "vault", key: "a", objectLockMode: "GOVERNANCE" },
      because: /must both be supplied/,
      accepted: { bucket: "vault", key: "a" },
    },
  ]);

  it(
    "never takes enabled versioning back to disabled",
    inAccount(async (account) => {
      await account.makeAll([bucket("plain"), versioning("plain")]);
      const disabled = { versioningConfiguration: { status: "Disabled" } };
      await assert.rejects(account.change("plain-versioning", disabled), /cannot be updated from 'Enabled'/);
      await account.change("plain-versioning", { versioningConfiguration: { status: "Suspended" } });
    }),
  );

  holds([
    {
      what: "a bucket with an object that a program made",
      given: [bucket("plain"), object("letter", "plain")],
      held: "plain",
      because: /BucketNotEmpty/,
      until: ["letter"],
    },
  ]);

  it(
    "does not delete a bucket with objects that were put into it",
    inAccount(async (account) => {
      await account.makeAll([bucket("plain"), bucket("other"), versioning("plain")]);
      account.provider.cloud.put({ bucket: "plain", key: "bag/manifest" });
      await assert.rejects(account.remove("plain"), /BucketNotEmpty/);
      await account.remove("plain-versioning");
      await assert.rejects(account.remove("plain"), /BucketNotEmpty/, "settings take no objects along");
      await account.change("plain", { forceDestroy: true });
      await account.remove("plain");
      assert.deepEqual(account.provider.cloud.objectsIn("plain"), []);
      await account.remove("other");
    }),
  );

  it(
    "does not delete a bucket with locked objects, whatever forceDestroy says",
    inAccount(async (account) => {
      await account.makeAll([
        bucket("vault", { ...LOCKED, forceDestroy: true }),
        bucket("lapsed", { ...LOCKED, forceDestroy: true }),
      ]);
      account.provider.cloud.put({ bucket: "vault", key: "bag", lockedUntil: "2100-01-01T00:00:00.000Z" });
      account.provider.cloud.put({ bucket: "lapsed", key: "bag", lockedUntil: "2020-01-01T00:00:00.000Z" });
      await assert.rejects(account.remove("vault"), /AccessDenied.*object lock.*vault: bag/);
      await account.remove("lapsed");
    }),
  );

  it(
    "locks what is put into a vault for its retention, and its lock configuration's end frees nothing",
    inAccount(async (account) => {
      await account.makeAll([
        bucket("vault", LOCKED),
        lock("vault", { mode: "COMPLIANCE", days: 90 }),
        object("letter", "vault", { forceDestroy: true }),
      ]);
      const { outputs } = account.made("letter");
      assert.equal(outputs["objectLockMode"], "COMPLIANCE");
      const days = (Date.parse(String(outputs["objectLockRetainUntilDate"])) - Date.now()) / 86_400_000;
      assert.ok(days > 89.9 && days < 90.1, String(days));
      await account.remove("vault-lock");
      await assert.rejects(account.remove("letter"), /protected by object lock/);
    }),
  );

  it(
    "lets forceDestroy bypass governance and legal holds, as the provider does",
    inAccount(async (account) => {
      await account.makeAll([
        bucket("vault", LOCKED),
        lock("vault", { mode: "GOVERNANCE", days: 1 }),
        object("kept", "vault"),
        object("forced", "vault", { forceDestroy: true }),
      ]);
      await assert.rejects(account.remove("kept"), /protected by object lock/);
      await account.remove("forced");
    }),
  );
});

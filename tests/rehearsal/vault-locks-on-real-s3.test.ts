import * as assert from "node:assert/strict";
import * as s3 from "@aws-sdk/client-s3";
import {
  byLock,
  byPolicy,
  startVaultOnS3,
  UNPACKED,
  VAULT,
  type Role,
  type VaultOnS3,
  type Version,
} from "../servers/vault-on-s3";

/*
 * The server (versitygw) writes no default lock onto an object: HeadObject shows only a lock that came with the write or
 * by PutObjectRetention, and the first PutObjectRetention may be shorter than the default. AWS differs in both, so neither
 * is asserted here. What holds on both is: no version in a bucket with a default lock can be deleted.
 */

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** A time that S3 gives back as it got it: in whole seconds. */
const ahead = (milliseconds: number) => new Date(Math.floor((Date.now() + milliseconds) / 1000) * 1000);

describe("an archive vault on a real S3 API, by its locks,", function () {
  this.timeout("1m");
  let server: VaultOnS3;
  before(async function () {
    // The first time on a machine the server is built.
    this.timeout("20m");
    server = await startVaultOnS3({ tls: true });
  });
  after(() => server.stop());

  const as = (who: Role | "root") => server.as[who];

  const lockedUntil = (until: Date) =>
    server.object({ ObjectLockMode: "COMPLIANCE", ObjectLockRetainUntilDate: until });
  const deleteVersion = (who: Role | "root", version: Version) =>
    as(who).send(new s3.DeleteObjectCommand(version));
  const head = (version: Version) => as("worker").send(new s3.HeadObjectCommand(version));

  describe("keeps every version", () => {
    /** All ways to write a file without a word of locks. */
    const ways: Readonly<
      Record<string, (Key: string) => Promise<{ readonly VersionId?: string | undefined }>>
    > = {
      put: (Key) => as("worker").send(new s3.PutObjectCommand({ Bucket: VAULT, Key, Body: "first" })),
      "copied from the unpacked bucket": async (Key) => {
        await as("worker").send(new s3.PutObjectCommand({ Bucket: UNPACKED, Key, Body: "first" }));
        const CopySource = `${UNPACKED}/${Key}`;
        return as("worker").send(new s3.CopyObjectCommand({ Bucket: VAULT, Key, CopySource }));
      },
      "uploaded in parts": async (Key) => {
        const at = { Bucket: VAULT, Key };
        const { UploadId } = await as("worker").send(new s3.CreateMultipartUploadCommand(at));
        const upload = { ...at, UploadId };
        const { ETag } = await as("worker").send(
          new s3.UploadPartCommand({ ...upload, PartNumber: 1, Body: "first" }),
        );
        const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
        return as("worker").send(new s3.CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
      },
    };
    for (const [way, write] of Object.entries(ways))
      it(`that was ${way}, without a lock of its own, against everybody`, async () => {
        const at = { Bucket: VAULT, Key: `ways/${way.replaceAll(" ", "-")}` };
        const { VersionId } = await write(at.Key);
        assert.ok(VersionId);
        const version = { ...at, VersionId };
        await assert.rejects(deleteVersion("root", version), byLock);
        await assert.rejects(deleteVersion("break-glass", version), byLock);
        await assert.rejects(deleteVersion("worker", version), byPolicy);
        await assert.rejects(deleteVersion("custodian", version), byPolicy);
        assert.equal(await server.read(version), "first");
      });

    it("by a default lock in compliance mode, for the days that the vault was given", async () => {
      const { ObjectLockConfiguration } = await as("worker").send(
        new s3.GetObjectLockConfigurationCommand({ Bucket: VAULT }),
      );
      assert.equal(ObjectLockConfiguration?.ObjectLockEnabled, "Enabled");
      assert.deepEqual(ObjectLockConfiguration.Rule?.DefaultRetention, { Mode: "COMPLIANCE", Days: 1 });
    });

    it("which a bucket without a lock does not", async () => {
      const at = { Bucket: UNPACKED, Key: "done-with" };
      await as("worker").send(new s3.PutObjectCommand({ ...at, Body: "first" }));
      await as("worker").send(new s3.DeleteObjectCommand(at));
      await assert.rejects(server.read(at), { name: "NoSuchKey" });
    });

    for (const who of ["root", "break-glass"] as const)
      it(`against ${who} with the header that lifts governance locks, and in a batch`, async () => {
        const version = await server.object();
        const { Bucket, ...one } = version;
        await assert.rejects(
          as(who).send(new s3.DeleteObjectCommand({ ...version, BypassGovernanceRetention: true })),
          byLock,
        );
        const { Errors, Deleted } = await as(who).send(
          new s3.DeleteObjectsCommand({
            Bucket,
            Delete: { Objects: [one] },
            BypassGovernanceRetention: true,
          }),
        );
        assert.equal(Deleted, undefined);
        assert.deepEqual(
          Errors?.map(({ Code, VersionId }) => [Code, VersionId]),
          [["AccessDenied", one.VersionId]],
        );
        assert.equal(await server.read(version), "first");
      });

    it("when a file is written anew: the old one can be read, and is as locked as before", async () => {
      const old = await server.object();
      const { Bucket, Key } = old;
      await as("worker").send(new s3.PutObjectCommand({ Bucket, Key, Body: "second" }));
      assert.equal(await server.read({ Bucket, Key }), "second");
      assert.equal(await server.read(old), "first");
      await assert.rejects(deleteVersion("root", old), byLock);
    });

    it("when the break-glass role hides a file, which it can show again", async () => {
      const version = await server.object();
      const { Bucket, Key } = version;
      const marker = await as("break-glass").send(new s3.DeleteObjectCommand({ Bucket, Key }));
      assert.equal(marker.DeleteMarker, true);
      await assert.rejects(server.read({ Bucket, Key }), { name: "NoSuchKey" });
      assert.equal(await server.read(version), "first");
      await assert.rejects(deleteVersion("break-glass", version), byLock);
      assert.ok(marker.VersionId);
      await deleteVersion("break-glass", { Bucket, Key, VersionId: marker.VersionId });
      assert.equal(await server.read({ Bucket, Key }), "first");
    });

    it("until its lock has lapsed: then the break-glass role may delete it, and nobody else", async () => {
      // The server takes a lock of seconds, which the policy refuses on AWS; it stands for one that has run its time.
      const until = ahead(2_000);
      const version = await lockedUntil(until);
      while (new Date() <= until) await new Promise((resolve) => setTimeout(resolve, 100));
      await assert.rejects(deleteVersion("worker", version), byPolicy);
      await assert.rejects(deleteVersion("custodian", version), byPolicy);
      await deleteVersion("break-glass", version);
      await assert.rejects(server.read(version), { name: /^NoSuch(Version|Key)$/ });
    });
  });

  describe("lets a lock only grow", () => {
    const retain = (
      who: Role | "root",
      version: Version,
      Retention: s3.ObjectLockRetention,
      bypass = false,
    ) =>
      as(who).send(
        new s3.PutObjectRetentionCommand({ ...version, Retention, BypassGovernanceRetention: bypass }),
      );
    const until = ahead(10 * DAY_MS);

    for (const who of ["root", "worker", "custodian", "break-glass"] as const) {
      it(`so ${who} cannot shorten it by an hour, with or without the header`, async () => {
        const version = await lockedUntil(until);
        const shorter = { Mode: "COMPLIANCE", RetainUntilDate: new Date(until.getTime() - HOUR_MS) } as const;
        await assert.rejects(retain(who, version, shorter), byLock);
        await assert.rejects(retain(who, version, shorter, true), byLock);
        assert.deepEqual((await head(version)).ObjectLockRetainUntilDate, until);
      });

      it(`so ${who} cannot make it one that can be lifted, not even a longer one`, async () => {
        const version = await lockedUntil(until);
        const weaker = { Mode: "GOVERNANCE", RetainUntilDate: ahead(20 * DAY_MS) } as const;
        await assert.rejects(retain(who, version, weaker), byLock);
        await assert.rejects(retain(who, version, weaker, true), byLock);
        assert.equal((await head(version)).ObjectLockMode, "COMPLIANCE");
      });
    }

    it("so a worker may make it longer by an hour", async () => {
      const version = await lockedUntil(until);
      const longer = new Date(until.getTime() + HOUR_MS);
      await retain("worker", version, { Mode: "COMPLIANCE", RetainUntilDate: longer });
      const { ObjectLockMode, ObjectLockRetainUntilDate } = await head(version);
      assert.deepEqual([ObjectLockMode, ObjectLockRetainUntilDate], ["COMPLIANCE", longer]);
    });
  });
});

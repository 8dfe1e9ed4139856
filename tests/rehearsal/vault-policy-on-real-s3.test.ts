import * as assert from "node:assert/strict";
import * as s3 from "@aws-sdk/client-s3";
import { byPolicy, roles, startVaultOnS3, VAULT, type Role, type VaultOnS3 } from "../servers/vault-on-s3";

/*
 * The server (versitygw) binds its root account by no policy, so what AWS refuses to root by the policy is not asked here.
 * It refuses to suspend versioning by status 400; AWS does by 409, with the same code.
 */

/** Longer than the vault's own lock. */
const soon = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000);

describe("an archive vault on a real S3 API, by its policy,", function () {
  this.timeout("1m");
  let server: VaultOnS3;
  before(async function () {
    // The first time on a machine the server is built.
    this.timeout("20m");
    server = await startVaultOnS3({ tls: true });
  });
  after(() => server.stop());

  const as = (who: Role | "root") => server.as[who];

  it("has a policy of which the server judges all but the locks that writers choose", () => {
    // Those are left to tests/components/vault-policy.test.ts: the server knows no s3:object-lock keys.
    assert.deepEqual(server.judged, [
      "RefusePlainHttp",
      "RefuseDestruction",
      "RefuseReconfiguration",
      "RefusePeoplesWrites",
    ]);
  });

  describe("refuses by its policy", () => {
    const vault = { Bucket: VAULT };
    const lock = new s3.PutObjectLockConfigurationCommand({
      ...vault,
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 1 } },
      },
    });

    /** What all are refused but one. */
    const refusals: Readonly<
      Record<string, { readonly may: Role; readonly ask: (client: s3.S3Client) => Promise<unknown> }>
    > = {
      "to hide a file": {
        may: "break-glass",
        ask: async (client) => {
          const { Bucket, Key } = await server.object();
          await client.send(new s3.DeleteObjectCommand({ Bucket, Key }));
        },
      },
      "to lift a legal hold": {
        may: "break-glass",
        ask: async (client) => {
          const LegalHold = { Status: "OFF" } as const;
          await client.send(new s3.PutObjectLegalHoldCommand({ ...(await server.object()), LegalHold }));
        },
      },
      "to change the default lock": { may: "custodian", ask: (client) => client.send(lock) },
      "to tag the bucket": {
        may: "custodian",
        ask: (client) => client.send(new s3.PutBucketTaggingCommand({ ...vault, Tagging: { TagSet: [] } })),
      },
      "to replace the policy": {
        may: "custodian",
        ask: async (client) => {
          const { Policy } = await client.send(new s3.GetBucketPolicyCommand(vault));
          await client.send(new s3.PutBucketPolicyCommand({ ...vault, Policy }));
        },
      },
    };
    for (const [what, { may, ask }] of Object.entries(refusals))
      it(`${what}, to everybody but the ${may} role`, async () => {
        for (const who of roles) if (who !== may) await assert.rejects(ask(as(who)), byPolicy, who);
        await ask(as(may));
      });

    it("to write, tag or lock a file, to people, who may read it", async () => {
      const version = await server.object();
      const curator = as("curator");
      const { Bucket, Key } = version;
      await assert.rejects(curator.send(new s3.PutObjectCommand({ Bucket, Key, Body: "second" })), byPolicy);
      const Tagging = { TagSet: [] };
      await assert.rejects(curator.send(new s3.PutObjectTaggingCommand({ Bucket, Key, Tagging })), byPolicy);
      const Retention = { Mode: "COMPLIANCE", RetainUntilDate: soon } as const;
      await assert.rejects(
        curator.send(new s3.PutObjectRetentionCommand({ ...version, Retention })),
        byPolicy,
      );
      assert.equal((await curator.send(new s3.GetObjectCommand(version))).ContentLength, 5);
    });

    it("to delete the policy, to workers and break-glass", async () => {
      for (const who of ["worker", "break-glass"] as const)
        await assert.rejects(as(who).send(new s3.DeleteBucketPolicyCommand(vault)), byPolicy);
    });

    it("to suspend versioning, which S3 itself refuses to custodians and root: there is a lock", async () => {
      const suspend = (who: Role | "root") =>
        as(who).send(
          new s3.PutBucketVersioningCommand({ ...vault, VersioningConfiguration: { Status: "Suspended" } }),
        );
      await assert.rejects(suspend("worker"), byPolicy);
      await assert.rejects(suspend("break-glass"), byPolicy);
      await assert.rejects(suspend("custodian"), { name: "InvalidBucketState" });
      await assert.rejects(suspend("root"), { name: "InvalidBucketState" });
    });

    it("to delete the bucket, which S3 itself refuses to break-glass and root: it is not empty", async () => {
      const { Bucket, Key } = await server.object();
      await as("break-glass").send(new s3.DeleteObjectCommand({ Bucket, Key }));
      const remove = (who: Role | "root") => as(who).send(new s3.DeleteBucketCommand(vault));
      await assert.rejects(remove("worker"), byPolicy);
      await assert.rejects(remove("custodian"), byPolicy);
      await assert.rejects(remove("break-glass"), { name: "BucketNotEmpty" });
      await assert.rejects(remove("root"), { name: "BucketNotEmpty" });
    });

    it("everything that comes without TLS", async () => {
      const plain = await startVaultOnS3({ tls: false });
      try {
        for (const who of roles) {
          await assert.rejects(plain.as[who].send(new s3.ListObjectsV2Command(vault)), byPolicy);
          const put = new s3.PutObjectCommand({ ...vault, Key: "file", Body: "first" });
          await assert.rejects(plain.as[who].send(put), byPolicy);
        }
      } finally {
        await plain.stop();
      }
    });
  });

  describe("leaves to the service what it needs", () => {
    it("to find, look at and read a file", async () => {
      const { Bucket, Key } = await server.object();
      const { Contents } = await as("worker").send(new s3.ListObjectsV2Command({ Bucket, Prefix: Key }));
      assert.deepEqual(
        Contents?.map((found) => found.Key),
        [Key],
      );
      assert.equal((await as("worker").send(new s3.HeadObjectCommand({ Bucket, Key }))).ContentLength, 5);
      assert.equal(await server.read({ Bucket, Key }), "first");
    });

    it("to tag a locked file, and to read the tags", async () => {
      const version = await server.object({ ObjectLockMode: "COMPLIANCE", ObjectLockRetainUntilDate: soon });
      const TagSet = [{ Key: "Content-SHA256", Value: "a1b2" }];
      await as("worker").send(new s3.PutObjectTaggingCommand({ ...version, Tagging: { TagSet } }));
      const tags = await as("worker").send(new s3.GetObjectTaggingCommand(version));
      assert.deepEqual(tags.TagSet, TagSet);
    });

    it("to give up an upload in parts", async () => {
      const at = { Bucket: VAULT, Key: "given-up" };
      const { UploadId } = await as("worker").send(new s3.CreateMultipartUploadCommand(at));
      await as("worker").send(new s3.AbortMultipartUploadCommand({ ...at, UploadId }));
    });
  });
});

import * as assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3ServiceException,
  type S3Client,
} from "@aws-sdk/client-s3";
import { s3Store } from "../../functions/retention-keeper/aws";
import { DAY_MS } from "../../functions/retention-keeper/days";
import { keepRetention, type Outcome } from "../../functions/retention-keeper/keep";
import type { Settings } from "../../functions/retention-keeper/settings";
import { FakeJobs } from "../functions/retention-keeper/made-up";
import { startS3Gateway, type S3Gateway } from "../servers/s3-gateway";

const VAULT = "archive-vault-pre-primary-111122223333";
const INVENTORIES = "strongroom-pre-inventories-111122223333";

/** As short as S3 allows: locked for two days, renewed every day. */
const settings: Settings = {
  accountId: "111122223333",
  vault: VAULT,
  inventoryBucket: INVENTORIES,
  inventory: "retention",
  lockDays: 2,
  renewEveryDays: 1,
  floorDays: 1,
  batchRoleArn: "arn:aws:iam::111122223333:role/keeper-batch",
};

const KEPT = "digitised/b1/v1/data/a page, 50% ä+b.tif";
const DELETED = "digitised/b2/v1/data/a.tif";
const HIDDEN = "digitised/b3/v1/data/a.tif";
const LONG = "digitised/b4/v1/data/a.tif";

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
function isRefused(error: unknown): boolean {
  assert.ok(error instanceof S3ServiceException);
  assert.equal(error.$metadata.httpStatusCode, 403);
  return true;
}

/** The versions of a vault as S3 Inventory would list them. */
async function inventoryLines(s3: S3Client): Promise<string> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: VAULT }),
  );
  const lines: (readonly unknown[])[] = DeleteMarkers.map(({ Key = "", VersionId, IsLatest }) => [
    Key,
    VersionId,
    IsLatest,
    true,
    "",
    "",
  ]);
  for (const { Key = "", VersionId, IsLatest } of Versions) {
    const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket: VAULT, Key, VersionId }));
    lines.push([Key, VersionId, IsLatest, false, Retention?.RetainUntilDate?.toISOString(), Retention?.Mode]);
  }
  return lines
    .map(([key, ...cells]) => [VAULT, encodeURIComponent(String(key)), ...cells])
    .map((cells) => cells.map((cell) => `"${String(cell)}"`).join(","))
    .join("\n");
}

async function deliverInventory(s3: S3Client): Promise<void> {
  const folder = `inventory/${VAULT}/retention`;
  const file = `${folder}/data/1.csv.gz`;
  const manifest = {
    creationTimestamp: String(Date.now()),
    fileFormat: "CSV",
    fileSchema: "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, ObjectLockRetainUntilDate, ObjectLockMode",
    files: [{ key: file }],
  };
  const put = (Key: string, Body: string | Buffer) =>
    s3.send(new PutObjectCommand({ Bucket: INVENTORIES, Key, Body }));
  await put(file, gzipSync(`${await inventoryLines(s3)}\n`));
  await put(`${folder}/2026-01-01T01-00Z/manifest.json`, JSON.stringify(manifest));
}

/** Does what S3 Batch Operations does with the keeper's order. */
async function carryOut(s3: S3Client, jobs: FakeJobs): Promise<number> {
  const [job] = jobs.ordered;
  assert.ok(job);
  const { Body, ETag } = await s3.send(
    new GetObjectCommand({ Bucket: INVENTORIES, Key: job.manifest.key, VersionId: job.manifest.versionId }),
  );
  assert.equal(ETag?.replaceAll('"', ""), job.manifest.etag);
  const lines = ((await Body?.transformToString()) ?? "").trimEnd().split("\n");
  for (const line of lines) {
    const [Bucket, key = "", VersionId] = line.split(",");
    const Retention = { Mode: "COMPLIANCE" as const, RetainUntilDate: job.retainUntil };
    await s3.send(
      new PutObjectRetentionCommand({ Bucket, Key: decodeURIComponent(key), VersionId, Retention }),
    );
  }
  return lines.length;
}

describe("retention on a real S3 API", () => {
  let gateway: S3Gateway;
  let s3: S3Client;
  let outcome: Outcome;
  let carriedOut: number;
  const jobs = new FakeJobs();
  const versions = new Map<string, string>();
  const before = new Map<string, Date | undefined>();

  const lockOf = async (Key: string): Promise<Date | undefined> => {
    const VersionId = versions.get(Key);
    const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket: VAULT, Key, VersionId }));
    assert.equal(Retention?.Mode, "COMPLIANCE");
    return Retention.RetainUntilDate;
  };

  /** This server holds to a bucket's default retention, but does not write it on an object as S3 does. */
  const put = async (Key: string, days = settings.lockDays): Promise<void> => {
    const lock = { ObjectLockMode: "COMPLIANCE" as const, ObjectLockRetainUntilDate: inDays(days) };
    const { VersionId = "" } = await s3.send(
      new PutObjectCommand({ Bucket: VAULT, Key, Body: Key, ...lock }),
    );
    versions.set(Key, VersionId);
  };

  global.before(async function () {
    // The first time on a machine the server is built.
    this.timeout(600_000);
    gateway = await startS3Gateway();
    s3 = gateway.client();
    await s3.send(new CreateBucketCommand({ Bucket: INVENTORIES }));
    await s3.send(new CreateBucketCommand({ Bucket: VAULT, ObjectLockEnabledForBucket: true }));
    for (const key of [KEPT, DELETED, HIDDEN]) await put(key);
    await put(LONG, 60);
    await s3.send(new DeleteObjectCommand({ Bucket: VAULT, Key: HIDDEN }));
    for (const key of versions.keys()) before.set(key, await lockOf(key));
    const registered = {
      case: "2026-1",
      reason: "takedown",
      approvedBy: ["R. Rights", "A. Archivist"],
      prefixes: ["digitised/b2/v1/"],
    };
    await s3.send(
      new PutObjectCommand({
        Bucket: INVENTORIES,
        Key: "cases/2026-1.json",
        Body: JSON.stringify(registered),
      }),
    );
    await deliverInventory(s3);
    outcome = await keepRetention(s3Store(s3, INVENTORIES), jobs, settings, new Date());
    carriedOut = await carryOut(s3, jobs);
  });

  global.after(async () => {
    s3?.destroy();
    await gateway?.stop();
  });

  it("is counted as it is", () => {
    assert.deepEqual(outcome.findings, { objects: 3, inCases: 1, withoutLock: 0, belowFloor: 0, due: 1 });
    assert.equal(carriedOut, 1);
  });

  it("is longer for what was due", async () => {
    const [was, is] = [before.get(KEPT), await lockOf(KEPT)];
    assert.ok(was && is);
    // From two days to nine: two of the lock, and seven to spare.
    assert.equal(Math.round((is.getTime() - was.getTime()) / DAY_MS), 7);
  });

  it("is what it was for what a case names, what is hidden, and what is locked for long", async () => {
    for (const key of [DELETED, HIDDEN, LONG]) assert.deepEqual(await lockOf(key), before.get(key));
  });

  it("cannot be shortened or weakened, by the root account either; it can be lengthened", async () => {
    const change = (Mode: "COMPLIANCE" | "GOVERNANCE", days: number) =>
      s3.send(
        new PutObjectRetentionCommand({
          Bucket: VAULT,
          Key: KEPT,
          VersionId: versions.get(KEPT),
          BypassGovernanceRetention: true,
          Retention: { Mode, RetainUntilDate: inDays(days) },
        }),
      );
    await assert.rejects(change("COMPLIANCE", 5), isRefused);
    await assert.rejects(change("GOVERNANCE", 20), isRefused);
    await change("COMPLIANCE", 20);
  });

  it("keeps every version, what a case names and what is hidden too, until it has run out", async () => {
    for (const Key of [KEPT, DELETED, HIDDEN])
      await assert.rejects(
        s3.send(new DeleteObjectCommand({ Bucket: VAULT, Key, VersionId: versions.get(Key) })),
        isRefused,
      );
  });

  it("has manifests of any length, written in parts", async () => {
    const store = s3Store(s3, INVENTORIES);
    const line = `${"k".repeat(1023)}\n`;
    const lines = async function* (count: number) {
      for (let written = 0; written < count; written++) yield line;
    };
    // Parts have 16 MiB.
    const written = await store.writeLines("renewals/long.csv", lines(16 * 1024 + 1));
    const { ContentLength, ETag } = await s3.send(
      new HeadObjectCommand({ Bucket: INVENTORIES, Key: "renewals/long.csv" }),
    );
    assert.deepEqual([ContentLength, ETag], [(16 * 1024 + 1) * 1024, `"${written?.etag}"`]);
    assert.match(written?.etag ?? "", /-2$/);
    assert.equal(await store.writeLines("renewals/none.csv", lines(0)), undefined);
    assert.equal(await store.read("renewals/none.csv"), undefined);
  });
});

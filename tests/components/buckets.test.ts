import * as assert from "node:assert/strict";
import { AccessLogBucket } from "../../components/buckets/access-log-bucket";
import { PrivateBucket, type PrivateBucketArgs } from "../../components/buckets/private-bucket";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import {
  abandonedUploads,
  assertPrivate,
  byKeyOf,
  ENCRYPTION,
  LIFECYCLE,
  policyOf,
  VERSIONING,
} from "./buckets";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

describe("PrivateBucket", () => {
  const make = (others: Partial<PrivateBucketArgs> = {}, preview = false) =>
    runComponent(({ keyArn, logBucket }, opts) => {
      new PrivateBucket(
        "unpacked",
        {
          bucketName: "storage-staging-unpacked",
          role: "staging",
          encryption: { keyArn },
          accessLogs: { bucketName: logBucket },
          versioned: false,
          lifecycleRules: [{ id: "expire-after-30-days", expireAfterDays: 30 }],
          ...others,
        },
        opts,
      );
      return { keyArn };
    }, preview);

  it("is private, encrypted and logged, and says what it is for", async () => {
    const graph = await make();
    assertPrivate(graph, "unpacked", "storage-staging-unpacked");
    assert.deepEqual(graph.one("aws:s3/bucket:Bucket", "unpacked").inputs, {
      bucket: "storage-staging-unpacked",
      tags: { "archive:role": "staging" },
    });
    assert.deepEqual(graph.one("aws:s3/bucketLogging:BucketLogging", "unpacked-access-logs").inputs, {
      bucket: "storage-staging-unpacked",
      targetBucket: "ground-access-logs",
      targetPrefix: "unpacked/",
    });
    assert.deepEqual(graph.one(ENCRYPTION, "unpacked-encryption").inputs["rules"], byKeyOf(graph));
  });

  it("does with its objects what its rules say, and drops abandoned uploads", async () => {
    const all = { status: "Enabled", filter: { prefix: "" } };
    const graph = await make({
      versioned: true,
      lifecycleRules: [
        { id: "expire", expireAfterDays: 30 },
        { id: "cool", standardIaAfterDays: 30 },
        { id: "old-versions", noncurrentExpireAfterDays: 90 },
        { id: "aside", prefix: "tmp/", fadesAfterDays: { standardIa: 30, glacier: 60, expire: 90 } },
      ],
    });
    assert.deepEqual(graph.one(LIFECYCLE, "unpacked-lifecycle").inputs, {
      bucket: "storage-staging-unpacked",
      transitionDefaultMinimumObjectSize: "varies_by_storage_class",
      rules: [
        { id: "expire", ...all, expiration: { days: 30 } },
        { id: "cool", ...all, transitions: [{ days: 30, storageClass: "STANDARD_IA" }] },
        {
          id: "old-versions",
          ...all,
          noncurrentVersionExpiration: { noncurrentDays: 90 },
          expiration: { expiredObjectDeleteMarker: true },
        },
        {
          id: "aside",
          status: "Enabled",
          filter: { prefix: "tmp/" },
          transitions: [
            { days: 30, storageClass: "STANDARD_IA" },
            { days: 60, storageClass: "GLACIER" },
          ],
          expiration: { days: 90 },
        },
        abandonedUploads,
      ],
    });
    assert.deepEqual(graph.one(VERSIONING, "unpacked-versioning").inputs["versioningConfiguration"], {
      status: "Enabled",
    });
  });

  it("has no lifecycle where nothing is asked for", async () => {
    assert.deepEqual((await make({ lifecycleRules: [] })).of(LIFECYCLE), []);
  });

  it("takes further statements, which may name it, and knows its policy in a preview", async () => {
    const graph = await make(
      {
        statements: ({ objects }) => [
          {
            Sid: "Others",
            Effect: "Allow",
            Principal: { AWS: role("reader") },
            Action: ["s3:GetObject"],
            Resource: objects,
          },
        ],
      },
      true,
    );
    assert.equal(hasUnknown(policyOf(graph, "unpacked")), false);
    const read = { action: "s3:GetObject", resource: "arn:aws:s3:::storage-staging-unpacked/object" };
    assert.equal(allows(policyOf(graph, "unpacked"), { ...read, principal: role("reader") }), true);
    assert.equal(allows(policyOf(graph, "unpacked"), { ...read, principal: role("other") }), false);
  });

  it("refuses a name that S3 refuses", async () => {
    await assert.rejects(make({ bucketName: "Storage_Unpacked" }), /"Storage_Unpacked" is not a valid name/);
  });
});

describe("AccessLogBucket", () => {
  let graph: Graph;
  before(async () => {
    graph = await runComponent(
      (_ground, opts) =>
        void new AccessLogBucket(
          "logs",
          { bucketName: "stage-logs", accountId: ACCOUNT, keepDays: 365 },
          opts,
        ),
    );
  });

  it("is private, and keeps its logs for the given days", () => {
    assertPrivate(graph, "logs", "stage-logs");
    assert.deepEqual(graph.one("aws:s3/bucket:Bucket", "logs").inputs["tags"], { "archive:role": "logs" });
    assert.deepEqual(graph.one(LIFECYCLE, "logs-lifecycle").inputs["rules"], [
      { id: "old-logs", status: "Enabled", filter: { prefix: "" }, expiration: { days: 365 } },
      abandonedUploads,
    ]);
  });

  it("is encrypted with S3's own keys: S3 delivers into no other kind, and logs itself nowhere", () => {
    assert.deepEqual(graph.one(ENCRYPTION, "logs-encryption").inputs["rules"], [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    assert.deepEqual(graph.of("aws:s3/bucketLogging:BucketLogging"), []);
  });

  it("takes logs from S3 for buckets of its own account, and from nobody else", () => {
    const put = (principal: string, account: string) =>
      allows(policyOf(graph, "logs"), {
        principal,
        action: "s3:PutObject",
        resource: "arn:aws:s3:::stage-logs/primary/log",
        context: { "aws:SourceAccount": account },
      });
    assert.equal(put("logging.s3.amazonaws.com", ACCOUNT), true);
    assert.equal(put("logging.s3.amazonaws.com", "999988887777"), false);
    assert.equal(put(role("administrator"), ACCOUNT), false);
  });

  it("takes logs from application load balancers of its own account, under its own number alone", () => {
    const put = (account: string, folder = ACCOUNT) =>
      allows(policyOf(graph, "logs"), {
        principal: "logdelivery.elasticloadbalancing.amazonaws.com",
        action: "s3:PutObject",
        resource: `arn:aws:s3:::stage-logs/web/AWSLogs/${folder}/elasticloadbalancing/log`,
        context: { "aws:SourceAccount": account },
      });
    assert.equal(put(ACCOUNT), true);
    assert.equal(put("999988887777"), false);
    assert.equal(put(ACCOUNT, "999988887777"), false);
  });
});

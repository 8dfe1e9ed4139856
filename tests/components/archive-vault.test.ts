import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ArchiveVault, type ArchiveVaultArgs, type Transition } from "../../components/vault/archive-vault";
import { hasUnknown, valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { role, runComponent, type Ground } from "./ground";

const BUCKET = "archive-vault-pre-primary-111122223333";

const masters: Transition = {
  id: "masters",
  storageClass: "GLACIER",
  afterDays: 90,
  only: { prefix: "digitised/", tag: { key: "Content-Type", value: "image/tiff" } },
};

function vault(
  { keyArn, logBucket }: Ground,
  opts: pulumi.ComponentResourceOptions,
  others: Partial<ArchiveVaultArgs> = {},
): ArchiveVault {
  return new ArchiveVault(
    "primary",
    {
      bucketName: BUCKET,
      lockDays: 180,
      keyArn,
      accessLogs: { bucketName: logBucket },
      breakGlassRoleArn: role("break-glass"),
      custodianRoleArns: [role("custodian")],
      peoplesRoleArns: [role("people/*")],
      role: "vault",
      copies: { offsite: "azure:account/container", copiedTo: "archive-vault-pre-glacier-111122223333" },
      transitions: [{ id: "cool", storageClass: "STANDARD_IA", afterDays: 30 }, masters],
      ...others,
    },
    opts,
  );
}

describe("ArchiveVault", () => {
  let graph: Graph;
  let keyArn: string;
  before(async () => {
    graph = await runComponent((ground, opts) => {
      ({ keyArn } = ground);
      const { bucketName, arn } = vault(ground, opts);
      return { bucketName, arn };
    });
  });

  const inputsOf = (type: string, name: string) => graph.one(`aws:s3/${type}`, name).inputs;

  it("is a bucket with Object Lock from its first day, and tells its name and ARN", () => {
    assert.deepEqual(inputsOf("bucket:Bucket", "primary"), {
      bucket: BUCKET,
      objectLockEnabled: true,
      tags: {
        "archive:role": "vault",
        "archive:offsite-copy": "azure:account/container",
        "archive:copied-to": "archive-vault-pre-glacier-111122223333",
      },
    });
    assert.deepEqual(graph.outputs, { bucketName: BUCKET, arn: `arn:aws:s3:::${BUCKET}` });
  });

  it("locks every new object in compliance mode for the given days", () => {
    const lock = graph.one(
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      "primary-lock",
    );
    assert.deepEqual(lock.inputs, {
      bucket: BUCKET,
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 180 } },
    });
    const versioning = graph.one("aws:s3/bucketVersioning:BucketVersioning", "primary-versioning");
    assert.ok(lock.dependsOn.includes(versioning.urn), "S3 locks no bucket that keeps no versions");
  });

  it("keeps every version", () => {
    assert.deepEqual(inputsOf("bucketVersioning:BucketVersioning", "primary-versioning"), {
      bucket: BUCKET,
      versioningConfiguration: { status: "Enabled" },
    });
  });

  it("lets nothing be public, and nobody else own an object", () => {
    assert.deepEqual(
      inputsOf("bucketPublicAccessBlock:BucketPublicAccessBlock", "primary-public-access-block"),
      {
        bucket: BUCKET,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
    );
    assert.deepEqual(inputsOf("bucketOwnershipControls:BucketOwnershipControls", "primary-ownership"), {
      bucket: BUCKET,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  });

  it("encrypts with the given key, by a key of its own for the bucket", () => {
    const type = "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    assert.deepEqual(inputsOf(type, "primary-encryption"), {
      bucket: BUCKET,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        },
      ],
    });
  });

  it("logs every access under its own name", () => {
    assert.deepEqual(inputsOf("bucketLogging:BucketLogging", "primary-access-logs"), {
      bucket: BUCKET,
      targetBucket: "ground-access-logs",
      targetPrefix: "primary/",
    });
  });

  it("moves objects to colder storage, small ones too, and lets none expire that is current", () => {
    const { rules, ...others } = inputsOf(
      "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "primary-lifecycle",
    );
    assert.deepEqual(others, {
      bucket: BUCKET,
      transitionDefaultMinimumObjectSize: "varies_by_storage_class",
    });
    assert.deepEqual(rules, [
      {
        id: "cool",
        status: "Enabled",
        filter: { prefix: "" },
        transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
      },
      {
        id: "masters",
        status: "Enabled",
        filter: { and: { prefix: "digitised/", tags: { "Content-Type": "image/tiff" } } },
        transitions: [{ days: 90, storageClass: "GLACIER" }],
      },
      {
        id: "expire_noncurrent_versions",
        status: "Enabled",
        filter: { prefix: "" },
        noncurrentVersionTransitions: [
          { noncurrentDays: 30, storageClass: "STANDARD_IA" },
          { noncurrentDays: 60, storageClass: "GLACIER" },
        ],
        noncurrentVersionExpiration: { noncurrentDays: 365 },
      },
      {
        id: "abandoned-uploads",
        status: "Enabled",
        filter: { prefix: "" },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });

  it("lets no version expire before its lock ends, however long that is", async () => {
    const locked = await runComponent((ground, opts) => vault(ground, opts, { lockDays: 3650 }));
    const { rules } = locked.one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "primary-lifecycle",
    ).inputs;
    assert.deepEqual(valuesAt({ rules }, "rules[].noncurrentVersionExpiration.noncurrentDays"), [3650]);
  });

  it("is told from the vault that S3 fills, and says of no copies that there are none", async () => {
    const mirror = await runComponent((ground, opts) => vault(ground, opts, { role: "replica", copies: {} }));
    assert.deepEqual(mirror.one("aws:s3/bucket:Bucket", "primary").inputs["tags"], {
      "archive:role": "replica",
    });
  });

  it("protects and retains everything that it is made of", () => {
    const loose = graph.custom.filter(({ protect, retainOnDelete }) => !protect || !retainOnDelete);
    assert.deepEqual(
      loose.map(({ name }) => name),
      [],
    );
    assert.equal(graph.custom.length, 9);
    const component = graph.one("strongroom:vault:ArchiveVault", "primary");
    assert.equal(graph.childrenOf(component).length, 9);
  });

  it("knows its policy and its lock in a preview", async () => {
    const preview = await runComponent((ground, opts) => vault(ground, opts), true);
    const policy = preview.one("aws:s3/bucketPolicy:BucketPolicy", "primary-policy");
    const lock = preview.one(
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      "primary-lock",
    );
    assert.equal(hasUnknown(policy.inputs), false);
    assert.equal(hasUnknown(lock.inputs), false);
  });

  it("refuses to move objects to STANDARD_IA before S3 does, and takes its neighbour", async () => {
    const cool = (afterDays: number) => ({
      transitions: [{ id: "cool", storageClass: "STANDARD_IA", afterDays }] as const,
    });
    await assert.rejects(
      runComponent((ground, opts) => vault(ground, opts, cool(29))),
      { message: "transitions cool: S3 moves nothing to STANDARD_IA before 30 days, got 29" },
    );
    await runComponent((ground, opts) => vault(ground, opts, cool(30)));
  });

  it("refuses a lock of no days, and takes its neighbour", async () => {
    await assert.rejects(
      runComponent((ground, opts) => vault(ground, opts, { lockDays: 0 })),
      /defaultRetention/,
    );
    await runComponent((ground, opts) => vault(ground, opts, { lockDays: 1 }));
  });
});

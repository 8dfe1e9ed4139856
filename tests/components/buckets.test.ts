import * as assert from "node:assert/strict";
import { AccessLogBucket } from "../../components/buckets/access-log-bucket";
import { PrivateBucket, type PrivateBucketArgs } from "../../components/buckets/private-bucket";
import { StateBucket } from "../../components/ground/state-bucket";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph, Registered } from "../graph/graph";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows, refuses, statementsOf } from "./policy-evaluation";

const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

const abandonedUploads = {
  id: "abandoned-uploads",
  status: "Enabled",
  filter: { prefix: "" },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

/** The bucket policy of a graph's only bucket. */
const policyOf = (graph: Graph, name: string) =>
  graph.one("aws:s3/bucketPolicy:BucketPolicy", `${name}-policy`).inputs["policy"];

/** Encryption with the key that the program names in its outputs. */
const byKeyOf = ({ outputs }: Graph) => [
  {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: outputs["keyArn"] },
    bucketKeyEnabled: true,
  },
];

/** What every bucket has, whatever it is for. */
function assertPrivate(graph: Graph, name: string, bucket: string): void {
  const block = graph.one(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    `${name}-public-access-block`,
  );
  assert.deepEqual(block.inputs, {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const ownership = graph.one("aws:s3/bucketOwnershipControls:BucketOwnershipControls", `${name}-ownership`);
  assert.deepEqual(ownership.inputs["rule"], { objectOwnership: "BucketOwnerEnforced" });
  const plain = { principal: role("administrator"), context: { "aws:SecureTransport": "false" } };
  for (const asking of [
    { ...plain, action: "s3:GetObject", resource: `arn:aws:s3:::${bucket}/object` },
    { ...plain, action: "s3:ListBucket", resource: `arn:aws:s3:::${bucket}` },
  ])
    assert.equal(refuses(policyOf(graph, name), asking), true, `${asking.action} without TLS`);
  const itself = graph.one("aws:s3/bucket:Bucket", name);
  assert.deepEqual([itself.protect, itself.retainOnDelete], [true, true]);
  assert.equal("forceDestroy" in itself.inputs, false);
}

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

describe("StateBucket", () => {
  const BUCKET = "arn:aws:s3:::stage-state";
  let graph: Graph;
  before(async () => {
    graph = await runComponent(({ keyArn, logBucket }, opts) => {
      const names = {
        bucketName: "stage-state",
        breakGlassRoleArn: role("break-glass"),
        custodianRoleArns: [role("custodian")],
      };
      new StateBucket("state", { ...names, keyArn, accessLogs: { bucketName: logBucket } }, opts);
      return { keyArn };
    });
  });

  it("is private, encrypted with the given key, and protected in all its parts", () => {
    assertPrivate(graph, "state", "stage-state");
    assert.deepEqual(graph.one(ENCRYPTION, "state-encryption").inputs["rules"], byKeyOf(graph));
    assert.deepEqual(
      graph.custom.filter(({ protect, retainOnDelete }) => !protect || !retainOnDelete),
      [],
    );
  });

  it("keeps every version of a state for a year", () => {
    assert.deepEqual(graph.one(VERSIONING, "state-versioning").inputs["versioningConfiguration"], {
      status: "Enabled",
    });
    assert.deepEqual(graph.one(LIFECYCLE, "state-lifecycle").inputs["rules"], [
      {
        id: "old-versions",
        status: "Enabled",
        filter: { prefix: "" },
        noncurrentVersionExpiration: { noncurrentDays: 365 },
      },
      abandonedUploads,
    ]);
  });

  const refusedTo = (who: string, action: string, resource: string) =>
    refuses(policyOf(graph, "state"), { principal: role(who), action, resource });

  it("lets nobody but the break-glass role end a version or the bucket", () => {
    for (const [action, resource] of [
      ["s3:DeleteObjectVersion", `${BUCKET}/.pulumi/stacks/storage-base/pre.json`],
      ["s3:DeleteBucket", BUCKET],
    ] as const) {
      assert.equal(refusedTo("administrator", action, resource), true, action);
      assert.equal(refusedTo("custodian", action, resource), true, action);
      assert.equal(refusedTo("break-glass", action, resource), false, action);
    }
  });

  it("lets nobody but custodians and break-glass change how it keeps its versions, or its policy", () => {
    for (const action of [
      "s3:PutBucketVersioning",
      "s3:PutLifecycleConfiguration",
      "s3:PutBucketObjectLockConfiguration",
      "s3:PutBucketPolicy",
      "s3:DeleteBucketPolicy",
    ]) {
      assert.equal(refusedTo("administrator", action, BUCKET), true, action);
      for (const who of ["custodian", "break-glass"])
        assert.equal(refusedTo(who, action, BUCKET), false, action);
    }
    assert.equal(refusedTo("administrator", "s3:GetBucketPolicy", BUCKET), false);
  });

  it("refuses only when it is set up: who makes it is no custodian", () => {
    const before = ({ dependsOn }: Registered): readonly Registered[] =>
      graph.custom
        .filter(({ urn }) => dependsOn.includes(urn))
        .flatMap((earlier) => [earlier, ...before(earlier)]);
    const earlier = before(graph.one("aws:s3/bucketPolicy:BucketPolicy", "state-policy"));
    for (const type of [VERSIONING, LIFECYCLE])
      assert.ok(
        earlier.some((resource) => resource.type === type),
        type,
      );
  });

  it("lets Pulumi delete its locks: a delete marker is enough for it", () => {
    const lock = `${BUCKET}/.pulumi/locks/lock.json`;
    const asking = { principal: role("deployer"), action: "s3:DeleteObject", resource: lock };
    assert.equal(refuses(policyOf(graph, "state"), asking), false);
    assert.equal(
      statementsOf(policyOf(graph, "state")).every(({ Effect }) => Effect === "Deny"),
      true,
    );
  });
});

import * as assert from "node:assert/strict";
import type { Graph } from "../graph/graph";
import { role } from "./ground";
import { refuses } from "./policy-evaluation";

export const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
export const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
export const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

export const abandonedUploads = {
  id: "abandoned-uploads",
  status: "Enabled",
  filter: { prefix: "" },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

/** The bucket policy of a graph's only bucket. */
export const policyOf = (graph: Graph, name: string) =>
  graph.one("aws:s3/bucketPolicy:BucketPolicy", `${name}-policy`).inputs["policy"];

/** Encryption with the key that the program names in its outputs. */
export const byKeyOf = ({ outputs }: Graph) => [
  {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: outputs["keyArn"] },
    bucketKeyEnabled: true,
  },
];

/** What every bucket has, whatever it is for. */
export function assertPrivate(graph: Graph, name: string, bucket: string): void {
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

import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../identity/policy";

/** How a bucket's objects are encrypted when the writer says nothing. */
export type Encryption =
  | { readonly keyArn: pulumi.Input<string> }
  /** S3's own keys: S3 delivers access logs into no other kind of bucket [AWS: Enabling server access logging]. */
  | "s3-managed";

/** Where a bucket's access logs go: into a log bucket, under the bucket's own name. */
export interface AccessLogs {
  readonly bucketName: pulumi.Input<string>;
}

export interface BucketGroundArgs {
  readonly encryption: Encryption;
  /** Missing for the log bucket itself. */
  readonly accessLogs: AccessLogs | undefined;
  readonly statements: readonly Statement[];
}

/** What every bucket of the estate has, whatever it is for: nothing public, no ACLs, encrypted, logged, its policy. */
export function bucketGround(
  name: string,
  bucket: s3.Bucket,
  args: BucketGroundArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const block = new s3.BucketPublicAccessBlock(
    `${name}-public-access-block`,
    {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    child,
  );
  new s3.BucketOwnershipControls(
    `${name}-ownership`,
    { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    child,
  );
  new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { bucket: bucket.bucket, rules: [encryptionRule(args.encryption)] },
    child,
  );
  if (args.accessLogs)
    new s3.BucketLogging(
      `${name}-access-logs`,
      { bucket: bucket.bucket, targetBucket: args.accessLogs.bucketName, targetPrefix: `${name}/` },
      child,
    );
  new s3.BucketPolicy(
    `${name}-policy`,
    { bucket: bucket.bucket, policy: policyDocument(args.statements) },
    // S3 refuses two of these settings of one bucket at the same time.
    { ...child, dependsOn: [block] },
  );
}

function encryptionRule(encryption: Encryption) {
  if (encryption === "s3-managed") return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: encryption.keyArn },
    bucketKeyEnabled: true,
  };
}

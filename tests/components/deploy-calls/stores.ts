import { aKey, arnIn, own, text, type Calls, type CallsByType } from "./calls";

/** What is said of a bucket by a resource of its own. */
const ofBucket = (write: string, read: string, remove?: string): Calls => ({
  service: "s3",
  make: write,
  read,
  change: write,
  on: (thing) => [`arn:aws:s3:::${text(thing, "bucket")}`],
  ...(remove === undefined ? {} : { remove }),
});

const ofPool = (make: string, read: string, change: string, remove: string): Calls => ({
  service: "cognito-idp",
  make,
  read,
  change,
  remove,
  on: (_thing, at) => [arnIn("cognito-idp", "userpool/eu-west-1_1", at)],
});

/** What keeps anything: vaults and keys among it. */
export const storesCalls: CallsByType = {
  "aws:cognito/resourceServer:ResourceServer": ofPool(
    "CreateResourceServer",
    "DescribeResourceServer",
    "UpdateResourceServer",
    "DeleteResourceServer",
  ),
  "aws:cognito/userPool:UserPool": ofPool(
    "CreateUserPool SetUserPoolMfaConfig TagResource",
    "DescribeUserPool GetUserPoolMfaConfig ListTagsForResource",
    "UpdateUserPool UntagResource",
    "DeleteUserPool",
  ),
  "aws:cognito/userPoolClient:UserPoolClient": ofPool(
    "CreateUserPoolClient",
    "DescribeUserPoolClient",
    "UpdateUserPoolClient",
    "DeleteUserPoolClient",
  ),
  "aws:cognito/userPoolDomain:UserPoolDomain": ofPool(
    "CreateUserPoolDomain",
    "DescribeUserPoolDomain",
    "UpdateUserPoolDomain",
    "DeleteUserPoolDomain",
  ),
  "aws:dynamodb/resourcePolicy:ResourcePolicy": {
    service: "dynamodb",
    make: "PutResourcePolicy",
    read: "GetResourcePolicy",
    change: "PutResourcePolicy",
    remove: "DeleteResourcePolicy",
    on: (thing) => [text(thing, "resourceArn")],
  },
  "aws:dynamodb/table:Table": {
    service: "dynamodb",
    // With a key it does what the key is for, in the name of whoever makes the table [AWS: How Amazon DynamoDB uses AWS KMS].
    make: `CreateTable TagResource UpdateContinuousBackups UpdateTimeToLive kms:CreateGrant kms:Decrypt kms:Encrypt
      kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo`,
    read: "DescribeTable DescribeContinuousBackups DescribeTimeToLive ListTagsOfResource",
    change: "UpdateTable UntagResource",
    remove: "DeleteTable",
    on: (thing, at) => [...own(thing), aKey(at)],
    uses: "dynamodb",
  },
  "aws:kms/alias:Alias": {
    service: "kms",
    make: "CreateAlias",
    read: "ListAliases",
    change: "UpdateAlias",
    remove: "DeleteAlias",
    on: (thing, at) => [arnIn("kms", text(thing, "name"), at), aKey(at)],
  },
  "aws:kms/key:Key": {
    service: "kms",
    make: "CreateKey TagResource EnableKeyRotation",
    read: "DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags",
    change: "PutKeyPolicy UpdateKeyDescription UntagResource",
    remove: "ScheduleKeyDeletion DisableKey DisableKeyRotation",
  },
  "aws:opensearch/domain:Domain": {
    service: "es",
    make: "CreateDomain AddTags kms:CreateGrant kms:DescribeKey",
    read: "DescribeDomain DescribeDomainConfig DescribeDomainChangeProgress ListTags",
    change: "UpdateDomainConfig UpgradeDomain GetUpgradeStatus RemoveTags",
    remove: "DeleteDomain",
    on: (thing, at) => [...own(thing), aKey(at)],
    uses: "es",
  },
  "aws:s3/bucket:Bucket": ofBucket(
    "CreateBucket PutBucketTagging",
    `ListBucket GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketTagging
      GetBucketWebsite GetBucketRequestPayment`,
    "DeleteBucket",
  ),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket(
    "PutLifecycleConfiguration",
    "GetLifecycleConfiguration",
  ),
  "aws:s3/bucketLogging:BucketLogging": ofBucket("PutBucketLogging", "GetBucketLogging"),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ofBucket(
    "PutBucketObjectLockConfiguration",
    "GetBucketObjectLockConfiguration",
  ),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket(
    "PutBucketOwnershipControls",
    "GetBucketOwnershipControls",
  ),
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket("PutBucketPolicy", "GetBucketPolicy", "DeleteBucketPolicy"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket(
    "PutBucketPublicAccessBlock",
    "GetBucketPublicAccessBlock",
  ),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    ...ofBucket("PutReplicationConfiguration", "GetReplicationConfiguration"),
    passes: [{ role: "role", to: "s3.amazonaws.com" }],
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ofBucket(
    "PutEncryptionConfiguration",
    "GetEncryptionConfiguration",
  ),
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket("PutBucketVersioning", "GetBucketVersioning"),
  "aws:s3/inventory:Inventory": ofBucket("PutInventoryConfiguration", "GetInventoryConfiguration"),
  "aws:secretsmanager/secret:Secret": {
    service: "secretsmanager",
    make: "CreateSecret TagResource",
    // Copies of it in other regions.
    also: ({ inputs }) => (inputs["replicas"] === undefined ? "" : "ReplicateSecretToRegions"),
    read: "DescribeSecret GetResourcePolicy",
    change: "UpdateSecret UntagResource",
    remove: "DeleteSecret",
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    service: "secretsmanager",
    make: "PutResourcePolicy",
    read: "GetResourcePolicy",
    change: "PutResourcePolicy",
    remove: "DeleteResourcePolicy",
    on: (thing) => [text(thing, "secretArn")],
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    service: "secretsmanager",
    make: "PutSecretValue kms:Decrypt kms:GenerateDataKey",
    read: "GetSecretValue",
    change: "UpdateSecretVersionStage",
    on: (thing, at) => [text(thing, "secretId"), aKey(at)],
    uses: "secretsmanager",
  },
};

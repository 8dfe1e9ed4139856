import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { ACCOUNT, configuration, inAccount, OTHER_REGION, refusals } from "./cases";
import { allow, bucket, document, key, lock, role, roleArn } from "./things";
import type { Properties } from "../../../rehearsal/clouds/catalogue";

const LOCKED = { objectLockEnabled: true };

const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

const LOGGING = "aws:s3/bucketLogging:BucketLogging";

const policy = (...statements: readonly Properties[]): Properties => ({
  bucket: "vault",
  policy: document(...statements),
});

const own = { Resource: "arn:aws:s3:::vault/*", Principal: { AWS: roleArn("reader") } };

const encrypted = (sseAlgorithm: string, kmsMasterKeyId: string): Properties => ({
  bucket: "vault",
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId } }],
});

describe("the simulated AWS: policies, keys and logs of buckets", () => {
  const given = [bucket("vault"), role("reader"), key("key"), key("away", {}, OTHER_REGION)];
  refusals([
    {
      what: "a bucket policy for another bucket",
      given,
      type: POLICY,
      refused: policy(allow("s3:GetObject", { ...own, Resource: "arn:aws:s3:::vaults/*" })),
      because: /MalformedPolicy: Policy has invalid resource: arn:aws:s3:::vaults/,
      accepted: policy(allow("s3:GetObject", own)),
    },
    {
      what: "a bucket policy for a role that does not exist",
      given,
      type: POLICY,
      refused: policy(allow("s3:GetObject", { ...own, Principal: { AWS: roleArn("writer") } })),
      because: /MalformedPolicy: Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role\/writer"/,
      accepted: policy(
        allow("s3:GetObject", { ...own, Principal: { AWS: "arn:aws:iam::444455556666:role/writer" } }),
      ),
    },
    {
      what: "a bucket policy with a wildcard in a principal",
      given,
      type: POLICY,
      refused: policy(allow("s3:GetObject", { ...own, Principal: { AWS: roleArn("read*") } })),
      because: /Invalid principal/,
      accepted: policy(allow("s3:GetObject", { ...own, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } })),
    },
    {
      what: "a bucket policy for nobody",
      given,
      type: POLICY,
      refused: policy(allow("s3:GetObject", { Resource: own.Resource })),
      because: /Missing required field Principal/,
      accepted: policy(allow("s3:GetObject", own)),
    },
    {
      what: "a bucket policy about nothing",
      given,
      type: POLICY,
      refused: policy(allow("s3:GetObject", { Principal: own.Principal })),
      because: /Missing required field Resource/,
      accepted: policy(allow("s3:GetObject", own)),
    },
    {
      what: "a bucket policy for no action",
      given,
      type: POLICY,
      refused: policy(allow([], own)),
      because: /Missing required field Action/,
      accepted: policy(allow("s3:*", own)),
    },
    {
      what: "a bucket policy for another service's action",
      given,
      type: POLICY,
      refused: policy(allow("sqs:SendMessage", own)),
      because: /Policy has invalid action: sqs:SendMessage/,
      accepted: policy(allow("s3:Get*", own)),
    },
    {
      what: "an action on buckets for objects alone",
      given,
      type: POLICY,
      refused: policy(allow("s3:ListBucket", own)),
      because: /Action does not apply to any resource/,
      accepted: policy(
        allow(["s3:ListBucket", "s3:GetObject"], {
          ...own,
          Resource: ["arn:aws:s3:::vault", "arn:aws:s3:::vault/*"],
        }),
      ),
    },
    {
      what: "an action on objects for the bucket alone",
      given,
      type: POLICY,
      refused: policy(allow("s3:PutObject", { ...own, Resource: "arn:aws:s3:::vault" })),
      because: /Action does not apply to any resource/,
      accepted: policy(
        allow("s3:PutBucketObjectLockConfiguration", { ...own, Resource: "arn:aws:s3:::vault" }),
      ),
    },
    {
      what: "a bucket policy for everyone while public access is blocked",
      given: [
        ...given,
        {
          type: token.BUCKET_PUBLIC_ACCESS_BLOCK,
          name: "block",
          inputs: { bucket: "vault", blockPublicPolicy: true },
        },
      ],
      type: POLICY,
      refused: policy(allow("s3:GetObject", { ...own, Principal: "*" })),
      because: /AccessDenied.*BlockPublicPolicy/,
      accepted: policy(
        allow("s3:GetObject", {
          ...own,
          Principal: "*",
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        }),
      ),
    },
    {
      what: "a bucket policy of more than 20 KB",
      given,
      type: POLICY,
      refused: policy(
        allow("s3:GetObject", { ...own, Condition: { StringLike: { "aws:x": "x".repeat(20_480) } } }),
      ),
      because: /LimitExceeded.*20480/,
      accepted: policy(
        allow("s3:GetObject", { ...own, Condition: { StringLike: { "aws:x": "x".repeat(20_000) } } }),
      ),
    },
    {
      what: "a bucket policy that is no JSON",
      given,
      type: POLICY,
      refused: { bucket: "vault", policy: "{" },
      because: /not valid JSON/,
      accepted: policy(allow("s3:GetObject", own)),
    },
    {
      what: "a key that does not exist",
      given,
      type: ENCRYPTION,
      refused: encrypted("aws:kms", "alias/archive"),
      because: /alias\/archive does not exist/,
      accepted: encrypted("aws:kms", "alias/aws/s3"),
    },
    {
      what: "a key of another region",
      given,
      type: ENCRYPTION,
      refused: (made) => encrypted("aws:kms", String(made("away").outputs["arn"])),
      because: /is in eu-west-2, not in eu-west-1/,
      accepted: (made) => encrypted("aws:kms", String(made("key").outputs["arn"])),
    },
    {
      what: "a key for encryption without one",
      given,
      type: ENCRYPTION,
      refused: (made) => encrypted("AES256", made("key").id),
      because: /a KMSMasterKeyID is not applicable/,
      accepted: (made) => encrypted("aws:kms", made("key").id),
    },
    {
      what: "logs to a bucket with a default retention",
      given: [...given, bucket("locked", LOCKED), lock("locked"), bucket("logs")],
      type: LOGGING,
      refused: { bucket: "vault", targetBucket: "locked", targetPrefix: "vault/" },
      because: /InvalidTargetBucketForLogging/,
      accepted: { bucket: "vault", targetBucket: "logs", targetPrefix: "vault/" },
    },
    {
      what: "two rules of encryption",
      given,
      type: ENCRYPTION,
      refused: { bucket: "vault", rules: [{ bucketKeyEnabled: true }, { bucketKeyEnabled: false }] },
      because: /exactly one encryption rule, got 2/,
      accepted: { bucket: "vault", rules: [{ bucketKeyEnabled: true }] },
    },
    {
      what: "logs to a bucket of another region",
      given: [...given, bucket("far", {}, OTHER_REGION), bucket("logs")],
      type: LOGGING,
      refused: { bucket: "vault", targetBucket: "far", targetPrefix: "vault/" },
      because: /far is in eu-west-2/,
      accepted: { bucket: "vault", targetBucket: "logs", targetPrefix: "vault/" },
    },
  ]);

  it(
    "refuses logs to a bucket of another account",
    inAccount(async (account) => {
      await account.makeAll([bucket("vault")]);
      const stranger = await account.provider.beside(configuration("eu-west-1", "444455556666"));
      await stranger.make(token.BUCKET, "theirs", { bucket: "theirs" });
      const inputs = { bucket: "vault", targetBucket: "theirs", targetPrefix: "vault/" };
      await assert.rejects(account.make({ type: LOGGING, name: "logging", inputs }), /theirs does not exist/);
      stranger.stop();
    }),
  );

  it(
    "turns a policy given as an object into text, unknown as a whole with anything unknown in it",
    inAccount(async (account) => {
      await account.makeAll(given);
      const statement = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", ...own };
      const inputs = { bucket: "vault", policy: { Version: "2012-10-17", Statement: [statement] } };
      const checked = await account.provider.check(POLICY, "policy", inputs);
      assert.equal(
        checked["policy"],
        `{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Principal":{"AWS":"${roleArn("reader")}"},"Resource":"arn:aws:s3:::vault/*","Sid":"Read"}],"Version":"2012-10-17"}`,
      );
      const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
      const open = {
        bucket: "vault",
        policy: { Version: "2012-10-17", Statement: [{ ...statement, Resource: unknown }] },
      };
      assert.equal((await account.provider.check(POLICY, "policy", open))["policy"], unknown);
    }),
  );
});

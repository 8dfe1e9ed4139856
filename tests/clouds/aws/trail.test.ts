import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, inAccount, OTHER_REGION, refusals, type Inputs, type Step } from "./cases";
import { allow, bucket, document, key, logGroup, role, roleArn, topic, topicArn } from "./things";
import { bucketPolicy, byTrail, fromTrail, ground, SERVICE, trail, TRAIL_ARN, trails } from "./trails";

const keyFor = (name: string, more: Properties = {}, region?: string): Step =>
  key(
    name,
    {
      policy: document(
        allow("kms:*", { Principal: { AWS: ACCOUNT }, Resource: "*" }),
        allow("kms:DescribeKey", { ...byTrail, Resource: "*" }),
        allow("kms:GenerateDataKey*", { ...byTrail, Resource: "*", Condition: fromTrail(), ...more }),
      ),
    },
    region,
  );

const GROUP = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/trail`;
const writes = (of = "trail-writer", resource = `${GROUP}:*`): Step => ({
  type: token.ROLE_POLICY,
  name: `${of}-policy`,
  inputs: {
    role: of,
    name: "write",
    policy: document(allow(["logs:CreateLogStream", "logs:PutLogEvents"], { Resource: resource })),
  },
});
const toLogs = (more: Properties = {}): Properties => ({
  cloudWatchLogsGroupArn: `${GROUP}:*`,
  cloudWatchLogsRoleArn: roleArn("trail-writer"),
  ...more,
});

const logs: readonly Step[] = [logGroup("/trail"), role("trail-writer", SERVICE), writes()];

const encrypted =
  (name: string): Inputs =>
  (made) =>
    trail({ kmsKeyId: made(name).outputs["arn"] });

describe("the simulated AWS: CloudTrail", () => {
  const store = (what: string, because: RegExp, ...given: readonly Step[]) => ({
    what: `a trail ${what}`,
    given: [...ground, bucket("other"), ...given],
    type: token.TRAIL,
    refused: trail({ s3BucketName: "other" }),
    because,
    accepted: trail(),
  });
  const incorrect =
    /InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: other/;
  const five = ["a", "b", "c", "d", "e"].map((letter) => `trail-${letter}`);
  refusals([
    ...["au", "-audit", "audit-", "au..dit", "au dit", "10.0.0.1", "a".repeat(129)].map((name) =>
      trails(`called ${name}`, { name }, /not a valid name: 3 to 128/),
    ),
    trails(
      "whose name the region has",
      {},
      /TrailAlreadyExistsException: the name audit is taken/,
      { name: "audit-2", s3BucketName: "open" },
      [
        { type: token.TRAIL, name: "first", inputs: trail() },
        bucket("open"),
        bucketPolicy("open", { Condition: undefined }),
      ],
    ),
    {
      what: "a sixth trail in a region",
      given: [
        bucket("trail"),
        bucketPolicy("trail", { Condition: undefined }),
        ...five.map((name) => ({ type: token.TRAIL, name, inputs: trail({ name }) })),
      ],
      type: token.TRAIL,
      refused: trail(),
      because: /MaximumNumberOfTrailsExceededException: 111122223333 already has 5 trails in eu-west-1/,
      accepted: { ...trail(), region: OTHER_REGION },
    },
    trails("into no bucket", { s3BucketName: undefined }, /s3BucketName: is required/),
    trails("into a bucket that does not exist", { s3BucketName: "trails" }, /trails does not exist/),
    store("into a bucket without a policy", incorrect),
    store(
      "into a bucket whose list of grants it may not read",
      /s3:GetBucketAcl of arn:aws:s3:::other/,
      bucketPolicy("other", {}, { Principal: { Service: "config.amazonaws.com" } }),
    ),
    store(
      "into a bucket that it may not write",
      /s3:PutObject of/,
      bucketPolicy("other", { Principal: { Service: "config.amazonaws.com" } }),
    ),
    store(
      "into a bucket that takes logs of another account",
      incorrect,
      bucketPolicy("other", { Resource: "arn:aws:s3:::other/AWSLogs/444455556666/*" }),
    ),
    store(
      "into a bucket that takes another trail's logs",
      incorrect,
      bucketPolicy("other", { Condition: fromTrail(`${TRAIL_ARN}-2`) }),
    ),
    store(
      "into a bucket that takes objects of no owner",
      incorrect,
      bucketPolicy("other", { Condition: { StringEquals: { "s3:x-amz-acl": "private" } } }),
    ),
    trails(
      "without a key into a bucket that takes what is encrypted with one",
      { s3BucketName: "strict" },
      /s3:PutObject of arn:aws:s3:::strict/,
      (made) => trail({ s3BucketName: "strict", kmsKeyId: made("key").outputs["arn"] }),
      [
        keyFor("key"),
        bucket("strict"),
        bucketPolicy("strict", {
          Condition: { StringEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
        }),
      ],
    ),
    trails(
      "into a folder that it may not write",
      { s3KeyPrefix: "audit" },
      /s3:PutObject of arn:aws:s3:::trail\/audit\/AWSLogs\/111122223333/,
    ),
    trails("into a folder with a long name", { s3KeyPrefix: "f".repeat(201) }, /at most 200 characters/),
    trails(
      "with a key that does not exist",
      { kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/x` },
      /key\/x does not exist/,
    ),
    trails(
      "with a key by its id",
      (made) => trail({ kmsKeyId: made("key").id }),
      /is an invalid ARN/,
      encrypted("key"),
      [keyFor("key")],
    ),
    trails(
      "with a key that CloudTrail may not use",
      encrypted("closed"),
      /InsufficientEncryptionPolicyException: .* S3 bucket trail or KMS key .*GenerateDataKey/,
      encrypted("key"),
      [keyFor("key"), keyFor("closed", { Principal: { Service: "s3.amazonaws.com" } })],
    ),
    trails(
      "with a key for another trail",
      encrypted("other"),
      /InsufficientEncryptionPolicyException/,
      encrypted("key"),
      [
        keyFor("other", { Condition: fromTrail(`${TRAIL_ARN}-2`) }),
        keyFor("key", {
          Condition: { StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": TRAIL_ARN } },
        }),
      ],
    ),
    trails(
      "with a key that is not where the bucket is",
      encrypted("far"),
      /is in eu-west-2, and must be in the bucket's region, eu-west-1/,
      encrypted("key"),
      [keyFor("key"), keyFor("far", {}, OTHER_REGION)],
    ),
    trails(
      "of all regions that leaves out what is in none",
      { isMultiRegionTrail: true, includeGlobalServiceEvents: false },
      /Multi-Region trail must include global service events/,
      { isMultiRegionTrail: true },
    ),
    trails(
      "to a log group without a role",
      toLogs({ cloudWatchLogsRoleArn: undefined }),
      /cloudWatchLogsRoleArn is missing/,
      toLogs(),
      logs,
    ),
    trails(
      "to a log group without its streams",
      toLogs({ cloudWatchLogsGroupArn: GROUP }),
      /InvalidCloudWatchLogsLogGroupArnException: .* does not end with :\*/,
      toLogs(),
      logs,
    ),
    trails(
      "to a log group that does not exist",
      toLogs({ cloudWatchLogsGroupArn: `${GROUP}s:*` }),
      /\/trails does not exist in eu-west-1/,
      toLogs(),
      logs,
    ),
    trails(
      "to a log group of another region",
      toLogs({ cloudWatchLogsGroupArn: `${GROUP.replace("eu-west-1", OTHER_REGION)}:*` }),
      /does not exist in eu-west-1/,
      toLogs(),
      [...logs, { ...logGroup("/trail"), name: "far", region: OTHER_REGION }],
    ),
    trails(
      "by a role that does not exist",
      toLogs({ cloudWatchLogsRoleArn: roleArn("nobody") }),
      /role\/nobody does not exist/,
      toLogs(),
      logs,
    ),
    trails(
      "by another service's role",
      toLogs({ cloudWatchLogsRoleArn: roleArn("other") }),
      /InvalidCloudWatchLogsRoleArnException: Access denied\. Check the trust relationships/,
      toLogs(),
      [...logs, role("other", "config.amazonaws.com"), writes("other")],
    ),
    trails(
      "by a role that may not write",
      toLogs({ cloudWatchLogsRoleArn: roleArn("other") }),
      /InvalidCloudWatchLogsLogGroupArnException: Access denied\. Check the permissions for your role/,
      toLogs(),
      [...logs, role("other", SERVICE), writes("other", `${GROUP}s:*`)],
    ),
    trails(
      "that tells a topic that does not exist",
      { snsTopicName: "trails" },
      /InsufficientSnsTopicPolicyException: SNS Topic does not exist/,
    ),
    trails(
      "that tells a topic that it may not",
      { snsTopicName: "closed" },
      /the topic policy is incorrect! \(.*:closed\)/,
      { snsTopicName: topicArn("open") },
      [
        topic("closed"),
        topic("open", {
          policy: document(allow("sns:Publish", { ...byTrail, Resource: topicArn("open") })),
        }),
      ],
    ),
  ]);

  it(
    "has the real ARN, its home and its topic, and is replaced for another name alone",
    inAccount(async (account) => {
      await account.makeAll([...ground, ...logs, keyFor("key")]);
      const inputs = {
        ...account.inputs(encrypted("key")),
        ...toLogs(),
        isMultiRegionTrail: true,
        enableLogFileValidation: true,
      };
      const made = await account.make({ type: token.TRAIL, name: "trail", inputs });
      assert.deepEqual([made.id, made.outputs["arn"]], [TRAIL_ARN, TRAIL_ARN]);
      assert.equal(made.outputs["homeRegion"], "eu-west-1");
      assert.equal(made.outputs["snsTopicArn"], "");
      const change = (more: Properties) => account.provider.difference(made, { ...made.inputs, ...more });
      assert.deepEqual((await change({ name: "other" })).replacesList, ["name"]);
      assert.deepEqual((await change({ enableLogging: false })).replacesList, []);
    }),
  );
});

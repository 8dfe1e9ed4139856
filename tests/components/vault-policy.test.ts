import * as assert from "node:assert/strict";
import { vaultStatements } from "../../components/vault/vault-policy";
import { bucketResources } from "../../components/buckets/private-bucket";
import { policyDocument } from "../../components/identity/policy";
import { runProgram } from "../graph/run";
import { role } from "./ground";
import { refuses, type Asking } from "./policy-evaluation";

const BUCKET = "arn:aws:s3:::archive-vault-pre-primary-111122223333";
const OBJECT = `${BUCKET}/space/bag/v1/data/file`;

/** controls.md section 5, set D: what ends an object, or the lock that keeps it. */
const destroying = [
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:BypassGovernanceRetention",
  "s3:PutObjectLegalHold",
  "s3:ReplicateDelete",
  "s3:UpdateObjectEncryption",
  "s3:PutObjectAcl",
  "s3:PutObjectVersionAcl",
];

/** Set R, and of R+ what is asked of a bucket: what changes how it keeps its objects. */
const reconfiguring = [
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketVersioning",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
  "s3:PutBucketPolicy",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketOwnershipControls",
  "s3:PutEncryptionConfiguration",
  "s3:PutIntelligentTieringConfiguration",
  "s3:PutBucketLogging",
  "s3:PutBucketTagging",
  "s3:PutBucketAbac",
  "s3:PutInventoryConfiguration",
  "s3:PauseReplication",
];

const principals = {
  root: "arn:aws:iam::111122223333:root",
  administrator: role("administrator"),
  "a worker": role("storage-prod-bag-unpacker_task_role"),
  "somebody else's role": "arn:aws:iam::999988887777:role/break-glass",
  "an AWS service": "s3.amazonaws.com",
  custodian: role("custodian"),
  "break-glass": role("break-glass"),
  "a role that is called nearly so": role("break-glass-2"),
  "an archivist": role("people/archivist"),
};

describe("the policy of a vault", () => {
  let policy: unknown;
  before(async () => {
    const { outputs } = await runProgram(() => ({
      policy: policyDocument(
        vaultStatements({
          resources: bucketResources(BUCKET.replace("arn:aws:s3:::", "")),
          lockDays: 180,
          breakGlassRoleArn: role("break-glass"),
          custodianRoleArns: [role("custodian")],
          peoplesRoleArns: [role("people/*")],
        }),
      ),
    }));
    ({ policy } = outputs);
  });

  const refusedToWorkers = (asking: Omit<Asking, "principal">) =>
    refuses(policy, { principal: principals["a worker"], ...asking });
  /** Who of all is not refused. */
  const exceptions = (asking: Omit<Asking, "principal">) =>
    Object.entries(principals)
      .filter(([, principal]) => !refuses(policy, { ...asking, principal }))
      .map(([who]) => who);

  for (const action of destroying)
    it(`refuses ${action} to everybody but the break-glass role`, () => {
      assert.deepEqual(exceptions({ action, resource: OBJECT }), ["break-glass"]);
    });

  it("refuses s3:DeleteBucket to everybody but the break-glass role", () => {
    assert.deepEqual(exceptions({ action: "s3:DeleteBucket", resource: BUCKET }), ["break-glass"]);
  });

  for (const action of reconfiguring)
    it(`refuses ${action} to everybody but custodians`, () => {
      assert.deepEqual(exceptions({ action, resource: BUCKET }), ["custodian"]);
    });

  for (const action of ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:PutBucketPolicy"])
    it(`refuses ${action} without TLS to everybody`, () => {
      const context = { "aws:SecureTransport": "false" };
      const resource = /Bucket/.test(action) ? BUCKET : OBJECT;
      assert.deepEqual(exceptions({ action, resource, context }), []);
    });

  for (const action of ["s3:PutObject", "s3:PutObjectRetention"]) {
    const write = (context: Asking["context"]) =>
      refusedToWorkers({ action, resource: OBJECT, ...(context ? { context } : {}) });

    it(`refuses ${action} with a lock of fewer days than the vault's`, () => {
      const days = (remaining: number) => ({
        "s3:object-lock-mode": "COMPLIANCE",
        "s3:object-lock-remaining-retention-days": String(remaining),
      });
      assert.equal(write(days(179)), true);
      assert.equal(write(days(180)), false);
    });

    it(`refuses ${action} with a lock that outlasts the vault's by more than a keeper's days to spare`, () => {
      const days = (remaining: number) => ({
        "s3:object-lock-mode": "COMPLIANCE",
        "s3:object-lock-remaining-retention-days": String(remaining),
      });
      assert.equal(write(days(189)), true);
      assert.equal(write(days(188)), false);
    });

    it(`refuses ${action} with a lock that can be lifted`, () => {
      assert.equal(write({ "s3:object-lock-mode": "GOVERNANCE" }), true);
      assert.equal(write({ "s3:object-lock-mode": "COMPLIANCE" }), false);
    });

    it(`lets ${action} without a lock of its own take the vault's`, () => {
      assert.equal(write({}), false);
    });
  }

  for (const action of ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectRetention"])
    it(`refuses ${action} to people alone, and lets them read (7.4)`, () => {
      const everybodyElse = Object.keys(principals).filter((who) => who !== "an archivist");
      assert.deepEqual(exceptions({ action, resource: OBJECT }), everybodyElse);
      assert.equal(
        refuses(policy, { principal: role("people/archivist"), action: "s3:GetObject", resource: OBJECT }),
        false,
      );
    });

  for (const action of ["s3:GetObject", "s3:PutObjectTagging", "s3:GetObjectTagging"])
    it(`leaves ${action} to permissions: workers read, copy and tag`, () => {
      assert.equal(refusedToWorkers({ action, resource: OBJECT }), false);
    });
});

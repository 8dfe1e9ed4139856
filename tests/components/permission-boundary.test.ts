import * as assert from "node:assert/strict";
import { PermissionBoundary } from "../../components/identity/permission-boundary";
import type { Graph } from "../graph/graph";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

describe("PermissionBoundary", () => {
  let graph: Graph;
  before(async () => {
    graph = await runComponent((_ground, opts) => {
      const { arn } = new PermissionBoundary(
        "stage",
        { policyName: "stage-boundary", regions: ["eu-west-1", "eu-west-2"] },
        opts,
      );
      return { arn };
    });
  });

  const may = (action: string, resource = "*", region = "eu-west-1", more: Record<string, string> = {}) =>
    allows(graph.one("aws:iam/policy:Policy", "stage-policy").inputs["policy"], {
      principal: role("any"),
      action,
      resource,
      context: { "aws:RequestedRegion": region, ...more },
    });

  it("has the name by which all roles find it, and outlasts its stack", () => {
    const { inputs, protect, retainOnDelete } = graph.one("aws:iam/policy:Policy", "stage-policy");
    assert.equal(inputs["name"], "stage-boundary");
    assert.equal(graph.outputs["arn"], `arn:aws:iam::${ACCOUNT}:policy/stage-boundary`);
    assert.deepEqual([protect, retainOnDelete], [true, true]);
  });

  for (const action of [
    "s3:PutObject",
    "s3:GetObjectVersion",
    "sqs:ReceiveMessage",
    "sns:Publish",
    "ecs:RunTask",
    "elasticloadbalancing:ModifyRule",
  ])
    it(`leaves ${action} to a role's own policy`, () => {
      assert.equal(may(action), true);
    });

  it("leaves it to a cluster to remove old snapshots from its own bucket, and nothing from any other", () => {
    const remove = (bucket: string, action = "s3:DeleteObject") =>
      may(action, `arn:aws:s3:::${bucket}/indices/strongroom-snapshots-1`);
    assert.equal(remove(`strongroom-snapshots-pre-reporting-${ACCOUNT}`), true);
    assert.equal(remove(`strongroom-snapshots-pre-reporting-${ACCOUNT}`, "s3:DeleteObjectVersion"), false);
    assert.equal(remove(`strongroom-pre-state-${ACCOUNT}`), false);
    assert.equal(remove(`archive-vault-pre-primary-${ACCOUNT}`), false);
  });

  it("leaves it to AWS Backup to take snapshots, and to programs to sign in to databases, and nobody to end either", () => {
    for (const action of ["rds:CreateDBClusterSnapshot", "backup:CopyIntoBackupVault", "rds-db:connect"])
      assert.equal(may(action), true, action);
    for (const action of ["rds:DeleteDBClusterSnapshot", "rds:ModifyDBCluster", "backup:DeleteRecoveryPoint"])
      assert.equal(may(action), false, action);
  });

  it("lets a role have keys granted to AWS services, and to nobody else", () => {
    const grant = (forService: string) =>
      may("kms:CreateGrant", "*", "eu-west-1", { "kms:GrantIsForAWSResource": forService });
    assert.deepEqual([grant("true"), grant("false")], [true, false]);
    assert.equal(may("kms:CreateGrant"), false);
  });

  it("lets nobody work in another region, but for what is in none", () => {
    assert.equal(may("sqs:SendMessage", "*", "eu-west-2"), true);
    assert.equal(may("sqs:SendMessage", "*", "eu-central-1"), false);
    assert.equal(may("s3:PutObject", "*", "us-east-1"), false);
    assert.equal(may("sts:GetWebIdentityToken", "*", "us-east-1"), true);
    assert.equal(may("iam:PassRole", "*", "us-east-1"), true);
  });

  // controls.md section 5: sets D, R, K, G, E and B, and section 7's first class.
  for (const action of [
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:BypassGovernanceRetention",
    "s3:PutObjectLegalHold",
    "s3:ReplicateDelete",
    "s3:PutBucketPolicy",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutLifecycleConfiguration",
    "kms:ScheduleKeyDeletion",
    "kms:DisableKey",
    "kms:PutKeyPolicy",
    "organizations:LeaveOrganization",
    "logs:DeleteLogGroup",
    "dynamodb:DeleteTable",
    "iam:CreatePolicyVersion",
    "iam:PutRolePolicy",
    "iam:AttachRolePolicy",
    "iam:DeleteRolePermissionsBoundary",
    "lambda:UpdateFunctionCode",
    "sts:AssumeRole",
  ])
    it(`keeps ${action} from every role, whatever its policy says`, () => {
      assert.equal(may(action), false);
    });
});

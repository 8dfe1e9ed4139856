import * as assert from "node:assert/strict";
import { OperatorRoles, type OperatorRolesArgs } from "../../components/identity/operator-roles";
import { deployers } from "../../components/names/names";
import type { Graph } from "../graph/graph";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows, type Asking } from "./policy-evaluation";

const PEOPLE = ["arn:aws:iam::777788889999:user/first", "arn:aws:iam::777788889999:user/second"];
const SUBJECT = "repo:archive/strongroom:environment:pre";
const WORKFLOW = "archive/strongroom/.github/workflows/deploy.yml@refs/heads/main";

const PREVIEW_SUBJECT = "repo:archive/strongroom:pull_request";
const PREVIEW_WORKFLOW = "archive/strongroom/.github/workflows/preview-stage.yml@refs/heads/main";

const IMAGES_SUBJECT = "repo:archive/strongroom:environment:images-pre";
const IMAGES_WORKFLOW = "archive/strongroom/.github/workflows/images.yml@refs/heads/main";

const args: OperatorRolesArgs = {
  stage: "pre",
  accountId: ACCOUNT,
  stateBucketName: "state",
  breakGlassPeople: PEOPLE,
  deployWorkflow: { repositoryId: "1234", subject: SUBJECT, workflowRef: WORKFLOW },
  previewWorkflow: { repositoryId: "1234", subject: PREVIEW_SUBJECT, workflowRef: PREVIEW_WORKFLOW },
  imagesWorkflow: { repositoryId: "1234", subject: IMAGES_SUBJECT, workflowRef: IMAGES_WORKFLOW },
  storageNamespace: "storage-staging",
  regions: ["eu-west-1", "eu-west-2"],
};

const made = (more: Partial<OperatorRolesArgs> = {}) =>
  runComponent((_ground, opts) => {
    new OperatorRoles("operators", { ...args, ...more }, opts);
    return {};
  });

describe("OperatorRoles", () => {
  let graph: Graph;
  before(async () => (graph = await made()));

  const inputs = (short: string) => graph.one("aws:iam/role:Role", `operators-${short}-role`).inputs;
  const takes = (short: string, asking: Omit<Asking, "resource">) =>
    allows(inputs(short)["assumeRolePolicy"], { ...asking, resource: "*" });
  const may = (short: string, action: string, resource: string, context: Record<string, string> = {}) =>
    allows(graph.one("aws:iam/rolePolicy:RolePolicy", `operators-${short}-permissions`).inputs["policy"], {
      principal: role(`strongroom-pre-${short}`),
      action,
      resource,
      context,
    });

  it("names the roles as policies all over the estate do, for an hour at most, within boundaries of their own", () => {
    for (const [short, boundary] of [
      ["break-glass", "operators-boundary"],
      ["custodian", "custodian-boundary"],
      ["site-custodian", "site-custodian-boundary"],
      ["datavault-custodian", "datavault-custodian-boundary"],
      ["platform-custodian", "platform-custodian-boundary"],
      ["deploy", "deploy-boundary"],
      ["site-deploy", "site-deploy-boundary"],
      ["datavault-deploy", "datavault-deploy-boundary"],
      ["platform-deploy", "platform-deploy-boundary"],
      ["images", "images-boundary"],
      ["preview", "preview-boundary"],
    ] as const) {
      assert.equal(inputs(short)["name"], `strongroom-pre-${short}`);
      assert.equal(inputs(short)["maxSessionDuration"], 3600);
      assert.equal(
        inputs(short)["permissionsBoundary"],
        `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-${boundary}`,
      );
    }
    for (const { inputs: boundary, protect, retainOnDelete } of graph.of("aws:iam/policy:Policy"))
      assert.deepEqual([protect, retainOnDelete], [true, true], String(boundary["name"]));
  });

  describe("break-glass", () => {
    const context = { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "60" };
    const action = "sts:AssumeRole";
    it("is taken by the named people with a fresh second factor", () => {
      for (const principal of PEOPLE) assert.ok(takes("break-glass", { principal, action, context }));
    });
    for (const [what, asking] of [
      ["another person", { principal: "arn:aws:iam::777788889999:user/third", action, context }],
      ["a role of the account", { principal: role("strongroom-pre-deploy"), action, context }],
      ["somebody without a second factor", { principal: PEOPLE[0] ?? "", action, context: {} }],
      [
        "somebody whose second factor is old",
        { principal: PEOPLE[0] ?? "", action, context: { ...context, "aws:MultiFactorAuthAge": "3600" } },
      ],
    ] as const)
      it(`is not taken by ${what}`, () => assert.equal(takes("break-glass", asking), false));

    it("takes the steps of a lawful deletion, in vaults of its own stage alone", () => {
      const object = "arn:aws:s3:::archive-vault-pre-primary-1/space/bag/v1/data";
      for (const step of [
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:PutObjectVersionTagging",
        "s3:GetObjectRetention",
      ])
        assert.ok(may("break-glass", step, object), step);
      assert.ok(may("break-glass", "s3:DeleteObjectVersion", object.replace("vault", "replica")));
      assert.ok(may("break-glass", "s3:ListBucketVersions", "arn:aws:s3:::archive-vault-pre-primary-1"));
      assert.ok(
        may("break-glass", "s3:PutObject", `arn:aws:s3:::storage-pre-inventories-${ACCOUNT}/cases/1.json`),
      );
      assert.ok(
        may("break-glass", "s3:PutObject", `arn:aws:s3:::storage-pre-infra-${ACCOUNT}/tmp/deleted_bags/x`),
      );
      assert.ok(
        may(
          "break-glass",
          "dynamodb:PutItem",
          `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/pre_deleted_bags`,
        ),
      );
      assert.equal(may("break-glass", "s3:DeleteObjectVersion", object.replace("-pre-", "-pro-")), false);
      assert.equal(may("break-glass", "s3:PutObject", object), false);
      assert.equal(may("break-glass", "s3:PutObjectRetention", object), false);
      assert.equal(may("break-glass", "s3:BypassGovernanceRetention", object), false);
      assert.equal(
        may("break-glass", "s3:PutBucketPolicy", "arn:aws:s3:::archive-vault-pre-primary-1"),
        false,
      );
    });

    it("uses keys through S3, DynamoDB and Secrets Manager alone", () => {
      const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
      const allowed = (service: string) =>
        may("break-glass", "kms:Decrypt", key, { "kms:ViaService": service });
      assert.ok(allowed("s3.eu-west-1.amazonaws.com"));
      assert.ok(allowed("secretsmanager.eu-west-1.amazonaws.com"));
      assert.equal(allowed("lambda.eu-west-1.amazonaws.com"), false);
    });
  });

  const GITHUB = "token.actions.githubusercontent.com";
  const byWorkflow = {
    principal: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}`,
    action: "sts:AssumeRoleWithWebIdentity",
  };
  const claims = (sub: string, workflowRef: string): Record<string, string> => ({
    [`${GITHUB}:aud`]: "sts.amazonaws.com",
    [`${GITHUB}:sub`]: sub,
    [`${GITHUB}:repository_id`]: "1234",
    [`${GITHUB}:job_workflow_ref`]: workflowRef,
  });
  const workflows = {
    deploy: claims(SUBJECT, WORKFLOW),
    preview: claims(PREVIEW_SUBJECT, PREVIEW_WORKFLOW),
    images: claims(IMAGES_SUBJECT, IMAGES_WORKFLOW),
  };

  for (const [short, own] of Object.entries(workflows))
    describe(`${short}, as a workflow takes it`, () => {
      it("is taken by the one workflow", () => assert.ok(takes(short, { ...byWorkflow, context: own })));

      it("is not taken by the other one", () => {
        const other = short === "deploy" ? workflows.preview : workflows.deploy;
        assert.equal(takes(short, { ...byWorkflow, context: other }), false);
      });

      for (const [claim, other] of [
        ["aud", "https://github.com/archive"],
        ["sub", "repo:archive/strongroom:ref:refs/heads/main"],
        ["repository_id", "12345"],
        ["job_workflow_ref", "archive/strongroom/.github/workflows/preview.yml@refs/pull/7/merge"],
      ] as const)
        it(`is not taken with another ${claim}, nor without one`, () => {
          const key = `${GITHUB}:${claim}`;
          assert.equal(takes(short, { ...byWorkflow, context: { ...own, [key]: other } }), false);
          const { [key]: _, ...without } = own;
          assert.equal(takes(short, { ...byWorkflow, context: without }), false);
        });
    });

  describe("deploy", () => {
    it("becomes the custodian and keeps the state, and touches no vault", () => {
      assert.ok(may("deploy", "sts:AssumeRole", role("strongroom-pre-custodian")));
      assert.equal(may("deploy", "sts:AssumeRole", role("strongroom-pre-break-glass")), false);
      assert.ok(may("deploy", "s3:PutObject", "arn:aws:s3:::state/.pulumi/stacks/storage-base/pre.json"));
      assert.equal(may("deploy", "s3:PutBucketPolicy", "arn:aws:s3:::archive-vault-pre-primary-1"), false);
    });
  });

  for (const short of deployers.filter((each) => each !== "deploy"))
    it(`lets the deploys alone become ${short}`, () => {
      const by = (principal: string) => takes(short, { principal, action: "sts:AssumeRole" });
      assert.ok(by(role("strongroom-pre-deploy")));
      assert.ok(may("deploy", "sts:AssumeRole", role(`strongroom-pre-${short}`)));
      for (const other of ["break-glass", "preview", ...deployers].filter((each) => each !== "deploy")) {
        assert.equal(by(role(`strongroom-pre-${other}`)), false, other);
        if (other !== "break-glass" && other !== "preview")
          assert.equal(may(other, "sts:AssumeRole", role(`strongroom-pre-${short}`)), false, other);
      }
      assert.equal(by(PEOPLE[0] ?? ""), false);
    });

  describe("custodian", () => {
    it("changes settings of vaults and policies of keys, and deletes nothing", () => {
      const vault = "arn:aws:s3:::archive-vault-pre-primary-1";
      assert.ok(may("custodian", "s3:PutBucketPolicy", vault));
      assert.ok(may("custodian", "kms:PutKeyPolicy", `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`));
      for (const action of [
        "s3:DeleteObjectVersion",
        "s3:DeleteBucket",
        "s3:PutObject",
        "s3:DeleteBucketPolicy",
      ])
        assert.equal(
          may("custodian", action, action.includes("Object") ? `${vault}/key` : vault),
          false,
          action,
        );
      assert.equal(
        may("custodian", "kms:ScheduleKeyDeletion", `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`),
        false,
      );
    });
  });

  describe("boundaries", () => {
    const within = (short: string, who: string, action: string, region: string) =>
      allows(graph.one("aws:iam/policy:Policy", `operators-${short}-policy`).inputs["policy"], {
        principal: role(`strongroom-pre-${who}`),
        action,
        resource: "arn:aws:s3:::archive-vault-pre-primary-1",
        context: { "aws:RequestedRegion": region },
      });

    it("have each their own: what one role may is no part of another's", () => {
      assert.equal(within("deploy-boundary", "deploy", "sqs:CreateQueue", "eu-west-1"), true);
      assert.equal(within("custodian-boundary", "custodian", "sqs:CreateQueue", "eu-west-1"), false);
      assert.equal(within("deploy-boundary", "deploy", "s3:PutBucketPolicy", "eu-west-1"), false);
      assert.equal(within("custodian-boundary", "custodian", "s3:PutBucketPolicy", "eu-west-1"), true);
      assert.equal(within("custodian-boundary", "custodian", "s3:DeleteBucket", "eu-west-1"), false);
      assert.equal(within("boundary", "break-glass", "s3:PutBucketPolicy", "eu-west-1"), false);
      assert.equal(within("boundary", "break-glass", "s3:ListBucketVersions", "eu-west-1"), true);
      assert.equal(within("preview-boundary", "preview", "s3:PutBucketPolicy", "eu-west-1"), false);
    });

    it("hold all to the stage's regions but break-glass, which must not fail for where it works", () => {
      for (const region of ["eu-west-1", "eu-west-2"])
        assert.equal(within("custodian-boundary", "custodian", "s3:PutBucketPolicy", region), true, region);
      assert.equal(within("custodian-boundary", "custodian", "s3:PutBucketPolicy", "eu-central-1"), false);
      assert.equal(within("boundary", "break-glass", "s3:ListBucket", "eu-central-1"), true);
      assert.equal(within("deploy-boundary", "deploy", "sqs:CreateQueue", "eu-central-1"), false);
      assert.equal(within("preview-boundary", "preview", "s3:GetBucketPolicy", "eu-west-2"), true);
      assert.equal(within("preview-boundary", "preview", "s3:GetBucketPolicy", "eu-central-1"), false);
    });
  });

  it("lets deploys and previews into us-east-1 for what CloudFront takes from there, and for nothing else", () => {
    const there = (short: string, action: string, region = "us-east-1") =>
      allows(graph.one("aws:iam/policy:Policy", `operators-${short}-boundary-policy`).inputs["policy"], {
        principal: role(`strongroom-pre-${short}`),
        action,
        resource: "*",
        context: { "aws:RequestedRegion": region },
      });
    for (const [short, action] of [
      ["custodian", "acm:RequestCertificate"],
      ["custodian", "kms:CreateKey"],
      ["custodian", "kms:PutKeyPolicy"],
      ["custodian", "sns:CreateTopic"],
      ["deploy", "wafv2:CreateWebACL"],
      ["deploy", "cloudwatch:PutMetricAlarm"],
      ["deploy", "logs:CreateLogDelivery"],
      ["preview", "acm:DescribeCertificate"],
      ["preview", "sns:GetTopicAttributes"],
    ] as const) {
      assert.equal(there(short, action), true, action);
      assert.equal(there(short, action, "eu-central-1"), false, action);
    }
    for (const [short, action] of [
      ["custodian", "s3:CreateBucket"],
      ["custodian", "rds:CreateDBCluster"],
      ["custodian", "kms:Decrypt"],
      ["custodian", "kms:CreateGrant"],
      ["custodian", "logs:CreateLogGroup"],
      ["custodian", "lambda:CreateFunction"],
      ["deploy", "sqs:CreateQueue"],
      ["deploy", "lambda:CreateFunction"],
      ["deploy", "cloudwatch:PutDashboard"],
      ["preview", "dynamodb:DescribeTable"],
    ] as const)
      assert.equal(there(short, action), false, action);
    assert.equal(there("custodian", "iam:GetRole"), true);
  });

  it("refuses a single person, also when named twice", async () => {
    for (const breakGlassPeople of [[], PEOPLE.slice(0, 1), [PEOPLE[0] ?? "", PEOPLE[0] ?? ""]])
      await assert.rejects(made({ breakGlassPeople }), /breakGlassPeople: at least 2 people are needed/);
  });
});

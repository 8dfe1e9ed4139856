import * as assert from "node:assert/strict";
import { rightsOf } from "../../components/identity/deployers/deployer";
import { platformDeploy } from "../../components/identity/deployers/platform-deploy/tables";
import { regionGuards } from "../../components/identity/region-guard";
import { arn, document, ESCALATIONS, PRE } from "./deployed-rights";
import { ACCOUNT, role } from "./ground";
import { allows } from "./policy-evaluation";

const { itself, policies, boundary } = rightsOf(platformDeploy, PRE);
const all = document([...itself, ...Object.values(policies).flat()]);
const may = (action: string, resource: string, context: Record<string, string> = {}) =>
  allows(all, { principal: role("strongroom-pre-platform-deploy"), action, resource, context });

const within = (name: string) => ({
  "iam:PermissionsBoundary": `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-${name}`,
});
const CONTROL = role("strongroom-pre-platform-control");
const PODS = role("strongroom-pre-platform-pods-catalogue");

describe("what deploys do to the platform's app stack", () => {
  for (const [action, resource] of [
    ["eks:UpdateClusterVersion", arn("eks", "cluster/strongroom-pre-platform")],
    ["eks:AssociateAccessPolicy", arn("eks", "access-entry/strongroom-pre-platform/role/1/Admin/2")],
    ["eks:DeleteCapability", arn("eks", "capability/strongroom-pre-platform/argocd/argocd/1")],
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/strongroom-pre-images")],
    [
      "cloudfront:PublishFunction",
      `arn:aws:cloudfront::${ACCOUNT}:function/strongroom-pre-platform-image-format`,
    ],
    ["wafv2:UpdateWebACL", `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/strongroom-pre-platform/1`],
    ["ce:UpdateAnomalyMonitor", `arn:aws:ce::${ACCOUNT}:anomalymonitor/1`],
    ["logs:DeleteLogGroup", arn("logs", "log-group:/aws/eks/strongroom-pre-platform/cluster")],
  ] as const)
    it(`are ${action} of ${resource}`, () => assert.ok(may(action, resource)));

  for (const [action, resource] of [
    ["eks:DeleteCluster", arn("eks", "cluster/another")],
    ["eks:CreateAccessEntry", arn("eks", "cluster/strongroom-pro-platform")],
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/strongroom-pre-web")],
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/storage-staging-bags-api")],
    ["wafv2:UpdateWebACL", `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/strongroom-pre-web/1`],
    ["rds:ModifyDBCluster", arn("rds", "cluster:strongroom-pre-data-products")],
    ["sqs:DeleteQueue", arn("sqs", "strongroom-pre-sync")],
    ["cloudwatch:DeleteAlarms", arn("cloudwatch", "alarm:strongroom-pre-sync_dlq_not_empty")],
    ["s3:PutBucketPolicy", `arn:aws:s3:::strongroom-pre-originals-${ACCOUNT}`],
    ["s3:DeleteObjectVersion", `arn:aws:s3:::archive-vault-pre-primary-${ACCOUNT}/space/bag/v1/data`],
    ["ec2:RunInstances", arn("ec2", "instance/*")],
    ["sts:AssumeRole", role("strongroom-pre-platform-custodian")],
  ] as const)
    it(`leave to others, or to nobody, ${action} of ${resource}`, () =>
      assert.equal(may(action, resource), false));

  it("grant the key of the cluster's secrets, and no other, for EKS asks in their name", () => {
    const grant = (alias: string, isForAws = "false") =>
      may("kms:CreateGrant", arn("kms", "key/1"), {
        "kms:ResourceAliases": `alias/strongroom-${alias}`,
        "kms:GrantIsForAWSResource": isForAws,
        "kms:ViaService": "eks.eu-west-1.amazonaws.com",
      });
    assert.ok(grant("pre-kubernetes"));
    assert.equal(grant("pro-kubernetes"), false);
    assert.equal(grant("pre-data"), false);
    assert.equal(grant("pre-data", "true"), false);
  });

  it("write what EKS may do for the cluster within the clusters' boundary alone, and all others within the workloads'", () => {
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy"]) {
      assert.ok(may(action, CONTROL, within("cluster-boundary")), action);
      assert.equal(may(action, CONTROL, within("boundary")), false, action);
      assert.ok(may(action, PODS, within("boundary")), action);
      assert.equal(may(action, PODS, within("cluster-boundary")), false, action);
      assert.equal(may(action, CONTROL), false, action);
    }
  });

  for (const action of ESCALATIONS)
    it(`never ${action}`, () => {
      for (const thing of [CONTROL, `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-cluster-boundary`, "*"])
        assert.equal(may(action, thing, within("cluster-boundary")), false);
    });

  it("make Argo CD an application of Identity Center and let groups in, and give nobody an account", () => {
    const application = "arn:aws:sso::999988887777:application/ssoins-1/apl-1";
    assert.ok(may("sso:CreateApplication", "arn:aws:sso:::instance/ssoins-1"));
    assert.ok(may("sso:CreateApplication", "arn:aws:sso::aws:applicationProvider/eks"));
    assert.ok(may("sso:CreateApplicationAssignment", application));
    assert.ok(may("sso:DeleteApplication", application));
    for (const action of ["CreateAccountAssignment", "CreatePermissionSet", "PutInlinePolicyToPermissionSet"])
      assert.equal(may(`sso:${action}`, "arn:aws:sso:::instance/ssoins-1"), false, action);
  });

  it("reach Identity Center where the organisation has it, and nothing else there", () => {
    const guarded = document([
      ...boundary,
      ...regionGuards(["eu-west-1", "eu-west-2"], [...itself, ...Object.values(policies).flat()]),
    ]);
    const elsewhere = (action: string) =>
      allows(guarded, {
        principal: role("strongroom-pre-platform-deploy"),
        action,
        resource: "*",
        context: { "aws:RequestedRegion": "ap-southeast-2" },
      });
    assert.ok(elsewhere("sso:CreateApplication"));
    assert.equal(elsewhere("eks:CreateCluster"), false);
  });

  it("hand each role to its own service alone, and to EKS what it takes for itself", () => {
    const passes = (name: string, to: string) =>
      may("iam:PassRole", role(`strongroom-pre-${name}`), { "iam:PassedToService": `${to}.amazonaws.com` });
    assert.ok(passes("platform-control", "eks"));
    assert.ok(passes("platform-node", "eks"));
    assert.ok(passes("platform-pods-catalogue", "pods.eks"));
    assert.ok(passes("images_task_role", "ecs-tasks"));
    // EKS asks for it in EC2's name as well, and nothing here starts a machine.
    assert.ok(passes("platform-node", "ec2"));
    assert.ok(passes("platform-argo-cd", "eks"));
    assert.ok(passes("platform-argo-cd", "capabilities.eks"));
    assert.ok(passes("platform-observability", "eks"));
    assert.ok(passes("platform-observability", "pods.eks"));
    assert.equal(passes("platform-pods-catalogue", "eks"), false);
    assert.equal(passes("platform-argo-cd", "ec2"), false);
    assert.equal(passes("platform-control", "ec2"), false);
    assert.equal(passes("platform-pods-catalogue", "lambda"), false);
    assert.equal(passes("custodian", "eks"), false);
  });
});

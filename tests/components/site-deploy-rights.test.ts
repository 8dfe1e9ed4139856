import * as assert from "node:assert/strict";
import { rightsOf } from "../../components/identity/deployers/deployer";
import { siteDeploy } from "../../components/identity/deployers/site-deploy/tables";
import { arn, document, ESCALATIONS, PRE } from "./deployed-rights";
import { ACCOUNT, role } from "./ground";
import { allows } from "./policy-evaluation";

const { itself, policies, boundary } = rightsOf(siteDeploy, PRE);
const all = document([...itself, ...Object.values(policies).flat()]);
const may = (action: string, resource: string, context: Record<string, string> = {}, policy = all) =>
  allows(policy, { principal: role("strongroom-pre-site-deploy"), action, resource, context });

const WITHIN = { "iam:PermissionsBoundary": `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary` };
const DEPLOYMENTS = role("strongroom-pre-web_deployments");
const SITES = "arn:aws:route53:::hostedzone/Z0EXAMPLE";
const RECORDS = "route53:ChangeResourceRecordSetsRecordTypes";
const CODE = `arn:aws:s3:::strongroom-pre-checks-${ACCOUNT}/code/strongroom-pre-web-check.zip`;

describe("what deploys do to the web service's app stack", () => {
  for (const [action, resource] of [
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/strongroom-pre-web")],
    ["ecs:RegisterTaskDefinition", arn("ecs", "task-definition/strongroom-pre-web-migrate:1")],
    [
      "elasticloadbalancing:CreateRule",
      arn("elasticloadbalancing", "listener/app/strongroom-pre-web-inside/1/2"),
    ],
    [
      "elasticloadbalancing:ModifyRule",
      arn("elasticloadbalancing", "listener-rule/app/strongroom-pre-web/1/2/3"),
    ],
    ["lambda:InvokeFunction", arn("lambda", "function:strongroom-pre-web-migrate")],
    ["synthetics:UpdateCanary", arn("synthetics", "canary:strongroom-pre-web-check")],
    ["cloudfront:UpdateDistribution", `arn:aws:cloudfront::${ACCOUNT}:distribution/E1`],
    ["wafv2:UpdateWebACL", `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/strongroom-pre-web/1`],
    ["s3:PutObject", CODE],
  ] as const)
    it(`are ${action} of ${resource}`, () => assert.ok(may(action, resource)));

  for (const [action, resource] of [
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/storage-staging-bags-api")],
    ["ecs:RegisterTaskDefinition", arn("ecs", "task-definition/storage-staging-bags-api:1")],
    ["lambda:UpdateFunctionCode", arn("lambda", "function:strongroom-pre-primary-keeper")],
    ["lambda:InvokeFunction", arn("lambda", "function:strongroom-pre-daily-report")],
    [
      "elasticloadbalancing:DeleteLoadBalancer",
      arn("elasticloadbalancing", "loadbalancer/app/strongroom-pre-web/1"),
    ],
    [
      "elasticloadbalancing:DeleteListener",
      arn("elasticloadbalancing", "listener/app/strongroom-pre-web/1/2"),
    ],
    ["rds:DeleteDBCluster", arn("rds", "cluster:strongroom-pre-webservice")],
    ["cloudwatch:DeleteAlarms", arn("cloudwatch", "alarm:strongroom-pre-webservice_acu")],
    ["s3:PutBucketPolicy", `arn:aws:s3:::strongroom-pre-checks-${ACCOUNT}`],
    ["s3:PutObject", `arn:aws:s3:::strongroom-pre-media-${ACCOUNT}/media/a.jpg`],
    ["s3:DeleteObjectVersion", `arn:aws:s3:::archive-vault-pre-primary-${ACCOUNT}/space/bag/v1/data`],
    ["wafv2:DeleteWebACL", arn("wafv2", "regional/webacl/strongroom-pre-web/1")],
    ["sts:AssumeRole", role("strongroom-pre-custodian")],
  ] as const)
    it(`leave to others, or to nobody, ${action} of ${resource}`, () => {
      assert.equal(may(action, resource), false);
      if (action.startsWith("s3:")) assert.equal(may(action, resource, {}, document(boundary)), false);
    });

  it("lead names to the distribution, and change no other record", () => {
    for (const type of ["A", "AAAA"])
      assert.ok(may("route53:ChangeResourceRecordSets", SITES, { [RECORDS]: type }), type);
    for (const context of [{ [RECORDS]: "MX" }, { [RECORDS]: "CNAME" }, {}])
      assert.equal(may("route53:ChangeResourceRecordSets", SITES, context), false);
  });

  it("use keys through Lambda, and through S3 for the code of checks alone", () => {
    const key = arn("kms", "key/1");
    const through = (service: string) => ({ "kms:ViaService": `${service}.eu-west-1.amazonaws.com` });
    assert.ok(may("kms:Encrypt", key, through("lambda")));
    assert.ok(
      may("kms:GenerateDataKey", key, { ...through("s3"), "kms:EncryptionContext:aws:s3:arn": CODE }),
    );
    const vault = { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::archive-vault-pre-primary-1" };
    assert.equal(may("kms:Decrypt", key, { ...through("s3"), ...vault }), false);
  });

  for (const action of ESCALATIONS)
    it(`never ${action}`, () => {
      for (const thing of [DEPLOYMENTS, `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary`, "*"])
        assert.equal(may(action, thing, WITHIN), false);
    });

  it("hand each role to its own service alone, within the workloads' boundary", () => {
    const passes = (name: string, to: string) =>
      may("iam:PassRole", role(name), { "iam:PassedToService": `${to}.amazonaws.com` });
    assert.ok(passes("strongroom-pre-web_deployments", "ecs"));
    assert.ok(passes("strongroom-pre-web_task_role", "ecs-tasks"));
    assert.ok(passes("strongroom-pre-web-check", "lambda"));
    assert.equal(passes("strongroom-pre-web_deployments", "ecs-tasks"), false);
    assert.equal(passes("strongroom-pre-custodian", "lambda"), false);
    assert.ok(may("iam:PutRolePolicy", role("strongroom-pre-web_task_role"), WITHIN));
    assert.equal(may("iam:PutRolePolicy", role("strongroom-pre-web_task_role")), false);
  });
});

import * as assert from "node:assert/strict";
import { custodian } from "../../components/identity/deployers/custodian/tables";
import { rightsOf } from "../../components/identity/deployers/deployer";
import { arn, document, ESCALATIONS, PRE } from "./deployed-rights";
import { ACCOUNT, role } from "./ground";
import { allows } from "./policy-evaluation";

const { itself, policies } = rightsOf(custodian, PRE);
const given = document([...itself, ...Object.values(policies).flat()]);
const may = (action: string, resource: string, context: Record<string, string> = {}) =>
  allows(given, { principal: role("strongroom-pre-custodian"), action, resource, context });

const bucket = (name: string) => `arn:aws:s3:::${name}`;
const VAULT = bucket(`archive-vault-pre-primary-${ACCOUNT}`);
const MIRROR = bucket(`archive-replica-pre-mirror-${ACCOUNT}`);
const STATE = bucket(PRE.stateBucketName);
const KEY = arn("kms", "key/1");
const KEEPER = role("strongroom-pre-primary-keeper");
const WITHIN = { "iam:PermissionsBoundary": `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary` };

describe("what the custodian may", () => {
  it("keeps the state, as whoever deploys", () => {
    assert.ok(may("s3:PutObject", `${STATE}/.pulumi/stacks/storage-base/pre.json`));
    const ofState = { "kms:ResourceAliases": "alias/strongroom-pre-state" };
    assert.ok(may("kms:Decrypt", KEY, ofState));
    assert.equal(may("kms:Decrypt", KEY, { "kms:ResourceAliases": "alias/strongroom-pre-data" }), false);
  });

  for (const [action, resource] of [
    // What ends, or could end, what is archived.
    ["s3:DeleteObject", `${VAULT}/space/bag/v1/data`],
    ["s3:DeleteObjectVersion", `${VAULT}/space/bag/v1/data`],
    ["s3:BypassGovernanceRetention", `${VAULT}/space/bag/v1/data`],
    ["s3:PutObjectRetention", `${VAULT}/space/bag/v1/data`],
    ["s3:PutObject", `${VAULT}/space/bag/v1/data`],
    ["s3:GetObject", `${VAULT}/space/bag/v1/data`],
    ["s3:DeleteBucket", VAULT],
    ["s3:DeleteBucketPolicy", VAULT],
    ["s3:DeleteBucket", MIRROR],
    ["s3:PutBucketPolicy", bucket(`archive-vault-pro-primary-${ACCOUNT}`)],
    ["kms:ScheduleKeyDeletion", KEY],
    ["kms:DisableKey", KEY],
    ["kms:UpdatePrimaryRegion", KEY],
    // What stands beside it.
    ["s3:GetObject", bucket(`vhs-storage-manifests-${ACCOUNT}/bag`)],
    ["s3:PutObject", bucket(`storage-inventories-${ACCOUNT}/cases/1.json`)],
    ["dynamodb:DeleteTable", arn("dynamodb", "table/storage-ingests")],
    ["dynamodb:DeleteResourcePolicy", arn("dynamodb", "table/storage-ingests")],
    ["dynamodb:PutItem", arn("dynamodb", "table/storage-ingests")],
    ["dynamodb:GetItem", arn("dynamodb", "table/storage-ingests")],
    ["es:DeleteDomain", arn("es", "domain/strongroom-pre-reporting")],
    ["es:ESHttpDelete", arn("es", "domain/strongroom-pre-reporting")],
    ["secretsmanager:DeleteSecret", arn("secretsmanager", "secret:dev_testing/client_id-1a2b3c")],
    ["secretsmanager:PutResourcePolicy", arn("secretsmanager", "secret:dev_testing/client_id-1a2b3c")],
    ["cognito-idp:DeleteUserPool", arn("cognito-idp", "userpool/eu-west-1_1")],
    ["ec2:DeleteVpc", arn("ec2", "vpc/vpc-1")],
    ["ec2:ReleaseAddress", arn("ec2", "elastic-ip/eipalloc-1")],
    // The evidence, and the ground that the root project made.
    ["cloudtrail:StopLogging", arn("cloudtrail", "trail/strongroom-pre-trail")],
    ["cloudtrail:DeleteTrail", arn("cloudtrail", "trail/strongroom-pre-trail")],
    ["cloudtrail:PutEventSelectors", arn("cloudtrail", "trail/strongroom-pre-trail")],
    ["cloudtrail:UpdateTrail", arn("cloudtrail", "trail/strongroom-pre-state-trail")],
    ["logs:DeleteLogGroup", arn("logs", "log-group:/strongroom/pre/trail")],
    ["s3:PutBucketPolicy", bucket(`strongroom-pre-state-trail-${ACCOUNT}`)],
    ["s3:PutBucketPolicy", bucket(`strongroom-pre-state-access-logs-${ACCOUNT}`)],
    ["s3:DeleteObjectVersion", `${STATE}/.pulumi/stacks/storage-base/pre.json`],
    ["s3:PutAccountPublicAccessBlock", "*"],
    // What lives beside the archive, which its own custodian has.
    ["rds:ModifyDBCluster", arn("rds", "cluster:strongroom-pre-webservice")],
    ["backup:PutBackupVaultLockConfiguration", arn("backup", "backup-vault:strongroom-pre-backups")],
    ["s3:PutBucketPolicy", bucket(`strongroom-pre-media-${ACCOUNT}`)],
    ["ecr:SetRepositoryPolicy", arn("ecr", "repository/strongroom-pre/webservice")],
    // App stacks, which the deploy role has.
    ["lambda:UpdateFunctionCode", arn("lambda", "function:strongroom-pre-daily-report")],
    ["lambda:InvokeFunction", arn("lambda", "function:strongroom-pre-primary-keeper")],
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/storage-staging-bags-api")],
    ["sns:DeleteTopic", arn("sns", "storage-staging_ingests_output")],
    ["sts:AssumeRole", role("strongroom-pre-deploy")],
    ["sts:AssumeRole", role("strongroom-pre-break-glass")],
  ] as const)
    it(`is not ${action} of ${resource}`, () => assert.equal(may(action, resource), false));

  it("leads the API's names elsewhere, and takes no name away", () => {
    const change = (asked: string, type: string) =>
      may("route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z1", {
        "route53:ChangeResourceRecordSetsActions": asked,
        "route53:ChangeResourceRecordSetsRecordTypes": type,
      });
    assert.equal(change("UPSERT", "CNAME"), true);
    assert.equal(change("DELETE", "CNAME"), false);
    assert.equal(change("UPSERT", "MX"), false);
  });

  it("uses keys through services that keep things with them, and grants them to services alone", () => {
    const by = (service: string, isForAws = "true") => ({
      "kms:ViaService": `${service}.eu-west-1.amazonaws.com`,
      "kms:GrantIsForAWSResource": isForAws,
    });
    assert.ok(may("kms:Encrypt", KEY, by("secretsmanager")));
    assert.ok(may("kms:CreateGrant", KEY, by("es")));
    assert.equal(may("kms:Decrypt", KEY, by("s3")), false);
    assert.equal(may("kms:Encrypt", KEY), false);
    assert.equal(may("kms:CreateGrant", KEY, by("es", "false")), false);
    assert.equal(may("kms:CreateGrant", KEY), false);
  });

  describe("with roles", () => {
    const WRITES = ["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy"];

    it("is held to the workloads' boundary", () => {
      for (const action of WRITES) {
        assert.ok(may(action, KEEPER, WITHIN), action);
        assert.equal(may(action, KEEPER), false, action);
        const another = `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-custodian-boundary`;
        assert.equal(may(action, KEEPER, { "iam:PermissionsBoundary": another }), false, action);
      }
    });

    for (const name of [
      "strongroom-pre-break-glass",
      "strongroom-pre-custodian",
      "strongroom-pre-site-custodian",
      "strongroom-pre-platform-custodian",
      "strongroom-pre-webservice-monitoring",
      "strongroom-pre-deploy",
      "strongroom-pre-preview",
      "storage-staging-bags-api_task_role",
      "strongroom-pre-daily-report",
      "strongroom-pre-another-keeper",
      "strongroom-pro-primary-keeper",
      "anything",
    ])
      it(`never touches ${name}`, () => {
        for (const action of [...WRITES, "iam:DeleteRole", "iam:UpdateRole", "iam:TagRole", "iam:PassRole"])
          assert.equal(
            may(action, role(name), { ...WITHIN, "iam:PassedToService": "lambda.amazonaws.com" }),
            false,
            action,
          );
      });

    for (const action of ESCALATIONS)
      it(`is never ${action}`, () => {
        for (const thing of [
          KEEPER,
          `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary`,
          `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-custodian-network`,
          `arn:aws:iam::${ACCOUNT}:user/any`,
          "*",
        ])
          assert.equal(may(action, thing, WITHIN), false);
      });

    it("hands each to its own service alone, and not those that functions hand over", () => {
      const passes = (name: string, to: string) =>
        may("iam:PassRole", role(name), { "iam:PassedToService": `${to}.amazonaws.com` });
      assert.equal(passes("strongroom-pre-primary-keeper", "lambda"), true);
      assert.equal(passes("strongroom-pre-primary-keeper", "ecs-tasks"), false);
      assert.equal(passes("strongroom-pre-primary-keeper-daily", "lambda"), false);
      assert.equal(passes("strongroom-pre-primary-keeper-batch", "batchoperations.s3"), false);
      assert.equal(passes("strongroom-pre-reporting-snapshots", "es"), false);
      assert.equal(may("iam:PassRole", KEEPER), false);
    });

    it("lets only those services have roles of their own that base stacks are made of", () => {
      const makes = (service: string) =>
        may("iam:CreateServiceLinkedRole", role(`aws-service-role/${service}/AWSServiceRole`), {
          "iam:AWSServiceName": service,
        });
      assert.equal(makes("opensearchservice.amazonaws.com"), true);
      assert.equal(makes("replication.dynamodb.amazonaws.com"), false);
    });
  });
});

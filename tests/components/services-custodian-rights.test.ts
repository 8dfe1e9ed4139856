import * as assert from "node:assert/strict";
import { rightsOf } from "../../components/identity/deployers/deployer";
import { servicesCustodian } from "../../components/identity/deployers/services-custodian/tables";
import { arn, document, ESCALATIONS, PRE } from "./deployed-rights";
import { ACCOUNT, role } from "./ground";
import { allows } from "./policy-evaluation";

const { itself, policies } = rightsOf(servicesCustodian, PRE);
const given = document([...itself, ...Object.values(policies).flat()]);
const may = (action: string, resource: string, context: Record<string, string> = {}) =>
  allows(given, { principal: role("strongroom-pre-services-custodian"), action, resource, context });

const bucket = (name: string) => `arn:aws:s3:::${name}`;
const VAULT = bucket(`archive-vault-pre-primary-${ACCOUNT}`);
const KEY = arn("kms", "key/1");
const MONITORING = role("strongroom-pre-webservice-monitoring");
const WITHIN = { "iam:PermissionsBoundary": `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary` };

describe("what the services' custodian may", () => {
  for (const [action, resource] of [
    ["rds:ModifyDBCluster", arn("rds", "cluster:strongroom-pre-webservice")],
    ["backup:PutBackupVaultAccessPolicy", arn("backup", "backup-vault:strongroom-pre-backups")],
    ["backup:PutBackupVaultLockConfiguration", arn("backup", "backup-vault:strongroom-pre-backups")],
    ["s3:PutBucketPolicy", bucket(`strongroom-pre-media-${ACCOUNT}`)],
    // Of whose keys, the keys' own policies say.
    ["kms:PutKeyPolicy", KEY],
    ["kms:CreateAlias", arn("kms", "alias/strongroom-pre-webservice-files")],
    [
      "secretsmanager:PutSecretValue",
      arn("secretsmanager", "secret:strongroom/pre/webservice/signing-key-1"),
    ],
  ] as const)
    it(`is ${action} of ${resource}`, () => assert.ok(may(action, resource)));

  for (const [action, resource] of [
    // The archive's, which its own custodian has.
    ["s3:PutBucketPolicy", VAULT],
    ["s3:PutBucketObjectLockConfiguration", VAULT],
    ["s3:PutLifecycleConfiguration", VAULT],
    ["s3:PutReplicationConfiguration", VAULT],
    ["s3:PutBucketPolicy", bucket(PRE.stateBucketName)],
    ["s3:PutBucketPolicy", bucket(`strongroom-pre-reports-${ACCOUNT}`)],
    ["kms:UpdateAlias", arn("kms", "alias/strongroom-pre-data")],
    ["kms:DeleteAlias", arn("kms", "alias/strongroom-pre-state")],
    ["dynamodb:UpdateTable", arn("dynamodb", "table/storage-ingests")],
    ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:dev_testing/client_id-1a2b3c")],
    ["lambda:UpdateFunctionCode", arn("lambda", "function:strongroom-pre-primary-keeper")],
    ["cloudtrail:UpdateTrail", arn("cloudtrail", "trail/strongroom-pre-trail")],
    ["sns:SetTopicAttributes", arn("sns", "strongroom-pre-alarms")],
    ["es:UpdateDomainConfig", arn("es", "domain/strongroom-pre-reporting")],
    // What lasts, which nobody who deploys ends.
    ["rds:DeleteDBCluster", arn("rds", "cluster:strongroom-pre-webservice")],
    ["backup:DeleteBackupVault", arn("backup", "backup-vault:strongroom-pre-backups")],
    ["backup:DeleteBackupVaultLockConfiguration", arn("backup", "backup-vault:strongroom-pre-backups")],
    ["backup:DeleteRecoveryPoint", arn("backup", "recovery-point:1")],
    ["ecr:DeleteRepository", arn("ecr", "repository/strongroom-pre/webservice")],
    ["s3:GetObject", `${bucket(`strongroom-pre-media-${ACCOUNT}`)}/media/a.jpg`],
    ["s3:DeleteBucket", bucket(`strongroom-pre-media-${ACCOUNT}`)],
    ["kms:ScheduleKeyDeletion", KEY],
    ["kms:DisableKey", KEY],
    // The app stack, and others of another stage.
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/strongroom-pre-web")],
    ["backup:PutBackupVaultLockConfiguration", arn("backup", "backup-vault:strongroom-pro-backups")],
    ["sts:AssumeRole", role("strongroom-pre-custodian")],
  ] as const)
    it(`is not ${action} of ${resource}`, () => assert.equal(may(action, resource), false));

  it("uses keys through services that keep things with them, and grants them to services alone", () => {
    const by = (service: string, isForAws = "true") => ({
      "kms:ViaService": `${service}.eu-west-1.amazonaws.com`,
      "kms:GrantIsForAWSResource": isForAws,
    });
    assert.ok(may("kms:GenerateDataKey", KEY, by("secretsmanager")));
    assert.ok(may("kms:CreateGrant", KEY, by("rds")));
    assert.equal(may("kms:Decrypt", KEY, by("s3")), false);
    assert.equal(may("kms:Decrypt", KEY, by("dynamodb")), false);
    assert.equal(may("kms:CreateGrant", KEY, by("rds", "false")), false);
  });

  for (const action of ESCALATIONS)
    it(`is never ${action}`, () => {
      for (const thing of [MONITORING, `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary`, "*"])
        assert.equal(may(action, thing, WITHIN), false);
    });

  it("hands each of its roles to its own service alone, within the workloads' boundary", () => {
    const passes = (name: string, to: string) =>
      may("iam:PassRole", role(name), { "iam:PassedToService": `${to}.amazonaws.com` });
    assert.ok(passes("strongroom-pre-webservice-monitoring", "monitoring.rds"));
    assert.equal(passes("strongroom-pre-webservice-monitoring", "lambda"), false);
    assert.equal(passes("strongroom-pre-primary-keeper", "lambda"), false);
    assert.equal(passes("strongroom-pre-custodian", "backup"), false);
    assert.ok(may("iam:PutRolePolicy", MONITORING, WITHIN));
    assert.equal(may("iam:PutRolePolicy", MONITORING), false);
  });
});

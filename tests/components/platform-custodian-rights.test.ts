import * as assert from "node:assert/strict";
import { rightsOf } from "../../components/identity/deployers/deployer";
import { platformCustodian } from "../../components/identity/deployers/platform-custodian/tables";
import { arn, document, ESCALATIONS, PRE } from "./deployed-rights";
import { ACCOUNT, role } from "./ground";
import { allows } from "./policy-evaluation";

const { itself, policies } = rightsOf(platformCustodian, PRE);
const given = document([...itself, ...Object.values(policies).flat()]);
const may = (action: string, resource: string, context: Record<string, string> = {}) =>
  allows(given, { principal: role("strongroom-pre-platform-custodian"), action, resource, context });

const bucket = (name: string) => `arn:aws:s3:::${name}`;
const KEY = arn("kms", "key/1");
const ZONE = "arn:aws:route53:::hostedzone/Z1";
const PROXY = role("strongroom-pre-data-products-proxy");
const WITHIN = { "iam:PermissionsBoundary": `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary` };

describe("what the platform's custodian may", () => {
  for (const [action, resource] of [
    ["rds:ModifyDBCluster", arn("rds", "cluster:strongroom-pre-data-products")],
    ["rds:DeleteDBProxy", arn("rds", "db-proxy:prx-1")],
    ["backup:PutBackupVaultLockConfiguration", arn("backup", "backup-vault:strongroom-pre-platform-backups")],
    ["elasticache:ModifyReplicationGroup", arn("elasticache", "replicationgroup:strongroom-pre-store")],
    ["route53:EnableHostedZoneDNSSEC", ZONE],
    ["s3:PutReplicationConfiguration", bucket(`strongroom-pre-originals-${ACCOUNT}`)],
    ["logs:PutRetentionPolicy", arn("logs", "log-group:/aws/route53/platform.pre.archive.example.org")],
    ["sqs:SetQueueAttributes", arn("sqs", "strongroom-pre-sync_dlq")],
    // Of whose keys, the keys' own policies say.
    ["kms:PutKeyPolicy", KEY],
    ["kms:CreateAlias", arn("kms", "alias/strongroom-pre-database-products")],
  ] as const)
    it(`is ${action} of ${resource}`, () => assert.ok(may(action, resource)));

  for (const [action, resource] of [
    // The archive's and the web service's, which custodians of their own have.
    ["s3:PutBucketPolicy", bucket(`archive-vault-pre-primary-${ACCOUNT}`)],
    ["s3:PutBucketPolicy", bucket(`strongroom-pre-media-${ACCOUNT}`)],
    ["s3:PutBucketPolicy", bucket(PRE.stateBucketName)],
    ["s3:PutReplicationConfiguration", bucket(`archive-vault-pre-primary-${ACCOUNT}`)],
    ["kms:UpdateAlias", arn("kms", "alias/strongroom-pre-data")],
    ["kms:UpdateAlias", arn("kms", "alias/strongroom-pre-webservice-files")],
    ["rds:ModifyDBCluster", arn("rds", "cluster:strongroom-pre-webservice")],
    ["backup:PutBackupVaultLockConfiguration", arn("backup", "backup-vault:strongroom-pre-backups")],
    ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:strongroom/pre/webservice/key-1a2b3c")],
    ["es:UpdateDomainConfig", arn("es", "domain/strongroom-pre-reporting")],
    // What lasts, which nobody who deploys ends.
    ["rds:DeleteDBCluster", arn("rds", "cluster:strongroom-pre-data-products")],
    ["elasticache:DeleteReplicationGroup", arn("elasticache", "replicationgroup:strongroom-pre-store")],
    ["kinesis:DeleteStream", arn("kinesis", "stream/strongroom-pre-changes")],
    ["kinesis:DecreaseStreamRetentionPeriod", arn("kinesis", "stream/strongroom-pre-changes")],
    ["events:DeleteArchive", arn("events", "archive/strongroom-pre-events")],
    ["sqs:DeleteQueue", arn("sqs", "strongroom-pre-sync")],
    ["cloudwatch:DeleteAlarms", arn("cloudwatch", "alarm:strongroom-pre-sync_dlq_not_empty")],
    ["route53:DeleteHostedZone", ZONE],
    ["route53:DisableHostedZoneDNSSEC", ZONE],
    ["route53:DeactivateKeySigningKey", ZONE],
    ["backup:DeleteBackupVault", arn("backup", "backup-vault:strongroom-pre-platform-backups")],
    ["s3:GetObject", `${bucket(`strongroom-pre-originals-${ACCOUNT}`)}/a.jpg`],
    ["sqs:ReceiveMessage", arn("sqs", "strongroom-pre-sync")],
    ["kms:ScheduleKeyDeletion", KEY],
    // The app stack, and others of another stage.
    ["eks:UpdateClusterConfig", arn("eks", "cluster/strongroom-pre-platform")],
    ["rds:ModifyDBCluster", arn("rds", "cluster:strongroom-pro-data-products")],
    ["sts:AssumeRole", role("strongroom-pre-custodian")],
  ] as const)
    it(`is not ${action} of ${resource}`, () => assert.equal(may(action, resource), false));

  it("makes its zone known, and takes no record away", () => {
    const record = (action: string, type: string) =>
      may("route53:ChangeResourceRecordSets", ZONE, {
        "route53:ChangeResourceRecordSetsActions": action,
        "route53:ChangeResourceRecordSetsRecordTypes": type,
      });
    for (const type of ["CAA", "CNAME", "DS", "NS"]) assert.ok(record("UPSERT", type), type);
    assert.equal(record("UPSERT", "MX"), false);
    assert.equal(record("DELETE", "DS"), false);
  });

  for (const action of ESCALATIONS)
    it(`is never ${action}`, () => {
      for (const thing of [PROXY, `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary`, "*"])
        assert.equal(may(action, thing, WITHIN), false);
    });

  it("hands each of its roles to its own service alone, within the workloads' boundary", () => {
    const passes = (name: string, to: string) =>
      may("iam:PassRole", role(name), { "iam:PassedToService": `${to}.amazonaws.com` });
    assert.ok(passes("strongroom-pre-data-products-proxy", "rds"));
    assert.ok(passes("strongroom-pre-upload-scan", "malware-protection-plan.guardduty"));
    assert.equal(passes("strongroom-pre-data-products-proxy", "lambda"), false);
    assert.equal(passes("strongroom-pre-webservice-monitoring", "monitoring.rds"), false);
    assert.ok(may("iam:PutRolePolicy", PROXY, WITHIN));
    assert.equal(may("iam:PutRolePolicy", PROXY), false);
  });
});

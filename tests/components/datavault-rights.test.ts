import * as assert from "node:assert/strict";
import { rightsOf, type DeployerTables } from "../../components/identity/deployers/deployer";
import { datavaultCustodian } from "../../components/identity/deployers/datavault-custodian/tables";
import { datavaultDeploy } from "../../components/identity/deployers/datavault-deploy/tables";
import { arn, document, ESCALATIONS, PRE } from "./deployed-rights";
import { ACCOUNT, role } from "./ground";
import { allows } from "./policy-evaluation";

type May = (action: string, resource: string, context?: Readonly<Record<string, string>>) => boolean;

function mayOf(tables: DeployerTables): May {
  const { itself, policies } = rightsOf(tables, PRE);
  const given = document([...itself, ...Object.values(policies).flat()]);
  const principal = role(`strongroom-pre-${tables.short}`);
  return (action, resource, context = {}) => allows(given, { principal, action, resource, context });
}

const bucket = (name: string) => `arn:aws:s3:::${name}-${ACCOUNT}`;
const secret = (name: string) => arn("secretsmanager", `secret:strongroom/pre/datavault/${name}-1a2b3c`);
const KEY = arn("kms", "key/1");
const within = (boundary: string) => ({
  "iam:PermissionsBoundary": `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-${boundary}`,
});
const WITHIN = within("boundary");

describe("what DataVault's custodian may", () => {
  const may = mayOf(datavaultCustodian);

  for (const [action, resource] of [
    ["s3:PutBucketObjectLockConfiguration", bucket("archive-vault-pre-datavault")],
    ["s3:PutBucketPolicy", bucket("archive-replica-pre-datavault")],
    ["s3:PutReplicationConfiguration", bucket("strongroom-pre-datavault-archive")],
    ["backup:PutBackupVaultAccessPolicy", arn("backup", "backup-vault:strongroom-pre-datavault-backups")],
    ["rds:ModifyDBInstance", arn("rds", "db:strongroom-pre-datavault")],
    ["mq:UpdateBroker", arn("mq", "broker:strongroom-pre-datavault:b-1")],
    ["elasticfilesystem:PutFileSystemPolicy", arn("elasticfilesystem", "file-system/fs-1")],
    // Of whose keys, the keys' own policies say.
    ["kms:PutKeyPolicy", KEY],
    ["kms:CreateAlias", arn("kms", "alias/strongroom-pre-datavault-backups")],
    ["secretsmanager:PutSecretValue", secret("database-password")],
    ["secretsmanager:GetSecretValue", secret("key-store-password")],
    ["secretsmanager:ReplicateSecretToRegions", secret("key-store")],
  ] as const)
    it(`is ${action} of ${resource}`, () => assert.ok(may(action, resource)));

  for (const [action, resource] of [
    // The archive's and the web service's.
    ["s3:PutBucketPolicy", bucket("archive-vault-pre-primary")],
    ["s3:PutBucketObjectLockConfiguration", bucket("archive-replica-pre-mirror")],
    ["s3:PutLifecycleConfiguration", bucket("archive-vault-pre-glacier")],
    ["s3:PutBucketPolicy", bucket("strongroom-pre-state")],
    ["s3:PutBucketPolicy", bucket("strongroom-pre-media")],
    ["kms:UpdateAlias", arn("kms", "alias/strongroom-pre-data")],
    ["backup:PutBackupVaultLockConfiguration", arn("backup", "backup-vault:strongroom-pre-backups")],
    ["dynamodb:UpdateTable", arn("dynamodb", "table/storage-ingests")],
    ["lambda:UpdateFunctionCode", arn("lambda", "function:strongroom-pre-primary-keeper")],
    ["rds:ModifyDBCluster", arn("rds", "cluster:strongroom-pre-webservice")],
    ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:strongroom/pre/webservice/any-1a2b3c")],
    // What people fill, which the program never read.
    ["secretsmanager:GetSecretValue", secret("key-store")],
    ["secretsmanager:PutSecretValue", secret("key-store-sha1")],
    ["secretsmanager:GetSecretValue", secret("mail-password")],
    // What lasts, which nobody who deploys ends.
    ["s3:DeleteObjectVersion", `${bucket("archive-vault-pre-datavault")}/key`],
    ["s3:GetObject", `${bucket("strongroom-pre-datavault-archive")}/key`],
    ["s3:DeleteBucket", bucket("strongroom-pre-datavault-archive")],
    ["rds:DeleteDBInstance", arn("rds", "db:strongroom-pre-datavault")],
    ["mq:DeleteBroker", arn("mq", "broker:strongroom-pre-datavault:b-1")],
    ["elasticfilesystem:DeleteFileSystem", arn("elasticfilesystem", "file-system/fs-1")],
    ["elasticfilesystem:ClientMount", arn("elasticfilesystem", "file-system/fs-1")],
    ["secretsmanager:RemoveRegionsFromReplication", secret("key-store")],
    ["kms:ScheduleKeyDeletion", KEY],
    // The app stack, and those who deploy others.
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre-datavault/strongroom-pre-datavault-web")],
    ["sts:AssumeRole", role("strongroom-pre-custodian")],
  ] as const)
    it(`is not ${action} of ${resource}`, () => assert.equal(may(action, resource), false));

  it("lets Amazon MQ alone use network interfaces", () => {
    const lets = (service: string) =>
      may("ec2:CreateNetworkInterfacePermission", arn("ec2", "network-interface/eni-1"), {
        "ec2:AuthorizedService": service,
      });
    assert.ok(lets("mq.amazonaws.com"));
    assert.equal(lets("rds.amazonaws.com"), false);
  });
});

describe("what deploys do to DataVault's app stack", () => {
  const may = mayOf(datavaultDeploy);
  const ofTemplate = { "ec2:LaunchTemplate": arn("ec2", "launch-template/lt-1") };
  const MACHINE = arn("ec2", "instance/i-1");

  for (const [action, resource] of [
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre-datavault/strongroom-pre-datavault-worker-2")],
    ["ecs:RegisterTaskDefinition", arn("ecs", "task-definition/strongroom-pre-datavault-broker:1")],
    ["lambda:InvokeFunction", arn("lambda", "function:strongroom-pre-datavault-migrations")],
    ["lambda:UpdateFunctionCode", arn("lambda", "function:strongroom-pre-datavault-password-renewal")],
    [
      "scheduler:UpdateSchedule",
      arn("scheduler", "schedule/default/strongroom-pre-datavault-password-renewal-times"),
    ],
    ["logs:PutDataProtectionPolicy", arn("logs", "log-group:datavault")],
    [
      "elasticloadbalancing:CreateRule",
      arn("elasticloadbalancing", "listener/app/strongroom-pre-datavault/1/2"),
    ],
  ] as const)
    it(`are ${action} of ${resource}`, () => assert.ok(may(action, resource)));

  for (const [action, resource] of [
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/storage-staging-bags-api")],
    ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/strongroom-pre-web")],
    ["ecs:UpdateCluster", arn("ecs", "cluster/strongroom-pre")],
    ["lambda:InvokeFunction", arn("lambda", "function:strongroom-pre-datavault-queue-setup")],
    // A deploy gives nobody another password.
    ["lambda:InvokeFunction", arn("lambda", "function:strongroom-pre-datavault-password-renewal")],
    ["cloudwatch:DeleteAlarms", arn("cloudwatch", "alarm:strongroom-pre-datavault-keeper_below_floor")],
    ["cloudwatch:DeleteAlarms", arn("cloudwatch", "alarm:strongroom-pre-datavault_queue_disk")],
    [
      "elasticloadbalancing:DeleteListener",
      arn("elasticloadbalancing", "listener/app/strongroom-pre-datavault/1/2"),
    ],
    ["rds:ModifyDBInstance", arn("rds", "db:strongroom-pre-datavault")],
    ["secretsmanager:GetSecretValue", secret("database-password")],
    ["s3:PutObject", `${bucket("strongroom-pre-datavault-archive")}/key`],
    ["iam:AddRoleToInstanceProfile", `arn:aws:iam::${ACCOUNT}:instance-profile/any`],
    ["sts:AssumeRole", role("strongroom-pre-datavault-custodian")],
  ] as const)
    it(`leave to others, or to nobody, ${action} of ${resource}`, () =>
      assert.equal(may(action, resource), false));

  it("start machines by a template alone", () => {
    assert.ok(may("ec2:RunInstances", MACHINE, ofTemplate));
    assert.equal(may("ec2:RunInstances", MACHINE), false);
    assert.equal(may("ec2:TerminateInstances", MACHINE), false);
  });
});

for (const [tables, own, service, bound, other] of [
  [datavaultCustodian, "strongroom-pre-datavault-keeper", "lambda", "boundary", "machine-boundary"],
  [datavaultDeploy, "strongroom-pre-datavault-machines-machines", "ec2", "machine-boundary", "boundary"],
] as const)
  describe(`the roles that ${tables.short} makes`, () => {
    const may = mayOf(tables);

    it("are handed to their own services alone, and written within their boundary", () => {
      const passes = (name: string, to: string) =>
        may("iam:PassRole", role(name), { "iam:PassedToService": `${to}.amazonaws.com` });
      assert.ok(passes(own, service));
      assert.equal(passes(own, "ecs-tasks"), false);
      for (const name of ["strongroom-pre-primary-keeper", "strongroom-pre-custodian"])
        assert.equal(passes(name, service), false, name);
      assert.ok(may("iam:PutRolePolicy", role(own), within(bound)));
      assert.equal(may("iam:PutRolePolicy", role(own), within(other)), false);
      assert.equal(may("iam:PutRolePolicy", role(own)), false);
    });

    it("are never changed in who takes them, nor is any boundary", () => {
      for (const action of ESCALATIONS)
        for (const thing of [role(own), `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary`, "*"])
          assert.equal(may(action, thing, WITHIN), false, action);
    });
  });

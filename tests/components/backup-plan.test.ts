import { Provider } from "@pulumi/aws/provider";
import * as assert from "node:assert/strict";
import { BackupPlan, type BackupPlanArgs } from "../../components/backup/backup-plan";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { ALIAS, LOCK, NAME, vaultArn, vaultIn } from "./backups";
import { ACCOUNT, REGION, role, runComponent, type Ground } from "./ground";
import { configurations } from "./pack-configurations";
import { allows } from "./policy-evaluation";

const SECOND = "eu-west-2";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("BackupPlan", () => {
  const makePlan = (others: Partial<BackupPlanArgs> = {}, preview = false): Promise<Graph> =>
    runComponent((ground: Ground, opts) => {
      const london = new Provider("london", { region: SECOND, allowedAccountIds: [ACCOUNT] });
      const here = vaultIn("here", REGION, {}, opts);
      const there = vaultIn("there", SECOND, {}, { providers: [london] });
      const args = {
        planName: "strongroom-pro-web",
        accountId: ACCOUNT,
        vault: here,
        copy: there,
        tag: { key: "strongroom:backup", value: "daily" },
        keyAliases: ["alias/strongroom-pro-data", ALIAS],
        boundaryArn: ground.boundaryArn,
        alarmTopicArn: ground.alarmTopicArn,
        ...others,
      };
      const { arn, roleArn } = new BackupPlan("web", args, opts);
      return { ...ground, arn, roleArn };
    }, preview);

  let graph: Graph;
  let preview: Graph;
  before(async () => {
    graph = await makePlan();
    preview = await makePlan({}, true);
  });

  it("backs up each day for 35 days and each month for a year, and copies all of it to the second region", () => {
    const { rules } = graph.one("aws:backup/plan:Plan", "web-plan").inputs;
    const rule = (ruleName: string, schedule: string, deleteAfter: number) => ({
      ruleName,
      schedule,
      startWindow: 60,
      completionWindow: 720,
      targetVaultName: NAME,
      lifecycle: { deleteAfter },
      copyActions: [{ destinationVaultArn: vaultArn(SECOND), lifecycle: { deleteAfter } }],
    });
    assert.deepEqual(rules, [
      rule("daily", "cron(0 3 * * ? *)", 35),
      rule("monthly", "cron(0 5 1 * ? *)", 365),
    ]);
  });

  it("keeps nothing for less, or for more, than its vaults take", () => {
    const [lock] = graph.of(LOCK);
    for (const rule of Object(graph.one("aws:backup/plan:Plan", "web-plan").inputs["rules"]))
      for (const { deleteAfter } of [rule.lifecycle, rule.copyActions[0].lifecycle]) {
        assert.ok(deleteAfter >= Number(lock?.inputs["minRetentionDays"]), rule.ruleName);
        assert.ok(deleteAfter <= Number(lock?.inputs["maxRetentionDays"]), rule.ruleName);
      }
  });

  it("takes what has its tag, in a role within the boundary", () => {
    const { selectionTags, iamRoleArn } = graph.one("aws:backup/selection:Selection", "web-tagged").inputs;
    assert.deepEqual(selectionTags, [{ type: "STRINGEQUALS", key: "strongroom:backup", value: "daily" }]);
    assert.equal(iamRoleArn, graph.outputs["roleArn"]);
    const { inputs } = graph.one("aws:iam/role:Role", "web-role-role");
    assert.equal(inputs["permissionsBoundary"], graph.outputs["boundaryArn"]);
    const trust = (service: string, account = ACCOUNT) =>
      allows(inputs["assumeRolePolicy"], {
        principal: service,
        action: "sts:AssumeRole",
        resource: "*",
        context: { "aws:SourceAccount": account },
      });
    assert.deepEqual(
      [
        trust("backup.amazonaws.com"),
        trust("backup.amazonaws.com", "999988887777"),
        trust("rds.amazonaws.com"),
      ],
      [true, false, false],
    );
  });

  describe("'s role, as a preview tells it", () => {
    const KEYS = { "kms:ResourceAliases": ALIAS, "kms:GrantIsForAWSResource": "true" };
    const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) =>
      allows(preview.one("aws:iam/rolePolicy:RolePolicy", "web-role-permissions").inputs["policy"], {
        principal: role("strongroom-pro-web"),
        action,
        resource,
        context,
      });
    const rds = (resource: string, region = REGION) => `arn:aws:rds:${region}:${ACCOUNT}:${resource}`;
    const key = `arn:aws:kms:${SECOND}:${ACCOUNT}:key/1`;

    it("takes and copies snapshots, in the two regions of its vaults", () => {
      assert.ok(may("tag:GetResources", "*"));
      assert.ok(may("rds:CreateDBClusterSnapshot", rds("cluster:web")));
      assert.ok(may("rds:CopyDBClusterSnapshot", rds("cluster-snapshot:awsbackup:job-1", SECOND)));
      assert.ok(may("backup:CopyFromBackupVault", rds("cluster-snapshot:awsbackup:job-1")));
      for (const region of [REGION, SECOND]) assert.ok(may("backup:CopyIntoBackupVault", vaultArn(region)));
      assert.equal(may("backup:CopyIntoBackupVault", `${vaultArn(REGION)}-2`), false);
      assert.equal(may("rds:CreateDBClusterSnapshot", rds("cluster:web", "eu-central-1")), false);
    });

    it("has keys granted to services that hold its snapshots, and to nobody else", () => {
      assert.ok(may("kms:CreateGrant", key, KEYS));
      assert.equal(may("kms:CreateGrant", key, { ...KEYS, "kms:GrantIsForAWSResource": "false" }), false);
      assert.equal(may("kms:CreateGrant", key, { ...KEYS, "kms:ResourceAliases": "alias/other" }), false);
      assert.equal(may("kms:Decrypt", key, KEYS), false);
    });

    it("ends nothing", () => {
      assert.equal(may("rds:DeleteDBClusterSnapshot", rds("cluster-snapshot:awsbackup:job-1")), false);
      assert.equal(may("rds:DeleteDBCluster", rds("cluster:web")), false);
      for (const action of ["DeleteRecoveryPoint", "UpdateRecoveryPointLifecycle", "DeleteBackupVault"])
        assert.equal(may(`backup:${action}`, vaultArn(REGION)), false, action);
    });
  });

  it("tells of each backup or copy that was not made, and of each restore that failed", () => {
    const rule = graph.one("aws:cloudwatch/eventRule:EventRule", "web-failed");
    assert.deepEqual(JSON.parse(String(rule.inputs["eventPattern"])), {
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
      detail: {
        $or: [{ state: ["FAILED", "ABORTED", "EXPIRED"] }, { status: ["FAILED", "ABORTED", "EXPIRED"] }],
      },
    });
    const target = graph.one("aws:cloudwatch/eventTarget:EventTarget", "web-failed-told");
    assert.deepEqual(
      [target.inputs["rule"], target.inputs["arn"]],
      ["strongroom-pro-web-failed", graph.outputs["alarmTopicArn"]],
    );
  });

  it("tells when nothing was backed up for two days, which AWS tells nobody", () => {
    const { inputs } = graph.one(ALARM, "web-none");
    const told = ["metricName", "dimensions", "statistic", "period", "evaluationPeriods", "threshold"];
    assert.deepEqual(
      told.map((part) => inputs[part]),
      ["NumberOfBackupJobsCompleted", { BackupVaultName: NAME }, "Sum", 86_400, 2, 1],
    );
    assert.equal(inputs["treatMissingData"], "breaching");
    assert.match(String(inputs["alarmDescription"]), /two days\nWhat to do: .+Service opt-in/);
  });

  describe("with a bucket", () => {
    const MEDIA = `strongroom-pro-media-${ACCOUNT}`;
    const KEY = "alias/strongroom-pro-webservice-files";
    let filled: Graph;
    before(async () => {
      filled = await makePlan({ buckets: [{ bucketName: MEDIA, keyAlias: KEY }] }, true);
    });
    const may = (
      action: string,
      resource: string,
      context: Readonly<Record<string, string>> = {},
      of = filled,
    ) =>
      allows(of.one("aws:iam/rolePolicy:RolePolicy", "web-role-permissions").inputs["policy"], {
        principal: role("strongroom-pro-web"),
        action,
        resource,
        context,
      });

    it("backs it up by its name, with no tag, and where there is none nothing of S3", () => {
      const { resources } = filled.one("aws:backup/selection:Selection", "web-buckets").inputs;
      assert.deepEqual(resources, [`arn:aws:s3:::${MEDIA}`]);
      assert.equal(graph.of("aws:backup/selection:Selection").length, 1);
      assert.equal(may("s3:GetObject", `arn:aws:s3:::${MEDIA}/x`, {}, preview), false);
      assert.equal(
        may("events:PutRule", `arn:aws:events:${REGION}:${ACCOUNT}:rule/AwsBackupManagedRule-1`, {}, preview),
        false,
      );
    });

    it("reads it, versions included, writes and ends no object, and knows no other bucket", () => {
      const bucket = `arn:aws:s3:::${MEDIA}`;
      for (const action of ["GetObject", "GetObjectVersion", "GetObjectVersionTagging"])
        assert.ok(may(`s3:${action}`, `${bucket}/media/1.jpg`), action);
      assert.ok(may("s3:PutInventoryConfiguration", bucket));
      for (const action of ["PutObject", "DeleteObject", "DeleteObjectVersion"])
        assert.equal(may(`s3:${action}`, `${bucket}/media/1.jpg`), false, action);
      const vault = `arn:aws:s3:::archive-vault-pro-primary-${ACCOUNT}`;
      assert.equal(may("s3:GetObject", `${vault}/bag`), false);
      assert.equal(may("s3:PutInventoryConfiguration", vault), false);
    });

    it("decrypts through S3 alone, and keeps AWS Backup's own rules alone", () => {
      const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;
      const s3 = { "kms:ResourceAliases": KEY, "kms:ViaService": `s3.${REGION}.amazonaws.com` };
      assert.ok(may("kms:Decrypt", key, s3));
      assert.equal(
        may("kms:Decrypt", key, { ...s3, "kms:ViaService": `rds.${REGION}.amazonaws.com` }),
        false,
      );
      assert.equal(may("kms:Decrypt", key, { ...s3, "kms:ResourceAliases": "alias/other" }), false);
      const rule = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:rule/${name}`;
      assert.ok(may("events:PutTargets", rule("AwsBackupManagedRule-1")));
      assert.equal(may("events:PutTargets", rule("strongroom-pro-backups-failed")), false);
    });

    it("passes the policy pack", async () => {
      assert.deepEqual(await findingsOf(filled, configurations, (name) => name.startsWith("web")), []);
    });
  });

  describe("with a vault of a second account", () => {
    const OTHER = "999988887777";
    const beyond = (account: string, region = SECOND) =>
      `arn:aws:backup:${region}:${account}:backup-vault:from-strongroom`;

    it("gives it a copy of each backup, for as long, which only then its role may share", async () => {
      const both = await makePlan({ secondAccountVaultArn: beyond(OTHER) }, true);
      for (const { lifecycle, copyActions } of Object(
        both.one("aws:backup/plan:Plan", "web-plan").inputs["rules"],
      ))
        assert.deepEqual(
          copyActions,
          [vaultArn(SECOND), beyond(OTHER)].map((destinationVaultArn) => ({
            destinationVaultArn,
            lifecycle,
          })),
        );
      const may = (of: Graph, action: string, resource: string) =>
        allows(of.one("aws:iam/rolePolicy:RolePolicy", "web-role-permissions").inputs["policy"], {
          principal: role("strongroom-pro-web"),
          action,
          resource,
        });
      const snapshot = (id: string) => `arn:aws:rds:${REGION}:${ACCOUNT}:cluster-snapshot:${id}`;
      const SHARE = "rds:ModifyDBClusterSnapshotAttribute";
      assert.ok(may(both, "backup:CopyIntoBackupVault", beyond(OTHER)));
      assert.ok(may(both, SHARE, snapshot("awsbackup:job-1")));
      assert.equal(may(both, SHARE, snapshot("by-hand")), false);
      assert.equal(may(graph, SHARE, snapshot("awsbackup:job-1")), false);
      assert.equal(may(graph, "backup:CopyIntoBackupVault", beyond(OTHER)), false);
    });

    const wrong: Readonly<Record<string, readonly [string, RegExp]>> = {
      "the stage's own account": [
        beyond(ACCOUNT),
        /another account than the stage's own, 111122223333, got arn/,
      ],
      "a region where the stage is not": [
        beyond(OTHER, "eu-central-1"),
        /region of the stage, eu-west-1 or eu-west-2/,
      ],
      "no whole ARN": [
        `arn:aws:backup:${REGION}:${OTHER}:backup-vault:*`,
        /the whole ARN of a vault, as arn:/,
      ],
    };
    for (const [what, [secondAccountVaultArn, message]] of Object.entries(wrong))
      it(`refuses one of ${what}, and takes its neighbour`, async () => {
        await assert.rejects(makePlan({ secondAccountVaultArn }), message);
        await makePlan({ secondAccountVaultArn: beyond(OTHER, REGION) });
      });
  });

  const refused: Readonly<
    Record<string, readonly [Partial<BackupPlanArgs>, RegExp, Partial<BackupPlanArgs>]>
  > = {
    "a name of 44 characters": [
      { planName: "p".repeat(44) },
      /planName: 1 to 43 letters, digits and hyphens, got p{44}/,
      { planName: "p".repeat(43) },
    ],
    "no key": [{ keyAliases: [] }, /keyAliases: at least one is needed/, { keyAliases: [ALIAS] }],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(makePlan(bad), message);
      await makePlan(good);
    });
});
